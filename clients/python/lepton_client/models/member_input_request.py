from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.role import Role

T = TypeVar("T", bound="MemberInputRequest")


@_attrs_define
class MemberInputRequest:
    """Somebody who has an account here, and the role to give.

    Attributes:
        email (str):
        role (Role): * `owner` - Owner
            * `editor` - Editor
            * `analyst` - Analyst
            * `viewer` - Viewer
    """

    email: str
    role: Role

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        role = self.role.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        role = Role(d.pop("role"))

        member_input_request = cls(
            email=email,
            role=role,
        )

        return member_input_request

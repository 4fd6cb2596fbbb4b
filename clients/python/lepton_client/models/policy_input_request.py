from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PolicyInputRequest")


@_attrs_define
class PolicyInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        needs_approval (bool):
    """

    needs_approval: bool

    def to_dict(self) -> dict[str, Any]:
        needs_approval = self.needs_approval

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "needs_approval": needs_approval,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        needs_approval = d.pop("needs_approval")

        policy_input_request = cls(
            needs_approval=needs_approval,
        )

        return policy_input_request

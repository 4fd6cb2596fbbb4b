from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LiftInputRequest")


@_attrs_define
class LiftInputRequest:
    """Why an entry is lifted.

    Attributes:
        lifted_why (str):
    """

    lifted_why: str

    def to_dict(self) -> dict[str, Any]:
        lifted_why = self.lifted_why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lifted_why": lifted_why,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        lifted_why = d.pop("lifted_why")

        lift_input_request = cls(
            lifted_why=lifted_why,
        )

        return lift_input_request

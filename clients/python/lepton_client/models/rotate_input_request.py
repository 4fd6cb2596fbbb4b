from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RotateInputRequest")


@_attrs_define
class RotateInputRequest:
    """How long the old token works on.

    Attributes:
        hours (int | Unset): That the old token works on beside its successor. Default: 24.
    """

    hours: int | Unset = 24

    def to_dict(self) -> dict[str, Any]:
        hours = self.hours

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if hours is not UNSET:
            field_dict["hours"] = hours

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        hours = d.pop("hours", UNSET)

        rotate_input_request = cls(
            hours=hours,
        )

        return rotate_input_request

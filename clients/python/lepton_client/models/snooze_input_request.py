from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SnoozeInputRequest")


@_attrs_define
class SnoozeInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        days (int):
    """

    days: int

    def to_dict(self) -> dict[str, Any]:
        days = self.days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "days": days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        days = d.pop("days")

        snooze_input_request = cls(
            days=days,
        )

        return snooze_input_request

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DecisionInputRequest")


@_attrs_define
class DecisionInputRequest:
    """What is decided on a creative.

    Attributes:
        approve (bool):
        reason (str | Unset): Needed where you refuse.
    """

    approve: bool
    reason: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        approve = self.approve

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "approve": approve,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        approve = d.pop("approve")

        reason = d.pop("reason", UNSET)

        decision_input_request = cls(
            approve=approve,
            reason=reason,
        )

        return decision_input_request

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.stage import Stage
from ..types import UNSET, Unset

T = TypeVar("T", bound="MoveInputRequest")


@_attrs_define
class MoveInputRequest:
    """The stage to move to. Where the gate is not met, a reason is asked for.

    Attributes:
        to_stage (Stage): * `research` - Research
            * `development` - Product development
            * `promotion` - Promotion
            * `feedback` - Customer feedback
            * `optimisation` - Product optimisation
            * `entry` - International entry
            * `international_promotion` - International promotion
            * `international_feedback` - International feedback
            * `international_optimisation` - International optimisation
        reason (str | Unset):
    """

    to_stage: Stage
    reason: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        to_stage = self.to_stage.value

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "to_stage": to_stage,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        to_stage = Stage(d.pop("to_stage"))

        reason = d.pop("reason", UNSET)

        move_input_request = cls(
            to_stage=to_stage,
            reason=reason,
        )

        return move_input_request

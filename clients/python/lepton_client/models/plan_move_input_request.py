from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.plan_item_state import PlanItemState
from ..types import UNSET, Unset

T = TypeVar("T", bound="PlanMoveInputRequest")


@_attrs_define
class PlanMoveInputRequest:
    """The state to move to. Forward goes one at a time; back and out need a `reason`.

    Attributes:
        to_state (PlanItemState): * `idea` - Idea
            * `agreed` - Agreed
            * `development` - In development
            * `verifying` - Verifying
            * `pilot` - Pilot
            * `released` - Released
            * `measured` - Measured
            * `dropped` - Dropped
        reason (str | Unset):
        anyway (bool | Unset): Of an owner: although something is missing. Needs a `reason` and stays visible.
        markets (list[str] | Unset): With the step to `released`: where. All planned markets if it is left out.
    """

    to_state: PlanItemState
    reason: str | Unset = UNSET
    anyway: bool | Unset = UNSET
    markets: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        to_state = self.to_state.value

        reason = self.reason

        anyway = self.anyway

        markets: list[str] | Unset = UNSET
        if not isinstance(self.markets, Unset):
            markets = self.markets

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "to_state": to_state,
            }
        )
        if reason is not UNSET:
            field_dict["reason"] = reason
        if anyway is not UNSET:
            field_dict["anyway"] = anyway
        if markets is not UNSET:
            field_dict["markets"] = markets

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        to_state = PlanItemState(d.pop("to_state"))

        reason = d.pop("reason", UNSET)

        anyway = d.pop("anyway", UNSET)

        markets = cast(list[str], d.pop("markets", UNSET))

        plan_move_input_request = cls(
            to_state=to_state,
            reason=reason,
            anyway=anyway,
            markets=markets,
        )

        return plan_move_input_request

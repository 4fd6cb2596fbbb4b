from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RetrainingInputRequest")


@_attrs_define
class RetrainingInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        expression (str | Unset): Cron with five fields; empty: at no set times.
        time_zone (str | Unset): UTC unless told.
        on_drift (bool | Unset):
    """

    expression: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    on_drift: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        expression = self.expression

        time_zone = self.time_zone

        on_drift = self.on_drift

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if expression is not UNSET:
            field_dict["expression"] = expression
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if on_drift is not UNSET:
            field_dict["on_drift"] = on_drift

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        expression = d.pop("expression", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        on_drift = d.pop("on_drift", UNSET)

        retraining_input_request = cls(
            expression=expression,
            time_zone=time_zone,
            on_drift=on_drift,
        )

        return retraining_input_request

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceTimesInputRequest")


@_attrs_define
class SourceTimesInputRequest:
    """When it is fetched by itself; `enabled` false pauses it.

    Attributes:
        expression (str | Unset): Cron with five fields: minute, hour, day of the month, month, day of the week.
        time_zone (str | Unset): IANA name, such as `Europe/Berlin`; UTC unless told.
        enabled (bool | Unset):
    """

    expression: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    enabled: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        expression = self.expression

        time_zone = self.time_zone

        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if expression is not UNSET:
            field_dict["expression"] = expression
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        expression = d.pop("expression", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        enabled = d.pop("enabled", UNSET)

        source_times_input_request = cls(
            expression=expression,
            time_zone=time_zone,
            enabled=enabled,
        )

        return source_times_input_request

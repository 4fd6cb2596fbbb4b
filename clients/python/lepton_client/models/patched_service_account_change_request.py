from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedServiceAccountChangeRequest")


@_attrs_define
class PatchedServiceAccountChangeRequest:
    """What of an account can be changed here; its role is changed among `members`.

    Attributes:
        name (str | Unset):
        allowed_ranges (list[str] | Unset): Addresses and networks such as `203.0.113.0/24`; none: from anywhere.
            Example: ['203.0.113.0/24'].
        calls_per_minute (int | None | Unset): Of all its tokens together; null: as for everybody.
    """

    name: str | Unset = UNSET
    allowed_ranges: list[str] | Unset = UNSET
    calls_per_minute: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        allowed_ranges: list[str] | Unset = UNSET
        if not isinstance(self.allowed_ranges, Unset):
            allowed_ranges = self.allowed_ranges

        calls_per_minute: int | None | Unset
        if isinstance(self.calls_per_minute, Unset):
            calls_per_minute = UNSET
        else:
            calls_per_minute = self.calls_per_minute

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if allowed_ranges is not UNSET:
            field_dict["allowed_ranges"] = allowed_ranges
        if calls_per_minute is not UNSET:
            field_dict["calls_per_minute"] = calls_per_minute

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        allowed_ranges = cast(list[str], d.pop("allowed_ranges", UNSET))

        def _parse_calls_per_minute(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        calls_per_minute = _parse_calls_per_minute(d.pop("calls_per_minute", UNSET))

        patched_service_account_change_request = cls(
            name=name,
            allowed_ranges=allowed_ranges,
            calls_per_minute=calls_per_minute,
        )

        return patched_service_account_change_request

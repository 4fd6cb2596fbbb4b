from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.service_account_input_role_enum import ServiceAccountInputRoleEnum
from ..types import UNSET, Unset

T = TypeVar("T", bound="ServiceAccountInputRequest")


@_attrs_define
class ServiceAccountInputRequest:
    """A new account. A program is never an owner.

    Attributes:
        name (str):
        role (ServiceAccountInputRoleEnum): * `viewer` - Viewer
            * `analyst` - Analyst
            * `editor` - Editor
        allowed_ranges (list[str] | Unset): Addresses and networks such as `203.0.113.0/24`; none: from anywhere.
            Example: ['203.0.113.0/24'].
        calls_per_minute (int | None | Unset): Of all its tokens together; null: as for everybody.
    """

    name: str
    role: ServiceAccountInputRoleEnum
    allowed_ranges: list[str] | Unset = UNSET
    calls_per_minute: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        role = self.role.value

        allowed_ranges: list[str] | Unset = UNSET
        if not isinstance(self.allowed_ranges, Unset):
            allowed_ranges = self.allowed_ranges

        calls_per_minute: int | None | Unset
        if isinstance(self.calls_per_minute, Unset):
            calls_per_minute = UNSET
        else:
            calls_per_minute = self.calls_per_minute

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "role": role,
            }
        )
        if allowed_ranges is not UNSET:
            field_dict["allowed_ranges"] = allowed_ranges
        if calls_per_minute is not UNSET:
            field_dict["calls_per_minute"] = calls_per_minute

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        role = ServiceAccountInputRoleEnum(d.pop("role"))

        allowed_ranges = cast(list[str], d.pop("allowed_ranges", UNSET))

        def _parse_calls_per_minute(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        calls_per_minute = _parse_calls_per_minute(d.pop("calls_per_minute", UNSET))

        service_account_input_request = cls(
            name=name,
            role=role,
            allowed_ranges=allowed_ranges,
            calls_per_minute=calls_per_minute,
        )

        return service_account_input_request

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.scopes_enum import ScopesEnum
from ..types import UNSET, Unset

T = TypeVar("T", bound="ServiceTokenInputRequest")


@_attrs_define
class ServiceTokenInputRequest:
    """A new token. It gets no scope and no address that the caller's own token lacks.

    Attributes:
        name (str):
        scopes (list[ScopesEnum]):
        days (int | Unset): Until it expires. Default: 90.
        allowed_ranges (list[str] | Unset): Addresses and networks such as `203.0.113.0/24`; none: from anywhere.
            Example: ['203.0.113.0/24'].
    """

    name: str
    scopes: list[ScopesEnum]
    days: int | Unset = 90
    allowed_ranges: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        scopes = []
        for scopes_item_data in self.scopes:
            scopes_item = scopes_item_data.value
            scopes.append(scopes_item)

        days = self.days

        allowed_ranges: list[str] | Unset = UNSET
        if not isinstance(self.allowed_ranges, Unset):
            allowed_ranges = self.allowed_ranges

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "scopes": scopes,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days
        if allowed_ranges is not UNSET:
            field_dict["allowed_ranges"] = allowed_ranges

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        scopes = []
        _scopes = d.pop("scopes")
        for scopes_item_data in _scopes:
            scopes_item = ScopesEnum(scopes_item_data)

            scopes.append(scopes_item)

        days = d.pop("days", UNSET)

        allowed_ranges = cast(list[str], d.pop("allowed_ranges", UNSET))

        service_token_input_request = cls(
            name=name,
            scopes=scopes,
            days=days,
            allowed_ranges=allowed_ranges,
        )

        return service_token_input_request

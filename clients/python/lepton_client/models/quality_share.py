from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QualityShare")


@_attrs_define
class QualityShare:
    """A share of right answers; `low` and `high` are the ends of Wilson's 95% interval.

    Attributes:
        count (int):
        right (int):
        value (float):
        low (float):
        high (float):
    """

    count: int
    right: int
    value: float
    low: float
    high: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        count = self.count

        right = self.right

        value = self.value

        low = self.low

        high = self.high

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "right": right,
                "value": value,
                "low": low,
                "high": high,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        count = d.pop("count")

        right = d.pop("right")

        value = d.pop("value")

        low = d.pop("low")

        high = d.pop("high")

        quality_share = cls(
            count=count,
            right=right,
            value=value,
            low=low,
            high=high,
        )

        quality_share.additional_properties = d
        return quality_share

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ThemeShareAt")


@_attrs_define
class ThemeShareAt:
    """As the whole, of the records with this value.

    Attributes:
        rows (int):
        of (int):
        share (float):
        low (float):
        high (float):
        value (str): ISO 3166-1 alpha-3, a language's tag, or a month such as 2026-03.
    """

    rows: int
    of: int
    share: float
    low: float
    high: float
    value: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rows = self.rows

        of = self.of

        share = self.share

        low = self.low

        high = self.high

        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rows": rows,
                "of": of,
                "share": share,
                "low": low,
                "high": high,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        rows = d.pop("rows")

        of = d.pop("of")

        share = d.pop("share")

        low = d.pop("low")

        high = d.pop("high")

        value = d.pop("value")

        theme_share_at = cls(
            rows=rows,
            of=of,
            share=share,
            low=low,
            high=high,
            value=value,
        )

        theme_share_at.additional_properties = d
        return theme_share_at

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ThemeShare")


@_attrs_define
class ThemeShare:
    """Of `of` records that a run has looked at, `rows` are of the theme: a share with its 95%
    interval (Wilson's), all from 0 to 1.

        Attributes:
            rows (int):
            of (int):
            share (float):
            low (float):
            high (float):
    """

    rows: int
    of: int
    share: float
    low: float
    high: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rows = self.rows

        of = self.of

        share = self.share

        low = self.low

        high = self.high

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rows": rows,
                "of": of,
                "share": share,
                "low": low,
                "high": high,
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

        theme_share = cls(
            rows=rows,
            of=of,
            share=share,
            low=low,
            high=high,
        )

        theme_share.additional_properties = d
        return theme_share

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

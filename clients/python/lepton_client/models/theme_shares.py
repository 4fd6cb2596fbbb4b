from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.theme_share import ThemeShare
    from ..models.theme_share_at import ThemeShareAt


T = TypeVar("T", bound="ThemeShares")


@_attrs_define
class ThemeShares:
    """How often a theme comes up: in all records, by market and language (most records first), and
    by month (oldest first).

        Attributes:
            whole (ThemeShare): Of `of` records that a run has looked at, `rows` are of the theme: a share with its 95%
                interval (Wilson's), all from 0 to 1.
            markets (list[ThemeShareAt]):
            languages (list[ThemeShareAt]):
            months (list[ThemeShareAt]):
    """

    whole: ThemeShare
    markets: list[ThemeShareAt]
    languages: list[ThemeShareAt]
    months: list[ThemeShareAt]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        whole = self.whole.to_dict()

        markets = []
        for markets_item_data in self.markets:
            markets_item = markets_item_data.to_dict()
            markets.append(markets_item)

        languages = []
        for languages_item_data in self.languages:
            languages_item = languages_item_data.to_dict()
            languages.append(languages_item)

        months = []
        for months_item_data in self.months:
            months_item = months_item_data.to_dict()
            months.append(months_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "whole": whole,
                "markets": markets,
                "languages": languages,
                "months": months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.theme_share import ThemeShare  # noqa: PLC0415
        from ..models.theme_share_at import ThemeShareAt  # noqa: PLC0415

        d = dict(src_dict)
        whole = ThemeShare.from_dict(d.pop("whole"))

        markets = []
        _markets = d.pop("markets")
        for markets_item_data in _markets:
            markets_item = ThemeShareAt.from_dict(markets_item_data)

            markets.append(markets_item)

        languages = []
        _languages = d.pop("languages")
        for languages_item_data in _languages:
            languages_item = ThemeShareAt.from_dict(languages_item_data)

            languages.append(languages_item)

        months = []
        _months = d.pop("months")
        for months_item_data in _months:
            months_item = ThemeShareAt.from_dict(months_item_data)

            months.append(months_item)

        theme_shares = cls(
            whole=whole,
            markets=markets,
            languages=languages,
            months=months,
        )

        theme_shares.additional_properties = d
        return theme_shares

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.paginated_theme_list_deleted_item import PaginatedThemeListDeletedItem
    from ..models.theme import Theme


T = TypeVar("T", bound="PaginatedThemeList")


@_attrs_define
class PaginatedThemeList:
    """
    Attributes:
        results (list[Theme]):
        deleted (list[PaginatedThemeListDeletedItem]):  Example: [].
        next_ (None | str): The address of the next page; null on the last one. Example:
            https://lepton.example/api/v1/projects/?cursor=WyIyMDI2LTExLTIzVDA4.
        as_of (datetime.datetime): After the last page, send this as `updated_since` to get what changed since. Example:
            2026-11-23T07:59:00.000001Z.
    """

    results: list[Theme]
    deleted: list[PaginatedThemeListDeletedItem]
    next_: None | str
    as_of: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        results = []
        for results_item_data in self.results:
            results_item = results_item_data.to_dict()
            results.append(results_item)

        deleted = []
        for deleted_item_data in self.deleted:
            deleted_item = deleted_item_data.to_dict()
            deleted.append(deleted_item)

        next_: None | str
        next_ = self.next_

        as_of = self.as_of.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "results": results,
                "deleted": deleted,
                "next": next_,
                "as_of": as_of,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.paginated_theme_list_deleted_item import (
            PaginatedThemeListDeletedItem,  # noqa: PLC0415
        )
        from ..models.theme import Theme  # noqa: PLC0415

        d = dict(src_dict)
        results = []
        _results = d.pop("results")
        for results_item_data in _results:
            results_item = Theme.from_dict(results_item_data)

            results.append(results_item)

        deleted = []
        _deleted = d.pop("deleted")
        for deleted_item_data in _deleted:
            deleted_item = PaginatedThemeListDeletedItem.from_dict(deleted_item_data)

            deleted.append(deleted_item)

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        paginated_theme_list = cls(
            results=results,
            deleted=deleted,
            next_=next_,
            as_of=as_of,
        )

        paginated_theme_list.additional_properties = d
        return paginated_theme_list

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DatasetRows")


@_attrs_define
class DatasetRows:
    """
    Attributes:
        columns (list[str]):
        results (list[list[Any]]): One list for each row, in the order of `columns`; null: no value.
        offset (int):
        total (int):
        next_ (None | str):
    """

    columns: list[str]
    results: list[list[Any]]
    offset: int
    total: int
    next_: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        columns = self.columns

        results = []
        for results_item_data in self.results:
            results_item = results_item_data

            results.append(results_item)

        offset = self.offset

        total = self.total

        next_: None | str
        next_ = self.next_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "columns": columns,
                "results": results,
                "offset": offset,
                "total": total,
                "next": next_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        columns = cast(list[str], d.pop("columns"))

        results = []
        _results = d.pop("results")
        for results_item_data in _results:
            results_item = cast(list[Any], results_item_data)

            results.append(results_item)

        offset = d.pop("offset")

        total = d.pop("total")

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        dataset_rows = cls(
            columns=columns,
            results=results,
            offset=offset,
            total=total,
            next_=next_,
        )

        dataset_rows.additional_properties = d
        return dataset_rows

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

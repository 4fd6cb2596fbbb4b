from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="ThemeSplitInputRequest")


@_attrs_define
class ThemeSplitInputRequest:
    """Records of this theme that go to a new one.

    Attributes:
        name (str):
        records (list[UUID]):
    """

    name: str
    records: list[UUID]

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        records = []
        for records_item_data in self.records:
            records_item = str(records_item_data)
            records.append(records_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "records": records,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        records = []
        _records = d.pop("records")
        for records_item_data in _records:
            records_item = UUID(records_item_data)

            records.append(records_item)

        theme_split_input_request = cls(
            name=name,
            records=records,
        )

        return theme_split_input_request

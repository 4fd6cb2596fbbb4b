from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ColumnEntry")


@_attrs_define
class ColumnEntry:
    """What people say of a column. It is known by its name and outlives versions: the newest one
    may have no such column any more. Of a column without an entry nothing was said yet.

        Attributes:
            id (UUID):
            column (str):
            label (str): What the column is called in forms and reports.
            description (str): What a cell holds.
            unit (str): A currency code or a unit; empty: as the import has read it.
            measure (str): One of flow, stock, price, rate, index, code, text, other; empty: nobody has said.
            price_year (int | None): For money in constant prices.
            source (str):
            source_year (int | None):
            note (str):
            minimum (float | None): Cells should not be smaller.
            maximum (float | None): Cells should not be larger.
            permitted (list[str]): What cells should say, as the table writes it; empty: anything.
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    column: str
    label: str
    description: str
    unit: str
    measure: str
    price_year: int | None
    source: str
    source_year: int | None
    note: str
    minimum: float | None
    maximum: float | None
    permitted: list[str]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        column = self.column

        label = self.label

        description = self.description

        unit = self.unit

        measure = self.measure

        price_year: int | None
        price_year = self.price_year

        source = self.source

        source_year: int | None
        source_year = self.source_year

        note = self.note

        minimum: float | None
        minimum = self.minimum

        maximum: float | None
        maximum = self.maximum

        permitted = self.permitted

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "column": column,
                "label": label,
                "description": description,
                "unit": unit,
                "measure": measure,
                "price_year": price_year,
                "source": source,
                "source_year": source_year,
                "note": note,
                "minimum": minimum,
                "maximum": maximum,
                "permitted": permitted,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        column = d.pop("column")

        label = d.pop("label")

        description = d.pop("description")

        unit = d.pop("unit")

        measure = d.pop("measure")

        def _parse_price_year(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        price_year = _parse_price_year(d.pop("price_year"))

        source = d.pop("source")

        def _parse_source_year(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        source_year = _parse_source_year(d.pop("source_year"))

        note = d.pop("note")

        def _parse_minimum(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        minimum = _parse_minimum(d.pop("minimum"))

        def _parse_maximum(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        maximum = _parse_maximum(d.pop("maximum"))

        permitted = cast(list[str], d.pop("permitted"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        column_entry = cls(
            id=id,
            column=column,
            label=label,
            description=description,
            unit=unit,
            measure=measure,
            price_year=price_year,
            source=source,
            source_year=source_year,
            note=note,
            minimum=minimum,
            maximum=maximum,
            permitted=permitted,
            created_at=created_at,
            updated_at=updated_at,
        )

        column_entry.additional_properties = d
        return column_entry

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ColumnEntryInputRequest")


@_attrs_define
class ColumnEntryInputRequest:
    """All that is to be said of the column: what is left out is emptied. A range fits columns of
    numbers; permitted values fit texts, whole numbers and dates.

        Attributes:
            label (str | Unset): What the column is called in forms and reports. Default: ''.
            description (str | Unset): What a cell holds. Default: ''.
            unit (str | Unset): A currency code or a unit; empty: as the import has read it. Default: ''.
            measure (str | Unset): One of flow, stock, price, rate, index, code, text, other; empty: nobody has said.
                Default: ''.
            price_year (int | None | Unset): For money in constant prices.
            source (str | Unset):  Default: ''.
            source_year (int | None | Unset):
            note (str | Unset):  Default: ''.
            minimum (float | None | Unset): Cells should not be smaller.
            maximum (float | None | Unset): Cells should not be larger.
            permitted (list[str] | Unset): What cells should say, as the table writes it; empty: anything.
    """

    label: str | Unset = ""
    description: str | Unset = ""
    unit: str | Unset = ""
    measure: str | Unset = ""
    price_year: int | None | Unset = UNSET
    source: str | Unset = ""
    source_year: int | None | Unset = UNSET
    note: str | Unset = ""
    minimum: float | None | Unset = UNSET
    maximum: float | None | Unset = UNSET
    permitted: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        description = self.description

        unit = self.unit

        measure = self.measure

        price_year: int | None | Unset
        if isinstance(self.price_year, Unset):
            price_year = UNSET
        else:
            price_year = self.price_year

        source = self.source

        source_year: int | None | Unset
        if isinstance(self.source_year, Unset):
            source_year = UNSET
        else:
            source_year = self.source_year

        note = self.note

        minimum: float | None | Unset
        if isinstance(self.minimum, Unset):
            minimum = UNSET
        else:
            minimum = self.minimum

        maximum: float | None | Unset
        if isinstance(self.maximum, Unset):
            maximum = UNSET
        else:
            maximum = self.maximum

        permitted: list[str] | Unset = UNSET
        if not isinstance(self.permitted, Unset):
            permitted = self.permitted

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if label is not UNSET:
            field_dict["label"] = label
        if description is not UNSET:
            field_dict["description"] = description
        if unit is not UNSET:
            field_dict["unit"] = unit
        if measure is not UNSET:
            field_dict["measure"] = measure
        if price_year is not UNSET:
            field_dict["price_year"] = price_year
        if source is not UNSET:
            field_dict["source"] = source
        if source_year is not UNSET:
            field_dict["source_year"] = source_year
        if note is not UNSET:
            field_dict["note"] = note
        if minimum is not UNSET:
            field_dict["minimum"] = minimum
        if maximum is not UNSET:
            field_dict["maximum"] = maximum
        if permitted is not UNSET:
            field_dict["permitted"] = permitted

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        label = d.pop("label", UNSET)

        description = d.pop("description", UNSET)

        unit = d.pop("unit", UNSET)

        measure = d.pop("measure", UNSET)

        def _parse_price_year(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        price_year = _parse_price_year(d.pop("price_year", UNSET))

        source = d.pop("source", UNSET)

        def _parse_source_year(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        source_year = _parse_source_year(d.pop("source_year", UNSET))

        note = d.pop("note", UNSET)

        def _parse_minimum(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        minimum = _parse_minimum(d.pop("minimum", UNSET))

        def _parse_maximum(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        maximum = _parse_maximum(d.pop("maximum", UNSET))

        permitted = cast(list[str], d.pop("permitted", UNSET))

        column_entry_input_request = cls(
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
        )

        return column_entry_input_request

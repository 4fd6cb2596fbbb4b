from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Column")


@_attrs_define
class Column:
    """What is known of one stored column.

    Attributes:
        name (str):
        dtype (str):
        unit (str):
        missing (int):
        distinct (int | None):
        minimum (float | None):
        maximum (float | None):
        example (str):
    """

    name: str
    dtype: str
    unit: str
    missing: int
    distinct: int | None
    minimum: float | None
    maximum: float | None
    example: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        dtype = self.dtype

        unit = self.unit

        missing = self.missing

        distinct: int | None
        distinct = self.distinct

        minimum: float | None
        minimum = self.minimum

        maximum: float | None
        maximum = self.maximum

        example = self.example

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "dtype": dtype,
                "unit": unit,
                "missing": missing,
                "distinct": distinct,
                "minimum": minimum,
                "maximum": maximum,
                "example": example,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        dtype = d.pop("dtype")

        unit = d.pop("unit")

        missing = d.pop("missing")

        def _parse_distinct(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        distinct = _parse_distinct(d.pop("distinct"))

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

        example = d.pop("example")

        column = cls(
            name=name,
            dtype=dtype,
            unit=unit,
            missing=missing,
            distinct=distinct,
            minimum=minimum,
            maximum=maximum,
            example=example,
        )

        column.additional_properties = d
        return column

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

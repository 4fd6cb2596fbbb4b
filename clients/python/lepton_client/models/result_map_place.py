from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ResultMapPlace")


@_attrs_define
class ResultMapPlace:
    """A country or territory: ISO 3166-1 alpha-3, what the table calls it, a point in degrees
    (WGS 84) and, where the map tells one, a value.

        Attributes:
            code (str):
            name (str):
            longitude (float):
            latitude (float):
            value (float | None):
    """

    code: str
    name: str
    longitude: float
    latitude: float
    value: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        name = self.name

        longitude = self.longitude

        latitude = self.latitude

        value: float | None
        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "name": name,
                "longitude": longitude,
                "latitude": latitude,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        name = d.pop("name")

        longitude = d.pop("longitude")

        latitude = d.pop("latitude")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        result_map_place = cls(
            code=code,
            name=name,
            longitude=longitude,
            latitude=latitude,
            value=value,
        )

        result_map_place.additional_properties = d
        return result_map_place

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

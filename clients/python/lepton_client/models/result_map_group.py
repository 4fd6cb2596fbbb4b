from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.result_map_place import ResultMapPlace


T = TypeVar("T", bound="ResultMapGroup")


@_attrs_define
class ResultMapGroup:
    """Places of one colour.

    Attributes:
        name (str):
        places (list[ResultMapPlace]):
    """

    name: str
    places: list[ResultMapPlace]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        places = []
        for places_item_data in self.places:
            places_item = places_item_data.to_dict()
            places.append(places_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "places": places,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_map_place import ResultMapPlace  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        places = []
        _places = d.pop("places")
        for places_item_data in _places:
            places_item = ResultMapPlace.from_dict(places_item_data)

            places.append(places_item)

        result_map_group = cls(
            name=name,
            places=places,
        )

        result_map_group.additional_properties = d
        return result_map_group

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

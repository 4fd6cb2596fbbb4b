from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LabelsStored")


@_attrs_define
class LabelsStored:
    """`unknown` ids name no logged prediction of this name, or one whose time is over.

    Attributes:
        stored (int): That are new, or other than before.
        unchanged (int):
        unknown (list[UUID]):
    """

    stored: int
    unchanged: int
    unknown: list[UUID]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        stored = self.stored

        unchanged = self.unchanged

        unknown = []
        for unknown_item_data in self.unknown:
            unknown_item = str(unknown_item_data)
            unknown.append(unknown_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "stored": stored,
                "unchanged": unchanged,
                "unknown": unknown,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        stored = d.pop("stored")

        unchanged = d.pop("unchanged")

        unknown = []
        _unknown = d.pop("unknown")
        for unknown_item_data in _unknown:
            unknown_item = UUID(unknown_item_data)

            unknown.append(unknown_item)

        labels_stored = cls(
            stored=stored,
            unchanged=unchanged,
            unknown=unknown,
        )

        labels_stored.additional_properties = d
        return labels_stored

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

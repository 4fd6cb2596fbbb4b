from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedDatasetInputRequest")


@_attrs_define
class PatchedDatasetInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        name (str | Unset):
        description (str | Unset):
        source (str | Unset):
        licence (str | Unset):
    """

    name: str | Unset = UNSET
    description: str | Unset = UNSET
    source: str | Unset = UNSET
    licence: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        description = self.description

        source = self.source

        licence = self.licence

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if description is not UNSET:
            field_dict["description"] = description
        if source is not UNSET:
            field_dict["source"] = source
        if licence is not UNSET:
            field_dict["licence"] = licence

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        description = d.pop("description", UNSET)

        source = d.pop("source", UNSET)

        licence = d.pop("licence", UNSET)

        patched_dataset_input_request = cls(
            name=name,
            description=description,
            source=source,
            licence=licence,
        )

        return patched_dataset_input_request

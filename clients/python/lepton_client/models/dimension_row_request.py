from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.scale_enum import ScaleEnum
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="DimensionRowRequest")


@_attrs_define
class DimensionRowRequest:
    """A row of a batch of dimensions.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        name (str | Unset):
        scale (ScaleEnum | Unset): * `score` - Score from 0 to 10
            * `measure` - Measured, with a unit
        unit (str | Unset):
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    name: str | Unset = UNSET
    scale: ScaleEnum | Unset = UNSET
    unit: str | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_external, Unset):
            by_external = self.by_external.to_dict()

        name = self.name

        scale: str | Unset = UNSET
        if not isinstance(self.scale, Unset):
            scale = self.scale.value

        unit = self.unit

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if name is not UNSET:
            field_dict["name"] = name
        if scale is not UNSET:
            field_dict["scale"] = scale
        if unit is not UNSET:
            field_dict["unit"] = unit
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        _by_external = d.pop("by_external", UNSET)
        by_external: ExternalRequest | Unset
        if isinstance(_by_external, Unset):
            by_external = UNSET
        else:
            by_external = ExternalRequest.from_dict(_by_external)

        name = d.pop("name", UNSET)

        _scale = d.pop("scale", UNSET)
        scale: ScaleEnum | Unset
        if isinstance(_scale, Unset):
            scale = UNSET
        else:
            scale = ScaleEnum(_scale)

        unit = d.pop("unit", UNSET)

        note = d.pop("note", UNSET)

        dimension_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            name=name,
            scale=scale,
            unit=unit,
            note=note,
        )

        return dimension_row_request

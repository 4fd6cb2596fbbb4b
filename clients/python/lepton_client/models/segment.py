from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.party_kind import PartyKind

if TYPE_CHECKING:
    from ..models.external import External
    from ..models.rules import Rules


T = TypeVar("T", bound="Segment")


@_attrs_define
class Segment:
    """A saved filter. Its people are read as `contacts/?segment=<id>`.

    Attributes:
        id (UUID):
        name (str):
        of (PartyKind): * `company` - Companies
            * `contact` - Contacts
            * `lead` - Leads
        rules (Rules): All that is said must hold; of a list any one.
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    of: PartyKind
    rules: Rules
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        of = self.of.value

        rules = self.rules.to_dict()

        note = self.note

        external = []
        for external_item_data in self.external:
            external_item = external_item_data.to_dict()
            external.append(external_item)

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "of": of,
                "rules": rules,
                "note": note,
                "external": external,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external import External  # noqa: PLC0415
        from ..models.rules import Rules  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        of = PartyKind(d.pop("of"))

        rules = Rules.from_dict(d.pop("rules"))

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        segment = cls(
            id=id,
            name=name,
            of=of,
            rules=rules,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        segment.additional_properties = d
        return segment

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

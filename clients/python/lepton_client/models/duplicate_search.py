from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.duplicate_search_state_enum import DuplicateSearchStateEnum
from ..models.party_kind import PartyKind

T = TypeVar("T", bound="DuplicateSearch")


@_attrs_define
class DuplicateSearch:
    """A comparison of all records of a kind: `rows` were compared, and `found` pairs.

    Attributes:
        id (UUID):
        kind (PartyKind): * `company` - Companies
            * `contact` - Contacts
            * `lead` - Leads
        state (DuplicateSearchStateEnum): * `running` - Searching
            * `done` - Done
            * `failed` - Failed
        rows (int):
        found (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    kind: PartyKind
    state: DuplicateSearchStateEnum
    rows: int
    found: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind.value

        state = self.state.value

        rows = self.rows

        found = self.found

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "state": state,
                "rows": rows,
                "found": found,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = PartyKind(d.pop("kind"))

        state = DuplicateSearchStateEnum(d.pop("state"))

        rows = d.pop("rows")

        found = d.pop("found")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        duplicate_search = cls(
            id=id,
            kind=kind,
            state=state,
            rows=rows,
            found=found,
            created_at=created_at,
            updated_at=updated_at,
        )

        duplicate_search.additional_properties = d
        return duplicate_search

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

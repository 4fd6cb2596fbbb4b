from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.party_kind import PartyKind

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="Merge")


@_attrs_define
class Merge:
    """Two records that became one. What is needed to undo it is kept for 90 days.

    Attributes:
        id (UUID):
        kind (PartyKind): * `company` - Companies
            * `contact` - Contacts
            * `lead` - Leads
        winner (UUID):
        loser (UUID):
        loser_name (str):
        made_by (None | Person):
        undone_at (datetime.datetime | None):
        can_be_undone (bool): What is needed for it is kept still. Later changes may be in the way.
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    kind: PartyKind
    winner: UUID
    loser: UUID
    loser_name: str
    made_by: None | Person
    undone_at: datetime.datetime | None
    can_be_undone: bool
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        kind = self.kind.value

        winner = str(self.winner)

        loser = str(self.loser)

        loser_name = self.loser_name

        made_by: dict[str, Any] | None
        if isinstance(self.made_by, Person):
            made_by = self.made_by.to_dict()
        else:
            made_by = self.made_by

        undone_at: None | str
        if isinstance(self.undone_at, datetime.datetime):
            undone_at = self.undone_at.isoformat()
        else:
            undone_at = self.undone_at

        can_be_undone = self.can_be_undone

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "winner": winner,
                "loser": loser,
                "loser_name": loser_name,
                "made_by": made_by,
                "undone_at": undone_at,
                "can_be_undone": can_be_undone,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = PartyKind(d.pop("kind"))

        winner = UUID(d.pop("winner"))

        loser = UUID(d.pop("loser"))

        loser_name = d.pop("loser_name")

        def _parse_made_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                made_by_type_0 = Person.from_dict(data)

                return made_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        made_by = _parse_made_by(d.pop("made_by"))

        def _parse_undone_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                undone_at_type_0 = datetime.datetime.fromisoformat(data)

                return undone_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        undone_at = _parse_undone_at(d.pop("undone_at"))

        can_be_undone = d.pop("can_be_undone")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        merge = cls(
            id=id,
            kind=kind,
            winner=winner,
            loser=loser,
            loser_name=loser_name,
            made_by=made_by,
            undone_at=undone_at,
            can_be_undone=can_be_undone,
            created_at=created_at,
            updated_at=updated_at,
        )

        merge.additional_properties = d
        return merge

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

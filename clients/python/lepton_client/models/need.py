from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.need_kind import NeedKind
from ..models.need_state import NeedState

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Need")


@_attrs_define
class Need:
    """What customers, a market or the law ask of the product.

    Attributes:
        id (UUID):
        statement (str):
        said_by (str):
        kind (NeedKind): * `customer` - Customers
            * `market` - Market
            * `compliance` - Law and standards
            * `localisation` - Localisation
            * `internal` - Own team
        importance (int):
        markets (list[str]):
        state (NeedState): * `open` - Open
            * `met` - Met
            * `declined` - Declined
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    statement: str
    said_by: str
    kind: NeedKind
    importance: int
    markets: list[str]
    state: NeedState
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        statement = self.statement

        said_by = self.said_by

        kind = self.kind.value

        importance = self.importance

        markets = self.markets

        state = self.state.value

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
                "statement": statement,
                "said_by": said_by,
                "kind": kind,
                "importance": importance,
                "markets": markets,
                "state": state,
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

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        statement = d.pop("statement")

        said_by = d.pop("said_by")

        kind = NeedKind(d.pop("kind"))

        importance = d.pop("importance")

        markets = cast(list[str], d.pop("markets"))

        state = NeedState(d.pop("state"))

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        need = cls(
            id=id,
            statement=statement,
            said_by=said_by,
            kind=kind,
            importance=importance,
            markets=markets,
            state=state,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        need.additional_properties = d
        return need

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.need_kind import NeedKind
from ..models.need_state import NeedState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="NeedRowRequest")


@_attrs_define
class NeedRowRequest:
    """A row of a batch of needs.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        statement (str | Unset): One sentence.
        said_by (str | Unset):
        kind (NeedKind | Unset): * `customer` - Customers
            * `market` - Market
            * `compliance` - Law and standards
            * `localisation` - Localisation
            * `internal` - Own team
        importance (int | Unset): 1 (must) to 4 (low).
        markets (list[str] | Unset): Where it was heard.
        state (NeedState | Unset): * `open` - Open
            * `met` - Met
            * `declined` - Declined
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    statement: str | Unset = UNSET
    said_by: str | Unset = UNSET
    kind: NeedKind | Unset = UNSET
    importance: int | Unset = UNSET
    markets: list[str] | Unset = UNSET
    state: NeedState | Unset = UNSET
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

        statement = self.statement

        said_by = self.said_by

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value

        importance = self.importance

        markets: list[str] | Unset = UNSET
        if not isinstance(self.markets, Unset):
            markets = self.markets

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if statement is not UNSET:
            field_dict["statement"] = statement
        if said_by is not UNSET:
            field_dict["said_by"] = said_by
        if kind is not UNSET:
            field_dict["kind"] = kind
        if importance is not UNSET:
            field_dict["importance"] = importance
        if markets is not UNSET:
            field_dict["markets"] = markets
        if state is not UNSET:
            field_dict["state"] = state
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

        statement = d.pop("statement", UNSET)

        said_by = d.pop("said_by", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: NeedKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = NeedKind(_kind)

        importance = d.pop("importance", UNSET)

        markets = cast(list[str], d.pop("markets", UNSET))

        _state = d.pop("state", UNSET)
        state: NeedState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = NeedState(_state)

        note = d.pop("note", UNSET)

        need_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            statement=statement,
            said_by=said_by,
            kind=kind,
            importance=importance,
            markets=markets,
            state=state,
            note=note,
        )

        return need_row_request

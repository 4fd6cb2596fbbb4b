from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.duplicate_pair_state_enum import DuplicatePairStateEnum
from ..models.party_kind import PartyKind

T = TypeVar("T", bound="DuplicatePair")


@_attrs_define
class DuplicatePair:
    """Two records of one kind that may be the same; `score` is from 0 to 100. `different`: somebody
    said that they are not the same.

        Attributes:
            id (UUID):
            kind (PartyKind): * `company` - Companies
                * `contact` - Contacts
                * `lead` - Leads
            first (UUID):
            second (UUID):
            score (float):
            reasons (list[None | str]):
            state (DuplicatePairStateEnum): * `open` - To be decided
                * `different` - Not the same
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    kind: PartyKind
    first: UUID
    second: UUID
    score: float
    reasons: list[None | str]
    state: DuplicatePairStateEnum
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind.value

        first = str(self.first)

        second = str(self.second)

        score = self.score

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item: None | str
            reasons_item = reasons_item_data
            reasons.append(reasons_item)

        state = self.state.value

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "first": first,
                "second": second,
                "score": score,
                "reasons": reasons,
                "state": state,
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

        first = UUID(d.pop("first"))

        second = UUID(d.pop("second"))

        score = d.pop("score")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:

            def _parse_reasons_item(data: object) -> None | str:
                if data is None:
                    return data
                return cast(None | str, data)

            reasons_item = _parse_reasons_item(reasons_item_data)

            reasons.append(reasons_item)

        state = DuplicatePairStateEnum(d.pop("state"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        duplicate_pair = cls(
            id=id,
            kind=kind,
            first=first,
            second=second,
            score=score,
            reasons=reasons,
            state=state,
            created_at=created_at,
            updated_at=updated_at,
        )

        duplicate_pair.additional_properties = d
        return duplicate_pair

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

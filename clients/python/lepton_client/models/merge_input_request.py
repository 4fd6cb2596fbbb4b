from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.party_kind import PartyKind
from ..models.take_enum import TakeEnum
from ..types import UNSET, Unset

T = TypeVar("T", bound="MergeInputRequest")


@_attrs_define
class MergeInputRequest:
    """Which record stays, which becomes part of it, and whose values are kept.

    Attributes:
        kind (PartyKind): * `company` - Companies
            * `contact` - Contacts
            * `lead` - Leads
        winner (UUID): The record that stays.
        loser (UUID): The record that becomes part of it.
        take (list[TakeEnum] | Unset): Fields whose value is the loser's; the others stay the winner's.
        winner_updated_at (datetime.datetime | Unset): As you read it: 412 where it was changed since.
        loser_updated_at (datetime.datetime | Unset): As you read it: 412 where it was changed since.
    """

    kind: PartyKind
    winner: UUID
    loser: UUID
    take: list[TakeEnum] | Unset = UNSET
    winner_updated_at: datetime.datetime | Unset = UNSET
    loser_updated_at: datetime.datetime | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        winner = str(self.winner)

        loser = str(self.loser)

        take: list[str] | Unset = UNSET
        if not isinstance(self.take, Unset):
            take = []
            for take_item_data in self.take:
                take_item = take_item_data.value
                take.append(take_item)

        winner_updated_at: str | Unset = UNSET
        if not isinstance(self.winner_updated_at, Unset):
            winner_updated_at = self.winner_updated_at.isoformat()

        loser_updated_at: str | Unset = UNSET
        if not isinstance(self.loser_updated_at, Unset):
            loser_updated_at = self.loser_updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "winner": winner,
                "loser": loser,
            }
        )
        if take is not UNSET:
            field_dict["take"] = take
        if winner_updated_at is not UNSET:
            field_dict["winner_updated_at"] = winner_updated_at
        if loser_updated_at is not UNSET:
            field_dict["loser_updated_at"] = loser_updated_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = PartyKind(d.pop("kind"))

        winner = UUID(d.pop("winner"))

        loser = UUID(d.pop("loser"))

        _take = d.pop("take", UNSET)
        take: list[TakeEnum] | Unset = UNSET
        if _take is not UNSET:
            take = []
            for take_item_data in _take:
                take_item = TakeEnum(take_item_data)

                take.append(take_item)

        _winner_updated_at = d.pop("winner_updated_at", UNSET)
        winner_updated_at: datetime.datetime | Unset
        if isinstance(_winner_updated_at, Unset):
            winner_updated_at = UNSET
        else:
            winner_updated_at = datetime.datetime.fromisoformat(_winner_updated_at)

        _loser_updated_at = d.pop("loser_updated_at", UNSET)
        loser_updated_at: datetime.datetime | Unset
        if isinstance(_loser_updated_at, Unset):
            loser_updated_at = UNSET
        else:
            loser_updated_at = datetime.datetime.fromisoformat(_loser_updated_at)

        merge_input_request = cls(
            kind=kind,
            winner=winner,
            loser=loser,
            take=take,
            winner_updated_at=winner_updated_at,
            loser_updated_at=loser_updated_at,
        )

        return merge_input_request

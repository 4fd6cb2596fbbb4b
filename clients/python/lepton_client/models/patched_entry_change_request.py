from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedEntryChangeRequest")


@_attrs_define
class PatchedEntryChangeRequest:
    """What may be changed of a market; its stage moves by `move`.

    Attributes:
        owner (None | Unset | UUID): The `user.id` of a member of the project.
        target_launch (datetime.date | None | Unset):
        note (str | Unset):
    """

    owner: None | Unset | UUID = UNSET
    target_launch: datetime.date | None | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        owner: None | str | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        elif isinstance(self.owner, UUID):
            owner = str(self.owner)
        else:
            owner = self.owner

        target_launch: None | str | Unset
        if isinstance(self.target_launch, Unset):
            target_launch = UNSET
        elif isinstance(self.target_launch, datetime.date):
            target_launch = self.target_launch.isoformat()
        else:
            target_launch = self.target_launch

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if owner is not UNSET:
            field_dict["owner"] = owner
        if target_launch is not UNSET:
            field_dict["target_launch"] = target_launch
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_owner(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                owner_type_0 = UUID(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        owner = _parse_owner(d.pop("owner", UNSET))

        def _parse_target_launch(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_launch_type_0 = datetime.date.fromisoformat(data)

                return target_launch_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        target_launch = _parse_target_launch(d.pop("target_launch", UNSET))

        note = d.pop("note", UNSET)

        patched_entry_change_request = cls(
            owner=owner,
            target_launch=target_launch,
            note=note,
        )

        return patched_entry_change_request

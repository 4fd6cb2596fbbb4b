from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.suppression_channel_enum import SuppressionChannelEnum
from ..models.suppression_reason import SuppressionReason

T = TypeVar("T", bound="Suppression")


@_attrs_define
class Suppression:
    """An address that is not to be used. The address itself is not kept.

    Attributes:
        id (UUID):
        channel (SuppressionChannelEnum): * `email` - E-mail address
            * `phone` - Phone
        reason (SuppressionReason): * `asked` - Asked not to be contacted
            * `erased` - Asked to be erased
            * `bounced` - Messages came back
            * `complaint` - Complained
        note (str):
        lifted_at (datetime.datetime | None):
        lifted_why (str):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    channel: SuppressionChannelEnum
    reason: SuppressionReason
    note: str
    lifted_at: datetime.datetime | None
    lifted_why: str
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        channel = self.channel.value

        reason = self.reason.value

        note = self.note

        lifted_at: None | str
        if isinstance(self.lifted_at, datetime.datetime):
            lifted_at = self.lifted_at.isoformat()
        else:
            lifted_at = self.lifted_at

        lifted_why = self.lifted_why

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "channel": channel,
                "reason": reason,
                "note": note,
                "lifted_at": lifted_at,
                "lifted_why": lifted_why,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        channel = SuppressionChannelEnum(d.pop("channel"))

        reason = SuppressionReason(d.pop("reason"))

        note = d.pop("note")

        def _parse_lifted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lifted_at_type_0 = datetime.datetime.fromisoformat(data)

                return lifted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        lifted_at = _parse_lifted_at(d.pop("lifted_at"))

        lifted_why = d.pop("lifted_why")

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        suppression = cls(
            id=id,
            channel=channel,
            reason=reason,
            note=note,
            lifted_at=lifted_at,
            lifted_why=lifted_why,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        suppression.additional_properties = d
        return suppression

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

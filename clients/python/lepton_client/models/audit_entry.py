from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audit_entry_data import AuditEntryData


T = TypeVar("T", bound="AuditEntry")


@_attrs_define
class AuditEntry:
    """Who did what to what, when, by which means. Written once, never changed.

    Attributes:
        id (UUID):
        kind (str):
        label (str): What `kind` is called.
        actor (None | UUID): Id of the person or service account, kept when it is gone; null: the system.
        actor_label (str): Its name then.
        subject_type (str): What kind of row, e.g. `crm.contact`.
        subject_label (str): Its name then.
        channel (str): `page`, `api`, `panel`, `command`, `job` or `system`; '' in old entries.
        via_type (str): What acted for the person: `token`, `client`, `command`, `job`, or ''.
        via_id (str): Its id.
        via_label (str): Its name then, never its secret.
        address (None | str): Where the request came from; null if it was none.
        request_id (str): `X-Request-ID` of the request.
        data (AuditEntryData): What was recorded besides; `changes`: member → [before, after].
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        subject_id (str | Unset):
    """

    id: UUID
    kind: str
    label: str
    actor: None | UUID
    actor_label: str
    subject_type: str
    subject_label: str
    channel: str
    via_type: str
    via_id: str
    via_label: str
    address: None | str
    request_id: str
    data: AuditEntryData
    created_at: datetime.datetime
    updated_at: datetime.datetime
    subject_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind

        label = self.label

        actor: None | str
        if isinstance(self.actor, UUID):
            actor = str(self.actor)
        else:
            actor = self.actor

        actor_label = self.actor_label

        subject_type = self.subject_type

        subject_label = self.subject_label

        channel = self.channel

        via_type = self.via_type

        via_id = self.via_id

        via_label = self.via_label

        address: None | str
        address = self.address

        request_id = self.request_id

        data = self.data.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        subject_id = self.subject_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "label": label,
                "actor": actor,
                "actor_label": actor_label,
                "subject_type": subject_type,
                "subject_label": subject_label,
                "channel": channel,
                "via_type": via_type,
                "via_id": via_id,
                "via_label": via_label,
                "address": address,
                "request_id": request_id,
                "data": data,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if subject_id is not UNSET:
            field_dict["subject_id"] = subject_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.audit_entry_data import AuditEntryData  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = d.pop("kind")

        label = d.pop("label")

        def _parse_actor(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                actor_type_0 = UUID(data)

                return actor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        actor = _parse_actor(d.pop("actor"))

        actor_label = d.pop("actor_label")

        subject_type = d.pop("subject_type")

        subject_label = d.pop("subject_label")

        channel = d.pop("channel")

        via_type = d.pop("via_type")

        via_id = d.pop("via_id")

        via_label = d.pop("via_label")

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        request_id = d.pop("request_id")

        data = AuditEntryData.from_dict(d.pop("data"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        subject_id = d.pop("subject_id", UNSET)

        audit_entry = cls(
            id=id,
            kind=kind,
            label=label,
            actor=actor,
            actor_label=actor_label,
            subject_type=subject_type,
            subject_label=subject_label,
            channel=channel,
            via_type=via_type,
            via_id=via_id,
            via_label=via_label,
            address=address,
            request_id=request_id,
            data=data,
            created_at=created_at,
            updated_at=updated_at,
            subject_id=subject_id,
        )

        audit_entry.additional_properties = d
        return audit_entry

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

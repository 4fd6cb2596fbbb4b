from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.creative_state import CreativeState

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Creative")


@_attrs_define
class Creative:
    """A text that a campaign shows. `state` is moved by handing in and deciding alone.

    Attributes:
        id (UUID):
        campaign (UUID):
        channel (None | UUID):
        name (str):
        language (str):
        headline (str):
        body (str):
        landing_url (str):
        state (CreativeState): * `draft` - Draft
            * `submitted` - Waiting for approval
            * `approved` - Approved
            * `refused` - Refused
        decision_note (str):
        decided_at (datetime.datetime | None):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    campaign: UUID
    channel: None | UUID
    name: str
    language: str
    headline: str
    body: str
    landing_url: str
    state: CreativeState
    decision_note: str
    decided_at: datetime.datetime | None
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        campaign = str(self.campaign)

        channel: None | str
        if isinstance(self.channel, UUID):
            channel = str(self.channel)
        else:
            channel = self.channel

        name = self.name

        language = self.language

        headline = self.headline

        body = self.body

        landing_url = self.landing_url

        state = self.state.value

        decision_note = self.decision_note

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

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
                "campaign": campaign,
                "channel": channel,
                "name": name,
                "language": language,
                "headline": headline,
                "body": body,
                "landing_url": landing_url,
                "state": state,
                "decision_note": decision_note,
                "decided_at": decided_at,
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

        campaign = UUID(d.pop("campaign"))

        def _parse_channel(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = UUID(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        channel = _parse_channel(d.pop("channel"))

        name = d.pop("name")

        language = d.pop("language")

        headline = d.pop("headline")

        body = d.pop("body")

        landing_url = d.pop("landing_url")

        state = CreativeState(d.pop("state"))

        decision_note = d.pop("decision_note")

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        creative = cls(
            id=id,
            campaign=campaign,
            channel=channel,
            name=name,
            language=language,
            headline=headline,
            body=body,
            landing_url=landing_url,
            state=state,
            decision_note=decision_note,
            decided_at=decided_at,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        creative.additional_properties = d
        return creative

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="CreativeInputRequest")


@_attrs_define
class CreativeInputRequest:
    """A creative to make or change. What was approved is a draft again once its text changes.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        campaign (UUID | Unset): The campaign's id.
        channel (None | Unset | UUID): The channel's id; null for any.
        name (str | Unset):
        language (str | Unset): BCP 47.
        headline (str | Unset):
        body (str | Unset):
        landing_url (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    campaign: UUID | Unset = UNSET
    channel: None | Unset | UUID = UNSET
    name: str | Unset = UNSET
    language: str | Unset = UNSET
    headline: str | Unset = UNSET
    body: str | Unset = UNSET
    landing_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        campaign: str | Unset = UNSET
        if not isinstance(self.campaign, Unset):
            campaign = str(self.campaign)

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, UUID):
            channel = str(self.channel)
        else:
            channel = self.channel

        name = self.name

        language = self.language

        headline = self.headline

        body = self.body

        landing_url: str | Unset
        if isinstance(self.landing_url, Unset):
            landing_url = UNSET
        else:
            landing_url = self.landing_url

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if campaign is not UNSET:
            field_dict["campaign"] = campaign
        if channel is not UNSET:
            field_dict["channel"] = channel
        if name is not UNSET:
            field_dict["name"] = name
        if language is not UNSET:
            field_dict["language"] = language
        if headline is not UNSET:
            field_dict["headline"] = headline
        if body is not UNSET:
            field_dict["body"] = body
        if landing_url is not UNSET:
            field_dict["landing_url"] = landing_url

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

        _campaign = d.pop("campaign", UNSET)
        campaign: UUID | Unset
        if isinstance(_campaign, Unset):
            campaign = UNSET
        else:
            campaign = UUID(_campaign)

        def _parse_channel(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = UUID(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        name = d.pop("name", UNSET)

        language = d.pop("language", UNSET)

        headline = d.pop("headline", UNSET)

        body = d.pop("body", UNSET)

        def _parse_landing_url(data: object) -> str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(str | Unset, data)

        landing_url = _parse_landing_url(d.pop("landing_url", UNSET))

        creative_input_request = cls(
            external=external,
            campaign=campaign,
            channel=channel,
            name=name,
            language=language,
            headline=headline,
            body=body,
            landing_url=landing_url,
        )

        return creative_input_request

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PatchedOutcomeInputRequest")


@_attrs_define
class PatchedOutcomeInputRequest:
    """Figures of a day to add or correct, in the campaign's currency.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        campaign (UUID | Unset): The campaign's id.
        channel (UUID | Unset): The channel's id.
        day (datetime.date | Unset):
        spend (None | str | Unset): 0 or more.
        impressions (int | None | Unset):
        clicks (int | None | Unset):
        conversions (int | None | Unset):
        revenue (None | str | Unset): 0 or more.
    """

    external: list[ExternalRequest] | Unset = UNSET
    campaign: UUID | Unset = UNSET
    channel: UUID | Unset = UNSET
    day: datetime.date | Unset = UNSET
    spend: None | str | Unset = UNSET
    impressions: int | None | Unset = UNSET
    clicks: int | None | Unset = UNSET
    conversions: int | None | Unset = UNSET
    revenue: None | str | Unset = UNSET

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

        channel: str | Unset = UNSET
        if not isinstance(self.channel, Unset):
            channel = str(self.channel)

        day: str | Unset = UNSET
        if not isinstance(self.day, Unset):
            day = self.day.isoformat()

        spend: None | str | Unset
        if isinstance(self.spend, Unset):
            spend = UNSET
        else:
            spend = self.spend

        impressions: int | None | Unset
        if isinstance(self.impressions, Unset):
            impressions = UNSET
        else:
            impressions = self.impressions

        clicks: int | None | Unset
        if isinstance(self.clicks, Unset):
            clicks = UNSET
        else:
            clicks = self.clicks

        conversions: int | None | Unset
        if isinstance(self.conversions, Unset):
            conversions = UNSET
        else:
            conversions = self.conversions

        revenue: None | str | Unset
        if isinstance(self.revenue, Unset):
            revenue = UNSET
        else:
            revenue = self.revenue

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if campaign is not UNSET:
            field_dict["campaign"] = campaign
        if channel is not UNSET:
            field_dict["channel"] = channel
        if day is not UNSET:
            field_dict["day"] = day
        if spend is not UNSET:
            field_dict["spend"] = spend
        if impressions is not UNSET:
            field_dict["impressions"] = impressions
        if clicks is not UNSET:
            field_dict["clicks"] = clicks
        if conversions is not UNSET:
            field_dict["conversions"] = conversions
        if revenue is not UNSET:
            field_dict["revenue"] = revenue

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

        _channel = d.pop("channel", UNSET)
        channel: UUID | Unset
        if isinstance(_channel, Unset):
            channel = UNSET
        else:
            channel = UUID(_channel)

        _day = d.pop("day", UNSET)
        day: datetime.date | Unset
        if isinstance(_day, Unset):
            day = UNSET
        else:
            day = datetime.date.fromisoformat(_day)

        def _parse_spend(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        spend = _parse_spend(d.pop("spend", UNSET))

        def _parse_impressions(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        impressions = _parse_impressions(d.pop("impressions", UNSET))

        def _parse_clicks(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        clicks = _parse_clicks(d.pop("clicks", UNSET))

        def _parse_conversions(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        conversions = _parse_conversions(d.pop("conversions", UNSET))

        def _parse_revenue(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        revenue = _parse_revenue(d.pop("revenue", UNSET))

        patched_outcome_input_request = cls(
            external=external,
            campaign=campaign,
            channel=channel,
            day=day,
            spend=spend,
            impressions=impressions,
            clicks=clicks,
            conversions=conversions,
            revenue=revenue,
        )

        return patched_outcome_input_request

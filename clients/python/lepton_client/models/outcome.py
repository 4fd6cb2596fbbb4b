from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Outcome")


@_attrs_define
class Outcome:
    """What a campaign cost and brought on one day in one channel; null is what nobody measured.

    Attributes:
        id (UUID):
        campaign (UUID):
        channel (UUID):
        day (datetime.date):
        spend (None | str):
        impressions (int | None):
        clicks (int | None):
        conversions (int | None):
        revenue (None | str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    campaign: UUID
    channel: UUID
    day: datetime.date
    spend: None | str
    impressions: int | None
    clicks: int | None
    conversions: int | None
    revenue: None | str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        campaign = str(self.campaign)

        channel = str(self.channel)

        day = self.day.isoformat()

        spend: None | str
        spend = self.spend

        impressions: int | None
        impressions = self.impressions

        clicks: int | None
        clicks = self.clicks

        conversions: int | None
        conversions = self.conversions

        revenue: None | str
        revenue = self.revenue

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
                "day": day,
                "spend": spend,
                "impressions": impressions,
                "clicks": clicks,
                "conversions": conversions,
                "revenue": revenue,
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

        channel = UUID(d.pop("channel"))

        day = datetime.date.fromisoformat(d.pop("day"))

        def _parse_spend(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        spend = _parse_spend(d.pop("spend"))

        def _parse_impressions(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        impressions = _parse_impressions(d.pop("impressions"))

        def _parse_clicks(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        clicks = _parse_clicks(d.pop("clicks"))

        def _parse_conversions(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        conversions = _parse_conversions(d.pop("conversions"))

        def _parse_revenue(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revenue = _parse_revenue(d.pop("revenue"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        outcome = cls(
            id=id,
            campaign=campaign,
            channel=channel,
            day=day,
            spend=spend,
            impressions=impressions,
            clicks=clicks,
            conversions=conversions,
            revenue=revenue,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        outcome.additional_properties = d
        return outcome

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.campaign_state import CampaignState

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Campaign")


@_attrs_define
class Campaign:
    """What is done in a market from one day to another.

    Attributes:
        id (UUID):
        name (str):
        market (str):
        goal (str):
        audience (str):
        starts_on (datetime.date):
        ends_on (datetime.date):
        budget (None | str):
        currency (str):
        state (CampaignState): * `planned` - Planned
            * `agreed` - Agreed
            * `stopped` - Stopped
        owner (None | UUID):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    market: str
    goal: str
    audience: str
    starts_on: datetime.date
    ends_on: datetime.date
    budget: None | str
    currency: str
    state: CampaignState
    owner: None | UUID
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        market = self.market

        goal = self.goal

        audience = self.audience

        starts_on = self.starts_on.isoformat()

        ends_on = self.ends_on.isoformat()

        budget: None | str
        budget = self.budget

        currency = self.currency

        state = self.state.value

        owner: None | str
        if isinstance(self.owner, UUID):
            owner = str(self.owner)
        else:
            owner = self.owner

        note = self.note

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
                "name": name,
                "market": market,
                "goal": goal,
                "audience": audience,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "budget": budget,
                "currency": currency,
                "state": state,
                "owner": owner,
                "note": note,
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

        name = d.pop("name")

        market = d.pop("market")

        goal = d.pop("goal")

        audience = d.pop("audience")

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        def _parse_budget(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        budget = _parse_budget(d.pop("budget"))

        currency = d.pop("currency")

        state = CampaignState(d.pop("state"))

        def _parse_owner(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                owner_type_0 = UUID(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        owner = _parse_owner(d.pop("owner"))

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        campaign = cls(
            id=id,
            name=name,
            market=market,
            goal=goal,
            audience=audience,
            starts_on=starts_on,
            ends_on=ends_on,
            budget=budget,
            currency=currency,
            state=state,
            owner=owner,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        campaign.additional_properties = d
        return campaign

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

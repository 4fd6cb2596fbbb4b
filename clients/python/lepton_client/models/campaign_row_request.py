from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.campaign_state import CampaignState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="CampaignRowRequest")


@_attrs_define
class CampaignRowRequest:
    """A row of a batch of campaigns.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        name (str | Unset):
        market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        goal (str | Unset):
        audience (str | Unset):
        starts_on (datetime.date | Unset):
        ends_on (datetime.date | Unset):
        budget (None | str | Unset): In `currency`; null where none is set.
        currency (str | Unset): ISO 4217; of the budget, of spend and of revenue.
        state (CampaignState | Unset): * `planned` - Planned
            * `agreed` - Agreed
            * `stopped` - Stopped
        owner (None | Unset | UUID): A member of the project.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    name: str | Unset = UNSET
    market: str | Unset = UNSET
    goal: str | Unset = UNSET
    audience: str | Unset = UNSET
    starts_on: datetime.date | Unset = UNSET
    ends_on: datetime.date | Unset = UNSET
    budget: None | str | Unset = UNSET
    currency: str | Unset = UNSET
    state: CampaignState | Unset = UNSET
    owner: None | Unset | UUID = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_external, Unset):
            by_external = self.by_external.to_dict()

        name = self.name

        market = self.market

        goal = self.goal

        audience = self.audience

        starts_on: str | Unset = UNSET
        if not isinstance(self.starts_on, Unset):
            starts_on = self.starts_on.isoformat()

        ends_on: str | Unset = UNSET
        if not isinstance(self.ends_on, Unset):
            ends_on = self.ends_on.isoformat()

        budget: None | str | Unset
        if isinstance(self.budget, Unset):
            budget = UNSET
        else:
            budget = self.budget

        currency = self.currency

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        owner: None | str | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        elif isinstance(self.owner, UUID):
            owner = str(self.owner)
        else:
            owner = self.owner

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if name is not UNSET:
            field_dict["name"] = name
        if market is not UNSET:
            field_dict["market"] = market
        if goal is not UNSET:
            field_dict["goal"] = goal
        if audience is not UNSET:
            field_dict["audience"] = audience
        if starts_on is not UNSET:
            field_dict["starts_on"] = starts_on
        if ends_on is not UNSET:
            field_dict["ends_on"] = ends_on
        if budget is not UNSET:
            field_dict["budget"] = budget
        if currency is not UNSET:
            field_dict["currency"] = currency
        if state is not UNSET:
            field_dict["state"] = state
        if owner is not UNSET:
            field_dict["owner"] = owner
        if note is not UNSET:
            field_dict["note"] = note

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

        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        _by_external = d.pop("by_external", UNSET)
        by_external: ExternalRequest | Unset
        if isinstance(_by_external, Unset):
            by_external = UNSET
        else:
            by_external = ExternalRequest.from_dict(_by_external)

        name = d.pop("name", UNSET)

        market = d.pop("market", UNSET)

        goal = d.pop("goal", UNSET)

        audience = d.pop("audience", UNSET)

        _starts_on = d.pop("starts_on", UNSET)
        starts_on: datetime.date | Unset
        if isinstance(_starts_on, Unset):
            starts_on = UNSET
        else:
            starts_on = datetime.date.fromisoformat(_starts_on)

        _ends_on = d.pop("ends_on", UNSET)
        ends_on: datetime.date | Unset
        if isinstance(_ends_on, Unset):
            ends_on = UNSET
        else:
            ends_on = datetime.date.fromisoformat(_ends_on)

        def _parse_budget(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        budget = _parse_budget(d.pop("budget", UNSET))

        currency = d.pop("currency", UNSET)

        _state = d.pop("state", UNSET)
        state: CampaignState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = CampaignState(_state)

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

        note = d.pop("note", UNSET)

        campaign_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
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
        )

        return campaign_row_request

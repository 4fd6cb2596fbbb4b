from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.partner_stage import PartnerStage

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Partner")


@_attrs_define
class Partner:
    """Who sells or promotes the product in some markets.

    Attributes:
        id (UUID):
        name (str):
        stage (PartnerStage): * `prospect` - Prospect
            * `talking` - In talks
            * `active` - Active
            * `ended` - Ended
        markets (list[str]):
        territory (str):
        channel (None | UUID):
        contract_from (datetime.date | None):
        contract_until (datetime.date | None):
        owner (None | UUID):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    stage: PartnerStage
    markets: list[str]
    territory: str
    channel: None | UUID
    contract_from: datetime.date | None
    contract_until: datetime.date | None
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

        stage = self.stage.value

        markets = self.markets

        territory = self.territory

        channel: None | str
        if isinstance(self.channel, UUID):
            channel = str(self.channel)
        else:
            channel = self.channel

        contract_from: None | str
        if isinstance(self.contract_from, datetime.date):
            contract_from = self.contract_from.isoformat()
        else:
            contract_from = self.contract_from

        contract_until: None | str
        if isinstance(self.contract_until, datetime.date):
            contract_until = self.contract_until.isoformat()
        else:
            contract_until = self.contract_until

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
                "stage": stage,
                "markets": markets,
                "territory": territory,
                "channel": channel,
                "contract_from": contract_from,
                "contract_until": contract_until,
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

        stage = PartnerStage(d.pop("stage"))

        markets = cast(list[str], d.pop("markets"))

        territory = d.pop("territory")

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

        def _parse_contract_from(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contract_from_type_0 = datetime.date.fromisoformat(data)

                return contract_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        contract_from = _parse_contract_from(d.pop("contract_from"))

        def _parse_contract_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contract_until_type_0 = datetime.date.fromisoformat(data)

                return contract_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        contract_until = _parse_contract_until(d.pop("contract_until"))

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

        partner = cls(
            id=id,
            name=name,
            stage=stage,
            markets=markets,
            territory=territory,
            channel=channel,
            contract_from=contract_from,
            contract_until=contract_until,
            owner=owner,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        partner.additional_properties = d
        return partner

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

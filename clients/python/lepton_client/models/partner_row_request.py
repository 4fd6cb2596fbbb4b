from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.partner_stage import PartnerStage
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PartnerRowRequest")


@_attrs_define
class PartnerRowRequest:
    """A row of a batch of partners.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        name (str | Unset):
        stage (PartnerStage | Unset): * `prospect` - Prospect
            * `talking` - In talks
            * `active` - Active
            * `ended` - Ended
        markets (list[str] | Unset): Where it may sell.
        territory (str | Unset): What the contract says of it.
        channel (None | Unset | UUID): The channel that holds its figures.
        contract_from (datetime.date | None | Unset):
        contract_until (datetime.date | None | Unset):
        owner (None | Unset | UUID): A member of the project.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    name: str | Unset = UNSET
    stage: PartnerStage | Unset = UNSET
    markets: list[str] | Unset = UNSET
    territory: str | Unset = UNSET
    channel: None | Unset | UUID = UNSET
    contract_from: datetime.date | None | Unset = UNSET
    contract_until: datetime.date | None | Unset = UNSET
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

        stage: str | Unset = UNSET
        if not isinstance(self.stage, Unset):
            stage = self.stage.value

        markets: list[str] | Unset = UNSET
        if not isinstance(self.markets, Unset):
            markets = self.markets

        territory = self.territory

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        elif isinstance(self.channel, UUID):
            channel = str(self.channel)
        else:
            channel = self.channel

        contract_from: None | str | Unset
        if isinstance(self.contract_from, Unset):
            contract_from = UNSET
        elif isinstance(self.contract_from, datetime.date):
            contract_from = self.contract_from.isoformat()
        else:
            contract_from = self.contract_from

        contract_until: None | str | Unset
        if isinstance(self.contract_until, Unset):
            contract_until = UNSET
        elif isinstance(self.contract_until, datetime.date):
            contract_until = self.contract_until.isoformat()
        else:
            contract_until = self.contract_until

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
        if stage is not UNSET:
            field_dict["stage"] = stage
        if markets is not UNSET:
            field_dict["markets"] = markets
        if territory is not UNSET:
            field_dict["territory"] = territory
        if channel is not UNSET:
            field_dict["channel"] = channel
        if contract_from is not UNSET:
            field_dict["contract_from"] = contract_from
        if contract_until is not UNSET:
            field_dict["contract_until"] = contract_until
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

        _stage = d.pop("stage", UNSET)
        stage: PartnerStage | Unset
        if isinstance(_stage, Unset):
            stage = UNSET
        else:
            stage = PartnerStage(_stage)

        markets = cast(list[str], d.pop("markets", UNSET))

        territory = d.pop("territory", UNSET)

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

        def _parse_contract_from(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contract_from_type_0 = datetime.date.fromisoformat(data)

                return contract_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        contract_from = _parse_contract_from(d.pop("contract_from", UNSET))

        def _parse_contract_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contract_until_type_0 = datetime.date.fromisoformat(data)

                return contract_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        contract_until = _parse_contract_until(d.pop("contract_until", UNSET))

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

        partner_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            name=name,
            stage=stage,
            markets=markets,
            territory=territory,
            channel=channel,
            contract_from=contract_from,
            contract_until=contract_until,
            owner=owner,
            note=note,
        )

        return partner_row_request

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="DealRowRequest")


@_attrs_define
class DealRowRequest:
    """A row of a batch of deals.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        name (str | Unset):
        company (None | Unset | UUID):
        contact (None | Unset | UUID):
        stage (str | Unset): The key of a stage: `contacted`, `needs`, `offer`, `negotiation`, `won`, `lost`, or one
            that the project has added. `lost` needs a `reason`.
        amount (None | str | Unset):
        currency (str | Unset): ISO 4217; the project's, if left out.
        probability (int | None | Unset): Per cent; null for the stage's.
        expected_on (datetime.date | None | Unset):
        reason (str | Unset): Why it was won or lost.
        market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        owner (None | Unset | UUID): The `user.id` of a member of the project.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    name: str | Unset = UNSET
    company: None | Unset | UUID = UNSET
    contact: None | Unset | UUID = UNSET
    stage: str | Unset = UNSET
    amount: None | str | Unset = UNSET
    currency: str | Unset = UNSET
    probability: int | None | Unset = UNSET
    expected_on: datetime.date | None | Unset = UNSET
    reason: str | Unset = UNSET
    market: str | Unset = UNSET
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

        company: None | str | Unset
        if isinstance(self.company, Unset):
            company = UNSET
        elif isinstance(self.company, UUID):
            company = str(self.company)
        else:
            company = self.company

        contact: None | str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        elif isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        stage = self.stage

        amount: None | str | Unset
        if isinstance(self.amount, Unset):
            amount = UNSET
        else:
            amount = self.amount

        currency = self.currency

        probability: int | None | Unset
        if isinstance(self.probability, Unset):
            probability = UNSET
        else:
            probability = self.probability

        expected_on: None | str | Unset
        if isinstance(self.expected_on, Unset):
            expected_on = UNSET
        elif isinstance(self.expected_on, datetime.date):
            expected_on = self.expected_on.isoformat()
        else:
            expected_on = self.expected_on

        reason = self.reason

        market = self.market

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
        if company is not UNSET:
            field_dict["company"] = company
        if contact is not UNSET:
            field_dict["contact"] = contact
        if stage is not UNSET:
            field_dict["stage"] = stage
        if amount is not UNSET:
            field_dict["amount"] = amount
        if currency is not UNSET:
            field_dict["currency"] = currency
        if probability is not UNSET:
            field_dict["probability"] = probability
        if expected_on is not UNSET:
            field_dict["expected_on"] = expected_on
        if reason is not UNSET:
            field_dict["reason"] = reason
        if market is not UNSET:
            field_dict["market"] = market
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

        def _parse_company(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                company_type_0 = UUID(data)

                return company_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        company = _parse_company(d.pop("company", UNSET))

        def _parse_contact(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contact_type_0 = UUID(data)

                return contact_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        contact = _parse_contact(d.pop("contact", UNSET))

        stage = d.pop("stage", UNSET)

        def _parse_amount(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        amount = _parse_amount(d.pop("amount", UNSET))

        currency = d.pop("currency", UNSET)

        def _parse_probability(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        probability = _parse_probability(d.pop("probability", UNSET))

        def _parse_expected_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expected_on_type_0 = datetime.date.fromisoformat(data)

                return expected_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        expected_on = _parse_expected_on(d.pop("expected_on", UNSET))

        reason = d.pop("reason", UNSET)

        market = d.pop("market", UNSET)

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

        deal_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            name=name,
            company=company,
            contact=contact,
            stage=stage,
            amount=amount,
            currency=currency,
            probability=probability,
            expected_on=expected_on,
            reason=reason,
            market=market,
            owner=owner,
            note=note,
        )

        return deal_row_request

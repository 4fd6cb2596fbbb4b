from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.external import External
    from ..models.person import Person


T = TypeVar("T", bound="Deal")


@_attrs_define
class Deal:
    """What may be sold to whom. `probability` (per cent) is null where it is the stage's.

    Attributes:
        id (UUID):
        name (str):
        company (None | UUID):
        contact (None | UUID):
        stage (str):
        amount (None | str):
        currency (str):
        probability (int | None):
        expected_on (datetime.date | None):
        closed_on (datetime.date | None):
        reason (str):
        market (str):
        owner (None | Person):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    company: None | UUID
    contact: None | UUID
    stage: str
    amount: None | str
    currency: str
    probability: int | None
    expected_on: datetime.date | None
    closed_on: datetime.date | None
    reason: str
    market: str
    owner: None | Person
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        company: None | str
        if isinstance(self.company, UUID):
            company = str(self.company)
        else:
            company = self.company

        contact: None | str
        if isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        stage = self.stage

        amount: None | str
        amount = self.amount

        currency = self.currency

        probability: int | None
        probability = self.probability

        expected_on: None | str
        if isinstance(self.expected_on, datetime.date):
            expected_on = self.expected_on.isoformat()
        else:
            expected_on = self.expected_on

        closed_on: None | str
        if isinstance(self.closed_on, datetime.date):
            closed_on = self.closed_on.isoformat()
        else:
            closed_on = self.closed_on

        reason = self.reason

        market = self.market

        owner: dict[str, Any] | None
        if isinstance(self.owner, Person):
            owner = self.owner.to_dict()
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
                "company": company,
                "contact": contact,
                "stage": stage,
                "amount": amount,
                "currency": currency,
                "probability": probability,
                "expected_on": expected_on,
                "closed_on": closed_on,
                "reason": reason,
                "market": market,
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
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        def _parse_company(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                company_type_0 = UUID(data)

                return company_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        company = _parse_company(d.pop("company"))

        def _parse_contact(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contact_type_0 = UUID(data)

                return contact_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        contact = _parse_contact(d.pop("contact"))

        stage = d.pop("stage")

        def _parse_amount(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        amount = _parse_amount(d.pop("amount"))

        currency = d.pop("currency")

        def _parse_probability(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        probability = _parse_probability(d.pop("probability"))

        def _parse_expected_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expected_on_type_0 = datetime.date.fromisoformat(data)

                return expected_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expected_on = _parse_expected_on(d.pop("expected_on"))

        def _parse_closed_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_on_type_0 = datetime.date.fromisoformat(data)

                return closed_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        closed_on = _parse_closed_on(d.pop("closed_on"))

        reason = d.pop("reason")

        market = d.pop("market")

        def _parse_owner(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                owner_type_0 = Person.from_dict(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

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

        deal = cls(
            id=id,
            name=name,
            company=company,
            contact=contact,
            stage=stage,
            amount=amount,
            currency=currency,
            probability=probability,
            expected_on=expected_on,
            closed_on=closed_on,
            reason=reason,
            market=market,
            owner=owner,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        deal.additional_properties = d
        return deal

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

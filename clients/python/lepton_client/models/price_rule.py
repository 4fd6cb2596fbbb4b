from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.price_kind import PriceKind

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="PriceRule")


@_attrs_define
class PriceRule:
    """What a product costs in a market from one day to another.

    Attributes:
        id (UUID):
        product (str):
        market (str):
        kind (PriceKind): * `list` - List price
            * `local` - Local price
        amount (str):
        currency (str):
        per (str):
        tax_included (bool):
        tax_rate (None | str):
        valid_from (datetime.date):
        valid_until (datetime.date | None):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    product: str
    market: str
    kind: PriceKind
    amount: str
    currency: str
    per: str
    tax_included: bool
    tax_rate: None | str
    valid_from: datetime.date
    valid_until: datetime.date | None
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        product = self.product

        market = self.market

        kind = self.kind.value

        amount = self.amount

        currency = self.currency

        per = self.per

        tax_included = self.tax_included

        tax_rate: None | str
        tax_rate = self.tax_rate

        valid_from = self.valid_from.isoformat()

        valid_until: None | str
        if isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

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
                "product": product,
                "market": market,
                "kind": kind,
                "amount": amount,
                "currency": currency,
                "per": per,
                "tax_included": tax_included,
                "tax_rate": tax_rate,
                "valid_from": valid_from,
                "valid_until": valid_until,
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

        product = d.pop("product")

        market = d.pop("market")

        kind = PriceKind(d.pop("kind"))

        amount = d.pop("amount")

        currency = d.pop("currency")

        per = d.pop("per")

        tax_included = d.pop("tax_included")

        def _parse_tax_rate(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_rate = _parse_tax_rate(d.pop("tax_rate"))

        valid_from = datetime.date.fromisoformat(d.pop("valid_from"))

        def _parse_valid_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.date.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        valid_until = _parse_valid_until(d.pop("valid_until"))

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        price_rule = cls(
            id=id,
            product=product,
            market=market,
            kind=kind,
            amount=amount,
            currency=currency,
            per=per,
            tax_included=tax_included,
            tax_rate=tax_rate,
            valid_from=valid_from,
            valid_until=valid_until,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        price_rule.additional_properties = d
        return price_rule

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

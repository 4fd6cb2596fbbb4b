from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.price_kind import PriceKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PriceRuleInputRequest")


@_attrs_define
class PriceRuleInputRequest:
    """A price to make or change. Two of one product, market and kind never hold on one day.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        product (str | Unset):
        market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        kind (PriceKind | Unset): * `list` - List price
            * `local` - Local price
        amount (str | Unset): 0 or more.
        currency (str | Unset): ISO 4217.
        per (str | Unset): Such as `month`; empty for one piece.
        tax_included (bool | Unset):
        tax_rate (None | str | Unset): Percent; null where nobody said.
        valid_from (datetime.date | Unset):
        valid_until (datetime.date | None | Unset): The last day; null while no end is known.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    product: str | Unset = UNSET
    market: str | Unset = UNSET
    kind: PriceKind | Unset = UNSET
    amount: str | Unset = UNSET
    currency: str | Unset = UNSET
    per: str | Unset = UNSET
    tax_included: bool | Unset = UNSET
    tax_rate: None | str | Unset = UNSET
    valid_from: datetime.date | Unset = UNSET
    valid_until: datetime.date | None | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        product = self.product

        market = self.market

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value

        amount = self.amount

        currency = self.currency

        per = self.per

        tax_included = self.tax_included

        tax_rate: None | str | Unset
        if isinstance(self.tax_rate, Unset):
            tax_rate = UNSET
        else:
            tax_rate = self.tax_rate

        valid_from: str | Unset = UNSET
        if not isinstance(self.valid_from, Unset):
            valid_from = self.valid_from.isoformat()

        valid_until: None | str | Unset
        if isinstance(self.valid_until, Unset):
            valid_until = UNSET
        elif isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if product is not UNSET:
            field_dict["product"] = product
        if market is not UNSET:
            field_dict["market"] = market
        if kind is not UNSET:
            field_dict["kind"] = kind
        if amount is not UNSET:
            field_dict["amount"] = amount
        if currency is not UNSET:
            field_dict["currency"] = currency
        if per is not UNSET:
            field_dict["per"] = per
        if tax_included is not UNSET:
            field_dict["tax_included"] = tax_included
        if tax_rate is not UNSET:
            field_dict["tax_rate"] = tax_rate
        if valid_from is not UNSET:
            field_dict["valid_from"] = valid_from
        if valid_until is not UNSET:
            field_dict["valid_until"] = valid_until
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

        product = d.pop("product", UNSET)

        market = d.pop("market", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: PriceKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = PriceKind(_kind)

        amount = d.pop("amount", UNSET)

        currency = d.pop("currency", UNSET)

        per = d.pop("per", UNSET)

        tax_included = d.pop("tax_included", UNSET)

        def _parse_tax_rate(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_rate = _parse_tax_rate(d.pop("tax_rate", UNSET))

        _valid_from = d.pop("valid_from", UNSET)
        valid_from: datetime.date | Unset
        if isinstance(_valid_from, Unset):
            valid_from = UNSET
        else:
            valid_from = datetime.date.fromisoformat(_valid_from)

        def _parse_valid_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.date.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        valid_until = _parse_valid_until(d.pop("valid_until", UNSET))

        note = d.pop("note", UNSET)

        price_rule_input_request = cls(
            external=external,
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
        )

        return price_rule_input_request

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PriceRowRequest")


@_attrs_define
class PriceRowRequest:
    """A row of a batch of prices.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        competitor (None | Unset | UUID): The competitor's id; null for your own product. A new row must name one.
        source (str | Unset): A web address, or in words where this was seen.
        seen_on (datetime.date | Unset):
        seen_by (str | Unset):
        note (str | Unset):
        market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        product (str | Unset):
        amount (str | Unset): 0 or more.
        currency (str | Unset): ISO 4217.
        per (str | Unset): Of what unit or period, such as `month`; empty for one piece.
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    competitor: None | Unset | UUID = UNSET
    source: str | Unset = UNSET
    seen_on: datetime.date | Unset = UNSET
    seen_by: str | Unset = UNSET
    note: str | Unset = UNSET
    market: str | Unset = UNSET
    product: str | Unset = UNSET
    amount: str | Unset = UNSET
    currency: str | Unset = UNSET
    per: str | Unset = UNSET

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

        competitor: None | str | Unset
        if isinstance(self.competitor, Unset):
            competitor = UNSET
        elif isinstance(self.competitor, UUID):
            competitor = str(self.competitor)
        else:
            competitor = self.competitor

        source = self.source

        seen_on: str | Unset = UNSET
        if not isinstance(self.seen_on, Unset):
            seen_on = self.seen_on.isoformat()

        seen_by = self.seen_by

        note = self.note

        market = self.market

        product = self.product

        amount = self.amount

        currency = self.currency

        per = self.per

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if competitor is not UNSET:
            field_dict["competitor"] = competitor
        if source is not UNSET:
            field_dict["source"] = source
        if seen_on is not UNSET:
            field_dict["seen_on"] = seen_on
        if seen_by is not UNSET:
            field_dict["seen_by"] = seen_by
        if note is not UNSET:
            field_dict["note"] = note
        if market is not UNSET:
            field_dict["market"] = market
        if product is not UNSET:
            field_dict["product"] = product
        if amount is not UNSET:
            field_dict["amount"] = amount
        if currency is not UNSET:
            field_dict["currency"] = currency
        if per is not UNSET:
            field_dict["per"] = per

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

        def _parse_competitor(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                competitor_type_0 = UUID(data)

                return competitor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        competitor = _parse_competitor(d.pop("competitor", UNSET))

        source = d.pop("source", UNSET)

        _seen_on = d.pop("seen_on", UNSET)
        seen_on: datetime.date | Unset
        if isinstance(_seen_on, Unset):
            seen_on = UNSET
        else:
            seen_on = datetime.date.fromisoformat(_seen_on)

        seen_by = d.pop("seen_by", UNSET)

        note = d.pop("note", UNSET)

        market = d.pop("market", UNSET)

        product = d.pop("product", UNSET)

        amount = d.pop("amount", UNSET)

        currency = d.pop("currency", UNSET)

        per = d.pop("per", UNSET)

        price_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            competitor=competitor,
            source=source,
            seen_on=seen_on,
            seen_by=seen_by,
            note=note,
            market=market,
            product=product,
            amount=amount,
            currency=currency,
            per=per,
        )

        return price_row_request

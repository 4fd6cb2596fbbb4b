from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Price")


@_attrs_define
class Price:
    """What a product cost in a market on a day. `competitor` is null for the own product.

    Attributes:
        id (UUID):
        market (str):
        product (str):
        amount (str):
        currency (str):
        per (str):
        competitor (None | UUID):
        source (str):
        seen_on (datetime.date):
        seen_by (str):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    market: str
    product: str
    amount: str
    currency: str
    per: str
    competitor: None | UUID
    source: str
    seen_on: datetime.date
    seen_by: str
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        market = self.market

        product = self.product

        amount = self.amount

        currency = self.currency

        per = self.per

        competitor: None | str
        if isinstance(self.competitor, UUID):
            competitor = str(self.competitor)
        else:
            competitor = self.competitor

        source = self.source

        seen_on = self.seen_on.isoformat()

        seen_by = self.seen_by

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
                "market": market,
                "product": product,
                "amount": amount,
                "currency": currency,
                "per": per,
                "competitor": competitor,
                "source": source,
                "seen_on": seen_on,
                "seen_by": seen_by,
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

        market = d.pop("market")

        product = d.pop("product")

        amount = d.pop("amount")

        currency = d.pop("currency")

        per = d.pop("per")

        def _parse_competitor(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                competitor_type_0 = UUID(data)

                return competitor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        competitor = _parse_competitor(d.pop("competitor"))

        source = d.pop("source")

        seen_on = datetime.date.fromisoformat(d.pop("seen_on"))

        seen_by = d.pop("seen_by")

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        price = cls(
            id=id,
            market=market,
            product=product,
            amount=amount,
            currency=currency,
            per=per,
            competitor=competitor,
            source=source,
            seen_on=seen_on,
            seen_by=seen_by,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        price.additional_properties = d
        return price

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

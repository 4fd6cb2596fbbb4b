from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.discount_kind import DiscountKind

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Discount")


@_attrs_define
class Discount:
    """What is taken off a price from one day to another.

    Attributes:
        id (UUID):
        price (UUID):
        name (str):
        kind (DiscountKind): * `percent` - Percent
            * `amount` - Amount
        value (str):
        starts_on (datetime.date):
        ends_on (datetime.date):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    price: UUID
    name: str
    kind: DiscountKind
    value: str
    starts_on: datetime.date
    ends_on: datetime.date
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        price = str(self.price)

        name = self.name

        kind = self.kind.value

        value = self.value

        starts_on = self.starts_on.isoformat()

        ends_on = self.ends_on.isoformat()

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
                "price": price,
                "name": name,
                "kind": kind,
                "value": value,
                "starts_on": starts_on,
                "ends_on": ends_on,
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

        price = UUID(d.pop("price"))

        name = d.pop("name")

        kind = DiscountKind(d.pop("kind"))

        value = d.pop("value")

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        discount = cls(
            id=id,
            price=price,
            name=name,
            kind=kind,
            value=value,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        discount.additional_properties = d
        return discount

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

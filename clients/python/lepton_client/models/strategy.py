from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Strategy")


@_attrs_define
class Strategy:
    """How the product is to win in a market.

    Attributes:
        id (UUID):
        market (str):
        positioning (str):
        segment (str):
        value_proposition (str):
        budget (None | str):
        currency (str):
        owner (None | UUID):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    market: str
    positioning: str
    segment: str
    value_proposition: str
    budget: None | str
    currency: str
    owner: None | UUID
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        market = self.market

        positioning = self.positioning

        segment = self.segment

        value_proposition = self.value_proposition

        budget: None | str
        budget = self.budget

        currency = self.currency

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
                "market": market,
                "positioning": positioning,
                "segment": segment,
                "value_proposition": value_proposition,
                "budget": budget,
                "currency": currency,
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

        market = d.pop("market")

        positioning = d.pop("positioning")

        segment = d.pop("segment")

        value_proposition = d.pop("value_proposition")

        def _parse_budget(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        budget = _parse_budget(d.pop("budget"))

        currency = d.pop("currency")

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

        strategy = cls(
            id=id,
            market=market,
            positioning=positioning,
            segment=segment,
            value_proposition=value_proposition,
            budget=budget,
            currency=currency,
            owner=owner,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        strategy.additional_properties = d
        return strategy

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

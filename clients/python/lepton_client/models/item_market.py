from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_market_state import ItemMarketState

if TYPE_CHECKING:
    from ..models.effect import Effect
    from ..models.external import External


T = TypeVar("T", bound="ItemMarket")


@_attrs_define
class ItemMarket:
    """A plan item in one market: its release there and what it changed.

    Attributes:
        id (UUID):
        item (UUID):
        market (str):
        state (ItemMarketState): * `planned` - Planned
            * `released` - Released
            * `dropped` - Dropped
        target_on (datetime.date | None):
        released_on (datetime.date | None):
        effect_value (float | None):
        measured (Effect | None):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    item: UUID
    market: str
    state: ItemMarketState
    target_on: datetime.date | None
    released_on: datetime.date | None
    effect_value: float | None
    measured: Effect | None
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.effect import Effect  # noqa: PLC0415

        id = str(self.id)

        item = str(self.item)

        market = self.market

        state = self.state.value

        target_on: None | str
        if isinstance(self.target_on, datetime.date):
            target_on = self.target_on.isoformat()
        else:
            target_on = self.target_on

        released_on: None | str
        if isinstance(self.released_on, datetime.date):
            released_on = self.released_on.isoformat()
        else:
            released_on = self.released_on

        effect_value: float | None
        effect_value = self.effect_value

        measured: dict[str, Any] | None
        if isinstance(self.measured, Effect):
            measured = self.measured.to_dict()
        else:
            measured = self.measured

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
                "item": item,
                "market": market,
                "state": state,
                "target_on": target_on,
                "released_on": released_on,
                "effect_value": effect_value,
                "measured": measured,
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
        from ..models.effect import Effect  # noqa: PLC0415
        from ..models.external import External  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        item = UUID(d.pop("item"))

        market = d.pop("market")

        state = ItemMarketState(d.pop("state"))

        def _parse_target_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_on_type_0 = datetime.date.fromisoformat(data)

                return target_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        target_on = _parse_target_on(d.pop("target_on"))

        def _parse_released_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_on_type_0 = datetime.date.fromisoformat(data)

                return released_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        released_on = _parse_released_on(d.pop("released_on"))

        def _parse_effect_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        effect_value = _parse_effect_value(d.pop("effect_value"))

        def _parse_measured(data: object) -> Effect | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                measured_type_0 = Effect.from_dict(data)

                return measured_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Effect | None, data)

        measured = _parse_measured(d.pop("measured"))

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        item_market = cls(
            id=id,
            item=item,
            market=market,
            state=state,
            target_on=target_on,
            released_on=released_on,
            effect_value=effect_value,
            measured=measured,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        item_market.additional_properties = d
        return item_market

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

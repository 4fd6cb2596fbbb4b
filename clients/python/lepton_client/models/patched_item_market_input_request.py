from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.item_market_state import ItemMarketState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PatchedItemMarketInputRequest")


@_attrs_define
class PatchedItemMarketInputRequest:
    """A market of an item. A new one needs `item` and `market`. Only a released item can be
    released here.

        Attributes:
            external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
            item (UUID | Unset): The item's id.
            market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
            state (ItemMarketState | Unset): * `planned` - Planned
                * `released` - Released
                * `dropped` - Dropped
            target_on (datetime.date | None | Unset):
            released_on (datetime.date | None | Unset):
            effect_value (float | None | Unset): In the unit of the item.
            note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    item: UUID | Unset = UNSET
    market: str | Unset = UNSET
    state: ItemMarketState | Unset = UNSET
    target_on: datetime.date | None | Unset = UNSET
    released_on: datetime.date | None | Unset = UNSET
    effect_value: float | None | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        item: str | Unset = UNSET
        if not isinstance(self.item, Unset):
            item = str(self.item)

        market = self.market

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        target_on: None | str | Unset
        if isinstance(self.target_on, Unset):
            target_on = UNSET
        elif isinstance(self.target_on, datetime.date):
            target_on = self.target_on.isoformat()
        else:
            target_on = self.target_on

        released_on: None | str | Unset
        if isinstance(self.released_on, Unset):
            released_on = UNSET
        elif isinstance(self.released_on, datetime.date):
            released_on = self.released_on.isoformat()
        else:
            released_on = self.released_on

        effect_value: float | None | Unset
        if isinstance(self.effect_value, Unset):
            effect_value = UNSET
        else:
            effect_value = self.effect_value

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if item is not UNSET:
            field_dict["item"] = item
        if market is not UNSET:
            field_dict["market"] = market
        if state is not UNSET:
            field_dict["state"] = state
        if target_on is not UNSET:
            field_dict["target_on"] = target_on
        if released_on is not UNSET:
            field_dict["released_on"] = released_on
        if effect_value is not UNSET:
            field_dict["effect_value"] = effect_value
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

        _item = d.pop("item", UNSET)
        item: UUID | Unset
        if isinstance(_item, Unset):
            item = UNSET
        else:
            item = UUID(_item)

        market = d.pop("market", UNSET)

        _state = d.pop("state", UNSET)
        state: ItemMarketState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = ItemMarketState(_state)

        def _parse_target_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_on_type_0 = datetime.date.fromisoformat(data)

                return target_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        target_on = _parse_target_on(d.pop("target_on", UNSET))

        def _parse_released_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                released_on_type_0 = datetime.date.fromisoformat(data)

                return released_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        released_on = _parse_released_on(d.pop("released_on", UNSET))

        def _parse_effect_value(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        effect_value = _parse_effect_value(d.pop("effect_value", UNSET))

        note = d.pop("note", UNSET)

        patched_item_market_input_request = cls(
            external=external,
            item=item,
            market=market,
            state=state,
            target_on=target_on,
            released_on=released_on,
            effect_value=effect_value,
            note=note,
        )

        return patched_item_market_input_request

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PatchedStrategyInputRequest")


@_attrs_define
class PatchedStrategyInputRequest:
    """A strategy to make or change. A new one needs market and currency; a market has one.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        positioning (str | Unset):
        segment (str | Unset):
        value_proposition (str | Unset):
        budget (None | str | Unset): In `currency`; null where none is set.
        currency (str | Unset): ISO 4217, of the budget.
        owner (None | Unset | UUID): A member of the project.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    market: str | Unset = UNSET
    positioning: str | Unset = UNSET
    segment: str | Unset = UNSET
    value_proposition: str | Unset = UNSET
    budget: None | str | Unset = UNSET
    currency: str | Unset = UNSET
    owner: None | Unset | UUID = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        market = self.market

        positioning = self.positioning

        segment = self.segment

        value_proposition = self.value_proposition

        budget: None | str | Unset
        if isinstance(self.budget, Unset):
            budget = UNSET
        else:
            budget = self.budget

        currency = self.currency

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
        if market is not UNSET:
            field_dict["market"] = market
        if positioning is not UNSET:
            field_dict["positioning"] = positioning
        if segment is not UNSET:
            field_dict["segment"] = segment
        if value_proposition is not UNSET:
            field_dict["value_proposition"] = value_proposition
        if budget is not UNSET:
            field_dict["budget"] = budget
        if currency is not UNSET:
            field_dict["currency"] = currency
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

        market = d.pop("market", UNSET)

        positioning = d.pop("positioning", UNSET)

        segment = d.pop("segment", UNSET)

        value_proposition = d.pop("value_proposition", UNSET)

        def _parse_budget(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        budget = _parse_budget(d.pop("budget", UNSET))

        currency = d.pop("currency", UNSET)

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

        patched_strategy_input_request = cls(
            external=external,
            market=market,
            positioning=positioning,
            segment=segment,
            value_proposition=value_proposition,
            budget=budget,
            currency=currency,
            owner=owner,
            note=note,
        )

        return patched_strategy_input_request

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PositionInputRequest")


@_attrs_define
class PositionInputRequest:
    """A position to make or change.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        competitor (None | Unset | UUID): The competitor's id; null for your own product. A new row must name one.
        source (str | Unset): A web address, or in words where this was seen.
        seen_on (datetime.date | Unset):
        seen_by (str | Unset):
        note (str | Unset):
        dimension (UUID | Unset): The dimension's id.
        market (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        value (float | Unset): A score lies between 0 and 10.
    """

    external: list[ExternalRequest] | Unset = UNSET
    competitor: None | Unset | UUID = UNSET
    source: str | Unset = UNSET
    seen_on: datetime.date | Unset = UNSET
    seen_by: str | Unset = UNSET
    note: str | Unset = UNSET
    dimension: UUID | Unset = UNSET
    market: str | Unset = UNSET
    value: float | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

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

        dimension: str | Unset = UNSET
        if not isinstance(self.dimension, Unset):
            dimension = str(self.dimension)

        market = self.market

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
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
        if dimension is not UNSET:
            field_dict["dimension"] = dimension
        if market is not UNSET:
            field_dict["market"] = market
        if value is not UNSET:
            field_dict["value"] = value

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

        _dimension = d.pop("dimension", UNSET)
        dimension: UUID | Unset
        if isinstance(_dimension, Unset):
            dimension = UNSET
        else:
            dimension = UUID(_dimension)

        market = d.pop("market", UNSET)

        value = d.pop("value", UNSET)

        position_input_request = cls(
            external=external,
            competitor=competitor,
            source=source,
            seen_on=seen_on,
            seen_by=seen_by,
            note=note,
            dimension=dimension,
            market=market,
            value=value,
        )

        return position_input_request

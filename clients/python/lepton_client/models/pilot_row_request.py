from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.pilot_decision import PilotDecision
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.criterion_request import CriterionRequest
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PilotRowRequest")


@_attrs_define
class PilotRowRequest:
    """A row of a batch of pilots.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        item_market (UUID | Unset): The id of the item's market.
        starts_on (datetime.date | Unset):
        ends_on (datetime.date | Unset):
        criteria (list[CriterionRequest] | Unset):
        decision (PilotDecision | Unset): * `go` - Release it
            * `change` - Change it and try again
            * `stop` - Stop
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    item_market: UUID | Unset = UNSET
    starts_on: datetime.date | Unset = UNSET
    ends_on: datetime.date | Unset = UNSET
    criteria: list[CriterionRequest] | Unset = UNSET
    decision: PilotDecision | Unset = UNSET
    note: str | Unset = UNSET

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

        item_market: str | Unset = UNSET
        if not isinstance(self.item_market, Unset):
            item_market = str(self.item_market)

        starts_on: str | Unset = UNSET
        if not isinstance(self.starts_on, Unset):
            starts_on = self.starts_on.isoformat()

        ends_on: str | Unset = UNSET
        if not isinstance(self.ends_on, Unset):
            ends_on = self.ends_on.isoformat()

        criteria: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.criteria, Unset):
            criteria = []
            for criteria_item_data in self.criteria:
                criteria_item = criteria_item_data.to_dict()
                criteria.append(criteria_item)

        decision: str | Unset = UNSET
        if not isinstance(self.decision, Unset):
            decision = self.decision.value

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if item_market is not UNSET:
            field_dict["item_market"] = item_market
        if starts_on is not UNSET:
            field_dict["starts_on"] = starts_on
        if ends_on is not UNSET:
            field_dict["ends_on"] = ends_on
        if criteria is not UNSET:
            field_dict["criteria"] = criteria
        if decision is not UNSET:
            field_dict["decision"] = decision
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.criterion_request import CriterionRequest  # noqa: PLC0415
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

        _item_market = d.pop("item_market", UNSET)
        item_market: UUID | Unset
        if isinstance(_item_market, Unset):
            item_market = UNSET
        else:
            item_market = UUID(_item_market)

        _starts_on = d.pop("starts_on", UNSET)
        starts_on: datetime.date | Unset
        if isinstance(_starts_on, Unset):
            starts_on = UNSET
        else:
            starts_on = datetime.date.fromisoformat(_starts_on)

        _ends_on = d.pop("ends_on", UNSET)
        ends_on: datetime.date | Unset
        if isinstance(_ends_on, Unset):
            ends_on = UNSET
        else:
            ends_on = datetime.date.fromisoformat(_ends_on)

        _criteria = d.pop("criteria", UNSET)
        criteria: list[CriterionRequest] | Unset = UNSET
        if _criteria is not UNSET:
            criteria = []
            for criteria_item_data in _criteria:
                criteria_item = CriterionRequest.from_dict(criteria_item_data)

                criteria.append(criteria_item)

        _decision = d.pop("decision", UNSET)
        decision: PilotDecision | Unset
        if isinstance(_decision, Unset):
            decision = UNSET
        else:
            decision = PilotDecision(_decision)

        note = d.pop("note", UNSET)

        pilot_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            item_market=item_market,
            starts_on=starts_on,
            ends_on=ends_on,
            criteria=criteria,
            decision=decision,
            note=note,
        )

        return pilot_row_request

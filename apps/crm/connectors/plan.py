"""What of a connection is exchanged, as it is stored."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import clipped, msg
from apps.crm.connectors import values
from apps.crm.connectors.contract import KINDS, CrmConnector
from apps.crm.models import SyncConnection
from apps.projects.domain.errors import Refused

Direction = Literal["off", "in", "out", "both"]


class Part(BaseModel):
    """One kind of record: which way it goes, and (our field, their field) for each that is kept in
    step.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    direction: Direction = "off"
    fields: list[tuple[str, str]] = Field(default_factory=list, max_length=100)

    @property
    def comes(self) -> bool:
        return self.direction in ("in", "both")

    @property
    def goes(self) -> bool:
        return self.direction in ("out", "both")


class Plan(BaseModel):
    """All kinds; ``basis`` and ``basis_note`` are the lawful basis of leads that come in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    company: Part = Part()
    contact: Part = Part()
    lead: Part = Part()
    basis: str = Field(default="", max_length=20)
    basis_note: str = Field(default="", max_length=300)

    def of(self, kind: str) -> Part:
        part: Part = getattr(self, kind)
        return part


def plan_of(connection: SyncConnection) -> Plan:
    return Plan.model_validate(connection.plan)


def first_plan(connector: CrmConnector) -> Plan:
    """What a new connection begins with: everything both ways but leads, by the usual fields."""
    parts = {
        kind: Part(
            direction="off" if kind == "lead" else "both",
            fields=[(ours, theirs) for ours, theirs in connector.defaults.get(kind, ())],
        )
        for kind in KINDS
        if kind in connector.kinds
    }
    return Plan.model_validate(parts)


def check_fields(kind: str, pairs: list[tuple[str, str]], known: list[dict[str, object]]) -> None:
    """Raise :class:`Refused` for a field that there is not, here or there, or that is named twice.
    ``known`` are the fields of the other system (``SyncConnection.known_fields``).
    """
    there = {str(one["name"]) for one in known}
    for ours, theirs in pairs:
        if not values.is_field(kind, ours):
            raise Refused(msg("'{name}' is no field here.", name=clipped(ours)), field=ours)
        if there and theirs not in there:
            raise Refused(
                msg(
                    "The other system has no field '{name}'. Choose another one, or read its fields"
                    " again.",
                    name=clipped(theirs),
                ),
                field=ours,
            )
    for side in (0, 1):
        names = [pair[side] for pair in pairs]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise Refused(
                msg("'{name}' is named twice. Each field has one counterpart.", name=twice),
                field=pairs[names.index(twice)][0],
            )

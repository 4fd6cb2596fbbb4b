"""The three kinds of records that can be merged, and which of their values are chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from apps.crm.domain.companies import COMPANIES
from apps.crm.domain.contacts import CONTACTS
from apps.crm.domain.leads import LEADS
from apps.crm.models.merging import PartyKind
from apps.projects.domain.records import RecordKind

NOT_CHOSEN = {
    PartyKind.CONTACT: frozenset({"name"}),  # made of the others
    PartyKind.LEAD: frozenset({"name", "state", "state_reason"}),
}


@dataclass(frozen=True)
class Mergeable:
    """``fields`` are those whose values are chosen; ``write`` takes them as the rows have them."""

    kind: str
    write: RecordKind
    fields: tuple[str, ...]

    @property
    def model(self) -> Any:
        return self.write.model


def _mergeable(kind: PartyKind, written: RecordKind) -> Mergeable:
    plain = replace(written, prepare=lambda project, drafts: [one.values for one in drafts])
    left = NOT_CHOSEN.get(kind, frozenset())
    return Mergeable(kind, plain, tuple(name for name in written.fields if name not in left))


KINDS: dict[str, Mergeable] = {
    PartyKind.COMPANY: _mergeable(PartyKind.COMPANY, COMPANIES),
    PartyKind.CONTACT: _mergeable(PartyKind.CONTACT, CONTACTS),
    PartyKind.LEAD: _mergeable(PartyKind.LEAD, LEADS),
}

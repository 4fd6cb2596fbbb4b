"""Segments: written through ``projects.domain.records``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apps.core.messages import msg
from apps.crm.models import Segment, SegmentReference
from apps.crm.models.merging import PartyKind
from apps.crm.segments import rules
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, RecordKind
from apps.projects.models import Project


def prepare(project: Project, drafts: Sequence[Draft]) -> list[dict[str, Any] | Refused]:
    """The drafts' values; names as they are stored, for whether another segment has them."""
    return [
        {**one.values, "name": " ".join(one.values["name"].split())}
        if "name" in one.values
        else dict(one.values)
        for one in drafts
    ]


def settle(row: Segment) -> None:
    if not row.name:
        raise Refused(msg("Give the segment a name."), field="name")
    if row.of not in PartyKind.values:
        raise Refused(msg("Say whether it is of companies, contacts or leads."), field="of")
    row.rules = rules.settle(row.project_id, row.of, row.rules)


SEGMENTS = RecordKind(
    model=Segment,
    reference=SegmentReference,
    noun="crm.segment",
    fields=("name", "of", "rules", "note"),
    related=(),
    prepare=prepare,
    settle=settle,
    unique={"name": msg("Another segment of this project has this name.")},
)

"""What rooms above call: an item from their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.projects.domain.records import Draft, write_all, write_one
from apps.projects.models import Project
from apps.projects.plan import evidence as links
from apps.projects.plan.evidence import Target
from apps.projects.plan.models import PlanItem
from apps.projects.plan.records import ITEMS, MARKETS


@transaction.atomic
def create_item(
    project: Project,
    actor: User,
    values: Mapping[str, Any],
    *,
    markets: Sequence[str] = (),
    evidence: Iterable[Target] = (),
) -> PlanItem:
    """A new item (editor) with its markets (alpha-3 codes of the project's market entries) and what
    stands behind it. ``values`` are those of ``records.ITEMS``: people and needs by id.

    All or nothing: raises ``Refused`` for the first thing that cannot be.
    """
    made: PlanItem = write_one(ITEMS, project, actor, Draft(values)).row
    drafts = [
        Draft({"item": made.pk, "market": code}, index=index) for index, code in enumerate(markets)
    ]
    write_all(MARKETS, project, actor, drafts)
    for target in evidence:
        links.link(made, actor, target)
    return made

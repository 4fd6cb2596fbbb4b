"""What rooms above call: an item from their evidence, and a step from one item to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.projects.domain.records import Draft, write, write_one
from apps.projects.models import Project
from apps.projects.plan import evidence as links
from apps.projects.plan.evidence import Target
from apps.projects.plan.models import Need, PlanItem
from apps.projects.plan.records import ITEMS, MARKETS, NEEDS


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
    for outcome in write(MARKETS, project, actor, drafts) if drafts else ():
        if outcome.error:
            raise outcome.error
    for target in evidence:
        links.link(made, actor, target)
    return made


@transaction.atomic
def create_need(
    project: Project, actor: User, values: Mapping[str, Any], *, evidence: Iterable[Target] = ()
) -> Need:
    """A new need (analyst) with what stands behind it; ``values`` as in ``records.NEEDS``."""
    made: Need = write_one(NEEDS, project, actor, Draft(values)).row
    for target in evidence:
        links.link(made, actor, target)
    return made

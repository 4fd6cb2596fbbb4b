"""The way back from an import: what it made goes, what it changed is as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from apps.accounts.models import User
from apps.core.happenings import plain
from apps.projects.collections.linking import delete_all
from apps.projects.domain import records
from apps.projects.domain.records import Draft, Outcome, Status
from apps.promotion.domain.records import OUTCOMES
from apps.promotion.intakes.columns import MONEY
from apps.promotion.models import OutcomeChange, OutcomeIntake

BATCH = 200


def remember(
    intake: OutcomeIntake, done: Sequence[Outcome], befores: Mapping[Any, Mapping[str, Any]]
) -> None:
    """Keep which days this import made, and what the others were before it."""
    changes = []
    for one in done:
        if one.status not in (Status.CREATED, Status.UPDATED):
            continue
        before = None
        if one.status is Status.UPDATED:
            was = befores[one.row.pk].items()
            before = {name: plain(value) for name, value in was if value != getattr(one.row, name)}
        changes.append(
            OutcomeChange(
                project_id=intake.project_id, intake=intake, outcome=one.row, before=before,
                version=one.row.version,
            )
        )  # fmt: skip
    OutcomeChange.objects.bulk_create(changes)


def step(intake: OutcomeIntake, actor: User, counts: Counter[str]) -> bool:
    """A batch, within the caller's transaction: days that nobody has changed since are removed or
    as they were; the others are left as they are, and counted. False where nothing is left.
    """
    rows = OutcomeChange.objects.filter(intake=intake).select_related(
        "outcome__campaign", "outcome__channel"
    )
    changes = list(rows.order_by("pk")[:BATCH])
    mine = [one for one in changes if one.outcome.version == one.version]
    counts["left"] += len(changes) - len(mine)
    OutcomeChange.objects.filter(pk__in=[one.pk for one in changes]).delete()
    old = [one for one in mine if one.before is not None]
    drafts = [Draft(_loaded(one.before), at, pk=one.outcome_id) for at, one in enumerate(old)]
    done = records.write(OUTCOMES, intake.project, actor, drafts)
    failed = sum(one.status is Status.ERROR for one in done)
    counts["restored"] += len(done) - failed
    counts["left"] += failed
    made = [one.outcome for one in mine if one.before is None]
    delete_all(OUTCOMES, made, actor)
    counts["removed"] += len(made)
    return bool(changes)


def _loaded(before: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Decimal(value) if name in MONEY and value is not None else value
        for name, value in before.items()
    }

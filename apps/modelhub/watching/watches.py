"""How a serving name is watched: switched, changed, forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.modelhub.models import ModelAlias
from apps.modelhub.watching import checks
from apps.modelhub.watching.models import LoggedPrediction, Watch
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import apply, hold, locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

MOST_DAYS = 365
STEP = 2000  # rows that one statement deletes
LEFT_OUT = "predictions may hold what people wrote; they stay where they were asked for"


def watch(
    alias: ModelAlias, user: User, values: Mapping[str, Any], seen: datetime | None = None
) -> Watch:
    """Set ``share``, ``days`` and ``keeps`` as far as given (owner: it may be personal data).

    What is kept already stays as it is, but for its time. ``seen`` as in ``changes.apply``.
    """
    require(membership_of(user, alias.project_id), Role.OWNER)
    _check(values)
    with transaction.atomic():
        project = hold(alias.project_id)
        row, made = Watch.objects.get_or_create(
            alias=alias, defaults={"project": project, "set_by": user, "share": 0.0}
        )
        held = locked(row)
        held.alias = alias  # which knows it from now on
        changed = apply(held, values, None if made else seen)
        if changed:
            held.set_by = user
            held.save(update_fields=["set_by"])
        if changed or made:
            report(
                "modelhub.watch.changed", actor=user, project_id=project.pk, subject=held,
                alias=alias.name, changes=changed,
            )  # fmt: skip
        checks.keep_schedule(project, user)
    return held


def _check(values: Mapping[str, Any]) -> None:
    if not 0 <= values.get("share", 0) <= 1:
        raise Refused(msg("A share lies between 0 and 1."), field="share")
    if not 1 <= values.get("days", 1) <= MOST_DAYS:
        raise Refused(
            msg("Predictions are kept from 1 to {most} days.", most=MOST_DAYS), field="days"
        )


def stop(row: Watch, user: User) -> None:
    """Delete the log of a name with its checks and alerts, and log no more (owner)."""
    require(membership_of(user, row.project_id), Role.OWNER)
    with transaction.atomic():
        project = hold(row.project_id)
        held = locked(row)
        report(
            "modelhub.watch.deleted", actor=user, project_id=project.pk, subject=held,
            alias=held.alias.name,
        )  # fmt: skip
        held.delete()
        checks.keep_schedule(project, user)


def prune(now: datetime | None = None) -> int:
    """Delete what is past the days of its name; how many. In steps, so that no lock lasts."""
    now = now or timezone.now()
    count = 0
    for pk, days in Watch.objects.values_list("pk", "days"):
        old = LoggedPrediction.objects.filter(watch=pk, created_at__lt=now - timedelta(days=days))
        while step := list(old.order_by("created_at").values_list("pk", flat=True)[:STEP]):
            count += LoggedPrediction.objects.filter(pk__in=step).delete()[0]
    return count

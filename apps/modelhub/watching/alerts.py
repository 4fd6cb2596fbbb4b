"""A drift is told once: to the analysts of the project, to webhooks, to what trains again.

It is told anew when something else drifts too, and after a rest that somebody asked for. Two
checks in a row without it end it: a single one may miss what is there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.core.rendering import render
from apps.events.domain.notices import notify
from apps.modelhub.watching import retraining
from apps.modelhub.watching.models import DriftAlert, DriftCheck, Watch
from apps.modelhub.watching.reading import LABEL, NO_LABEL, OTHERS
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Role

CALM = 2  # checks in a row after which a drift is over
State = DriftAlert.State
MOST_DAYS = 90
LABELS = LABEL.rstrip(":")
NAMES: dict[str, Message] = {
    "input.length": msg("length of the texts"),
    "input.text": msg("what the texts are about"),
    "output.class": msg("how often each class is answered"),
    LABELS: msg("how often each label is answered"),
    "output.score": msg("the numbers that are answered"),
}


def named(key: str) -> Message:
    """What a statistic looks at."""
    if key.startswith("input.number:"):
        return msg("values of {column}", column=key.partition(":")[2])
    if key.startswith(LABEL):
        return _label(key.removeprefix(LABEL))
    return NAMES.get(key, msg("{name}", name=key))


def _label(name: str) -> Message:
    if name == NO_LABEL:
        return msg("how often no label is answered")
    if name == OTHERS:
        return msg("how often rare labels are answered")
    return msg("how often '{label}' is answered", label=name)


def drifted(check: DriftCheck) -> list[str]:
    """Keys of what has drifted; labels are told of as one, however many have."""
    found = [one["key"] for one in check.statistics if one["drifted"]]
    return list(dict.fromkeys(LABELS if key.startswith(LABEL) else key for key in found))


def judge(check: DriftCheck) -> None:
    """Open, renew or end the alert of a check's name. The project is held."""
    rows = DriftAlert.objects.filter(watch=check.watch).exclude(state=State.CLOSED)
    rows.exclude(model=check.model).update(state=State.CLOSED, updated_at=timezone.now())
    alert = rows.filter(model=check.model).first()
    found = drifted(check)
    if check.state == DriftCheck.State.REFUSED:
        return
    if not found:
        _calmed(alert)
    elif alert is None:
        alert = DriftAlert.objects.create(
            project_id=check.project_id, watch=check.watch, model=check.model, statistics=found,
            seen_at=check.created_at,
        )  # fmt: skip
        _tell(alert, found)
        retraining.because_of_drift(check.watch)
    else:
        _seen_again(alert, found, check.created_at)


def _calmed(alert: DriftAlert | None) -> None:
    if alert is None:
        return
    alert.calm += 1
    if alert.calm >= CALM:
        alert.state = State.CLOSED
    alert.save(update_fields=["calm", "state", "updated_at"])


def _seen_again(alert: DriftAlert, found: list[str], at: datetime) -> None:
    fresh = [key for key in found if key not in alert.statistics]
    resting = alert.state == State.SNOOZED
    over = resting and alert.snoozed_until is not None and alert.snoozed_until <= at
    alert.calm, alert.seen_at = 0, at
    if over or (fresh and not resting):
        alert.state, alert.snoozed_until = State.OPEN, None
        alert.statistics = [*alert.statistics, *fresh]
        _tell(alert, found)
    alert.save()


def _tell(alert: DriftAlert, found: list[str]) -> None:
    watch = alert.watch
    report(
        "modelhub.drift.found", project_id=alert.project_id, subject=alert.model,
        alias=watch.alias.name, statistics=found,
    )  # fmt: skip
    url = reverse("modelhub:watch", args=[alert.project_id, watch.alias_id])
    for user in analysts(alert.project_id):
        message = _drifted(watch.alias.name, found, getattr(user, "language", "") or "en")
        notify(user, message, url=url, project_id=alert.project_id, tone="warn")


def _drifted(alias: str, found: list[str], language: str) -> Message:
    """The list is written in the language of whoever is told; the sentence in the reader's."""
    with translation.override(language):
        what = [render(named(key)) for key in found]
    return msg("What '{alias}' is asked or answers has changed: {what}.", alias=alias, what=what)


def analysts(project_id: Any) -> list[User]:
    """Whoever may do something about it."""
    held = Membership.objects.filter(project_id=project_id, user__is_active=True)
    return [one.user for one in held.select_related("user") if Role(one.role).covers(Role.ANALYST)]


def acknowledge(alert: DriftAlert, user: User) -> DriftAlert:
    """Somebody looks after it (analyst)."""
    return _handled(alert, user, State.ACKNOWLEDGED, None)


def snooze(alert: DriftAlert, user: User, days: int) -> DriftAlert:
    """Nothing is said of it for so many days (analyst), whatever else drifts."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(msg("Choose from 1 to {most} days.", most=MOST_DAYS), field="days")
    return _handled(alert, user, State.SNOOZED, timezone.now() + timedelta(days=days))


def _handled(alert: DriftAlert, user: User, state: str, until: datetime | None) -> DriftAlert:
    require(membership_of(user, alert.project_id), Role.ANALYST)
    with transaction.atomic():
        hold(alert.project_id)
        held = locked(alert)
        if held.state == State.CLOSED:
            raise Refused(msg("This drift is over already."))
        before = held.state
        held.state, held.snoozed_until, held.handled_by = state, until, user
        held.save(update_fields=["state", "snoozed_until", "handled_by", "updated_at"])
        report(
            "modelhub.drift.handled", actor=user, project_id=held.project_id, subject=held.model,
            alias=held.watch.alias.name, changes={"state": [before, state]},
        )  # fmt: skip
    return held


def open_alerts(watch: Watch) -> list[DriftAlert]:
    """Those that are not over."""
    rows = DriftAlert.objects.filter(watch=watch).exclude(state=State.CLOSED)
    return list(rows.select_related("handled_by", "model"))

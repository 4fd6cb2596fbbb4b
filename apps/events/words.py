"""What kinds of happening are called. A kind that is not listed shows its own key.

Rooms and plugins above add theirs with :func:`name`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext

from apps.core.messages import mark
from apps.core.states import look_of
from apps.projects.models import Role, Stage
from apps.reference import countries

_NAMES: dict[str, str] = {
    "accounts.invitation.sent": mark("Invitation sent"),
    "accounts.invitation.sent_again": mark("Invitation sent again"),
    "accounts.invitation.accepted": mark("Invitation accepted"),
    "accounts.invitation.revoked": mark("Invitation withdrawn"),
    "accounts.user.created": mark("Account made"),
    "datasets.dataset.created": mark("Dataset made"),
    "datasets.dataset.changed": mark("Dataset changed"),
    "datasets.dataset.deleted": mark("Dataset deleted"),
    "datasets.version.created": mark("Dataset version stored"),
    "jobs.job.submitted": mark("Job submitted"),
    "jobs.job.finished": mark("Job ended"),
    "jobs.job.cancel_requested": mark("Job asked to stop"),
    "jobs.job.cancelled": mark("Job cancelled"),
    "jobs.job.succeeded": mark("Job succeeded"),
    "jobs.job.refused": mark("Job refused its input"),
    "jobs.job.errored": mark("Job failed"),
    "jobs.job.timed_out": mark("Job timed out"),
    "jobs.job.retried": mark("Job tried again"),
    "modelhub.model.registered": mark("Model registered"),
    "modelhub.model.changed": mark("Model changed"),
    "modelhub.model.deleted": mark("Model deleted"),
    "projects.project.created": mark("Project made"),
    "projects.project.changed": mark("Project changed"),
    "projects.project.archived": mark("Project archived"),
    "projects.project.restored": mark("Project restored"),
    "projects.project.deleted": mark("Project deleted"),
    "projects.product.changed": mark("Product changed"),
    "projects.member.added": mark("Member added"),
    "projects.member.changed": mark("Role changed"),
    "projects.member.removed": mark("Member removed"),
    "projects.market.added": mark("Market added"),
    "projects.market.changed": mark("Market plan changed"),
    "projects.market.moved": mark("Market moved to another stage"),
    "projects.market.removed": mark("Market removed"),
}


_FIELDS: dict[str, str] = {
    "attempt": mark("Attempt"),
    "category": mark("Category"),
    "currency": mark("Currency"),
    "description": mark("Description"),
    "engine": mark("Engine"),
    "from_stage": mark("From stage"),
    "grants": mark("Roles"),
    "hash": mark("Content hash"),
    "home_country": mark("Home market"),
    "job": mark("Job"),
    "markets": mark("Markets"),
    "name": mark("Name"),
    "note": mark("Note"),
    "owner": mark("Owner"),
    "person": mark("Person"),
    "reason": mark("Reason"),
    "role": mark("Role"),
    "rows": mark("Rows"),
    "seconds": mark("Seconds"),
    "state": mark("State"),
    "summary": mark("Summary"),
    "target_launch": mark("Target launch date"),
    "to_stage": mark("To stage"),
    "website": mark("Website"),
}
_CHOICES: dict[str, type[TextChoices]] = {"role": Role, "from_stage": Stage, "to_stage": Stage}


def name(kind: str, words: str) -> None:
    """Give a kind its name; ``words`` are marked for translation."""
    _NAMES.setdefault(kind, words)


def kind_name(kind: str) -> str:
    """The name of a kind in the reader's language."""
    words = _NAMES.get(kind)
    return gettext(words) if words else kind


def details(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was recorded besides, as pairs to show: a change as 'before → after'."""
    shown: list[tuple[str, str]] = []
    for key, value in data.items():
        if key == "changes" and isinstance(value, Mapping):
            shown.extend((_field(key), _change(key, pair)) for key, pair in value.items())
        elif value not in (None, "", [], {}):
            shown.append((_field(key), _plain(_words(key, value))))
    return shown


def _field(key: str) -> str:
    words = _FIELDS.get(key)
    return gettext(words) if words else key


def _words(key: str, value: Any) -> Any:
    """The label of a stage or a role, the name of a country; anything else as it is."""
    choices = _CHOICES.get(key)
    if choices and value in choices.values:
        return choices(value).label
    if key == "state":
        return look_of(str(value)).label or value
    if key in {"home_country", "markets"}:
        language = get_language() or "en"
        codes = value if isinstance(value, list) else [value]
        return [countries.name(str(code), language) for code in codes]
    return value


def _change(key: str, pair: Any) -> str:
    if isinstance(pair, list) and len(pair) == 2:
        before, after = (_plain(_words(key, value)) for value in pair)
        return f"{before} → {after}"
    return _plain(pair)


def _plain(value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    text = str(value)
    return text if len(text) <= 120 else text[:118].rstrip() + "…"

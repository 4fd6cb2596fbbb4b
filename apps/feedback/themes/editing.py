"""What people do with themes: look for them, name them, lock, merge, and move records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import plain, report
from apps.core.messages import mark, msg
from apps.feedback.models import FeedbackRecord, Theme, ThemeMember
from apps.feedback.themes import figures
from apps.feedback.themes.examples import MOST
from apps.feedback.themes.inputs import ALL, FEEDBACK, FEWEST, ROLES, THEMES, records_of, themes_of
from apps.feedback.themes.taking import ENGINE
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job
from apps.projects.access import membership_of, require
from apps.projects.collections.linking import row_of
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import MarketEntry, Project, Role
from apps.projects.plan.actions import create_item
from apps.projects.plan.evidence import EvidenceKind, Found, Target
from apps.projects.plan.models import PlanItem

PURPOSE = "feedback.themes"
MERGED = msg("This theme has been merged already. Reload the page.")


def look(project: Project, actor: User, params: Mapping[str, Any]) -> Job:
    """Start a run on the project's records (analyst). Raises :class:`Refused`,
    ``SubmissionRefused``.
    """
    require(membership_of(actor, project.pk), Role.ANALYST)
    count = records_of(project.pk).count()
    if count < FEWEST:
        raise Refused(
            msg(
                "A run needs at least {least} records with a text; there are {count}.",
                least=FEWEST,
                count=count,
            )
        )
    inputs: dict[str, Any] = {"data": {"kind": FEEDBACK, "id": ALL, "roles": ROLES}}
    if themes_of(project.pk).exists():
        inputs["earlier"] = {"kind": THEMES, "id": ALL}
    return submit(
        project=project, user=actor, engine_key=ENGINE, params=params, inputs=inputs,
        purpose=PURPOSE,
    )  # fmt: skip


@transaction.atomic
def change(
    theme: Theme, values: Mapping[str, Any], actor: User, *, seen: datetime | None = None
) -> Theme:
    """Set ``name`` and ``locked`` (analyst). A name that a person gave stays. Raises
    :class:`Refused` for a name that another theme has, :class:`Stale`.
    """
    require(membership_of(actor, theme.project_id), Role.ANALYST)
    hold(theme.project_id)
    held = locked(theme)
    if seen is not None and held.updated_at != seen:
        raise Stale(held)
    if held.merged_into_id:
        raise Refused(MERGED)
    name = own_name(held.project_id, values.get("name", held.name), besides=held.pk)
    wanted: dict[str, Any] = {"name": name, "locked": bool(values.get("locked", held.locked))}
    changes = {
        field: [plain(getattr(held, field)), plain(value)]
        for field, value in wanted.items()
        if getattr(held, field) != value
    }
    if not changes:
        return held
    held.named = held.named or "name" in changes
    held.name, held.locked = name, wanted["locked"]
    held.save()
    report(
        "feedback.theme.updated",
        actor=actor, project_id=held.project_id, subject=held, changes=changes,
    )  # fmt: skip
    return held


def own_name(project_id: Any, text: Any, *, besides: Any = None) -> str:
    """The name as it is stored. Raises :class:`Refused` where there is none or another has it."""
    name = " ".join(str(text).split())
    if not name:
        raise Refused(msg("Give the theme a name."), field="name")
    if themes_of(project_id).exclude(pk=besides).filter(name=name).exists():
        raise Refused(
            msg("Another theme has this name. Merge the two, or choose another name."), field="name"
        )
    return name


@transaction.atomic
def merge(theme: Theme, into: Theme, actor: User) -> Theme:
    """All that is of ``theme`` is of ``into`` from now on, in further runs too (analyst)."""
    require(membership_of(actor, theme.project_id), Role.ANALYST)
    hold(theme.project_id)
    if theme.project_id != into.project_id or theme.pk == into.pk:
        raise Refused(msg("A theme cannot be merged into itself."), field="into")
    one, other = locked(theme), locked(into)
    if one.merged_into_id or other.merged_into_id:
        raise Refused(MERGED, field="into")
    ThemeMember.objects.filter(theme=one).update(theme=other, updated_at=timezone.now())
    Theme.objects.filter(merged_into=one).update(merged_into=other)
    other.parts = [*other.parts, *one.parts]
    other.examples = [*other.examples, *one.examples][:MOST]
    other.words = {**one.words, **other.words}
    other.save()
    one.merged_into, one.parts = other, []
    one.save()
    figures.changed(one.project_id)
    report(
        "feedback.theme.merged",
        actor=actor, project_id=one.project_id, subject=one, into=other.name,
    )  # fmt: skip
    return other


@transaction.atomic
def move(record: FeedbackRecord, theme: Theme | None, actor: User) -> ThemeMember:
    """Put a record into a theme, or into none; runs leave it there (analyst)."""
    require(membership_of(actor, record.project_id), Role.ANALYST)
    hold(record.project_id)
    if theme is not None and (theme.project_id != record.project_id or theme.merged_into_id):
        raise Refused(msg("This theme is not there any more. Reload the page."), field="theme")
    old = ThemeMember.objects.select_related("theme").filter(record=record).first()
    member, _made = ThemeMember.objects.update_or_create(
        record=record,
        defaults={
            "project_id": record.project_id, "theme": theme, "similarity": None,
            "by": ThemeMember.By.PERSON, "moved_by": actor,
        },
    )  # fmt: skip
    figures.changed(record.project_id)
    before = str(old.theme) if old and old.theme else ""
    report(
        "feedback.record.moved",
        actor=actor, project_id=record.project_id, subject=record,
        changes={"theme": [before, str(theme) if theme else ""]},
    )  # fmt: skip
    return member


def find_evidence(project: Project, key: str) -> Found | None:
    """The theme of this id, for links of the plan."""
    row = row_of(Theme, project, key)
    if row is None:
        return None
    return Found(row.name, reverse("feedback:theme", args=[project.pk, row.pk]))


EVIDENCE = EvidenceKind(
    "feedback.theme", mark("Theme of feedback"), "message-circle", find_evidence,
    "feedback:theme", "theme_id",
)  # fmt: skip


def plan_item(theme: Theme, actor: User) -> PlanItem:
    """An item of the product plan (editor) that has the theme behind it, for every market of the
    project in which it comes up.
    """
    project = theme.project
    spoken = theme.members.order_by().values("record__country")
    entries = MarketEntry.objects.filter(project=project, country__in=spoken)
    values = {"title": theme.name[:200], "kind": PlanItem.Kind.OPTIMISATION}
    return create_item(
        project,
        actor,
        values,
        markets=list(entries.values_list("country", flat=True)),
        evidence=[Target(EVIDENCE.key, str(theme.pk))],
    )

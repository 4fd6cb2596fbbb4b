"""A theme becomes several: a person takes records out of it, or a run looks for parts in it.

What was split stays split: runs leave records that a person has placed, and the themes that a run
has found in another one are locked, so that the next run keeps their texts and names.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.engines.builtin.text_themes import outputs
from apps.feedback.models import Theme, ThemeMember
from apps.feedback.themes import figures
from apps.feedback.themes.editing import MERGED, PURPOSE, own_name
from apps.feedback.themes.examples import MOST, named
from apps.feedback.themes.inputs import (
    FEEDBACK,
    FEWEST,
    PLACES,
    ROLES,
    THEMES,
    records_of,
    theme_asked,
    theme_rows,
    themes_of,
)
from apps.feedback.themes.taking import (
    ENGINE,
    LONGEST_NAME,
    batches,
    found_by,
    is_told,
    parts_of,
)
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.projects.synced import take_turn

MOST_CHOSEN = 500
KEY_LENGTH = 16
FINELY = {"fineness": "fine"}


@transaction.atomic
def split_off(theme: Theme, chosen: Collection[UUID], name: str, actor: User) -> Theme:
    """Put chosen records of a theme into a new one of this name (analyst). Runs leave them there.

    Raises :class:`Refused` where a record is not in the theme, none is chosen or none would be
    left.
    """
    require(membership_of(actor, theme.project_id), Role.ANALYST)
    hold(theme.project_id)
    held, keys = _standing(theme), set(chosen)
    if not keys:
        raise Refused(msg("Choose the records that go to the new theme."), field="records")
    if len(keys) > MOST_CHOSEN:
        raise Refused(
            msg("At most {most} records can be chosen at once.", most=MOST_CHOSEN), field="records"
        )
    stored = own_name(held.project_id, name)
    members = ThemeMember.objects.filter(theme=held)
    moving = members.filter(record__in=keys)
    if moving.count() != len(keys):
        raise Refused(
            msg("Some of these records are not in this theme any more. Reload the page."),
            field="records",
        )
    if members.count() == len(keys):
        raise Refused(
            msg("No record would be left in the theme. Rename it instead."), field="records"
        )
    new: Theme = Theme.objects.create(
        project_id=held.project_id,
        key=secrets.token_hex(KEY_LENGTH // 2),
        name=stored[:LONGEST_NAME],
        named=True,
        examples=named([{"id": str(key)} for key in sorted(keys)][:MOST]),
    )
    moving.update(
        theme=new, similarity=None, by=ThemeMember.By.PERSON, moved_by=actor,
        updated_at=timezone.now(),
    )  # fmt: skip
    _tell(held, [new], actor)
    return new


def look_inside(theme: Theme, actor: User, params: Mapping[str, Any]) -> Job:
    """Start a run on the theme's own records, which splits it where it finds at least two themes
    in them (analyst): finely, unless ``params`` say otherwise, for what is of one theme is near.
    Raises :class:`Refused`, ``SubmissionRefused``.
    """
    require(membership_of(actor, theme.project_id), Role.ANALYST)
    if theme.merged_into_id:
        raise Refused(MERGED)
    if records_of(theme.project_id, theme.pk).count() < FEWEST:
        raise Refused(
            msg(
                "A run needs at least {least} records with a text. Choose records by hand instead.",
                least=FEWEST,
            )
        )
    inputs: dict[str, Any] = {"data": {"kind": FEEDBACK, "id": str(theme.pk), "roles": ROLES}}
    if theme_rows(theme.project_id, PLACES):
        inputs["earlier"] = {"kind": THEMES, "id": PLACES}
    return submit(
        project=theme.project, user=actor, engine_key=ENGINE, params={**FINELY, **params},
        inputs=inputs, purpose=PURPOSE,
    )  # fmt: skip


def divided(job: Job) -> None:
    """Called when a run has ended, in the worker; a second call changes nothing.

    The largest theme that was found stays under the old theme's name, with the records that are of
    none and those that a person has placed; each other one becomes a theme of its own.
    """
    asked = theme_asked(job.inputs["data"]["id"]) if is_told(job) else None
    if asked is None:
        return
    told, rows = found_by(job), Counter[str]()
    for batch in batches(job, outputs.ASSIGNMENTS):
        rows.update(row["theme"] for row in batch)
    found = [one for one in told["themes"] if rows[one["theme"]]]
    keys = {one["theme"]: _key(job, one["theme"]) for one in found[1:]}
    if hold(job.project_id).archived_at or not keys:
        return
    take_turn(job.project_id)
    theme = themes_of(job.project_id).filter(pk=asked).first()
    done = Theme.objects.filter(project_id=job.project_id, key__in=keys.values())
    if theme is None or done.exists():
        return
    parts = [row for batch in batches(job, outputs.THEMES) for row in batch]
    largest, now = found[0], timezone.now()
    theme.words, theme.examples = largest["words"], named(largest["examples"])
    theme.parts, theme.last_seen = parts_of(largest["theme"], parts), now
    theme.save()
    made = {largest["theme"]: theme}
    for one in found[1:]:
        made[one["theme"]] = Theme.objects.create(
            project_id=job.project_id, key=keys[one["theme"]], locked=True, last_seen=now,
            name=_free(job.project_id, one["name"], keys[one["theme"]]), words=one["words"],
            examples=named(one["examples"]), parts=parts_of(one["theme"], parts),
        )  # fmt: skip
    _place(job, theme, made)
    _tell(theme, [one for one in made.values() if one is not theme], job.created_by)


def _standing(theme: Theme) -> Theme:
    held = locked(theme)
    if held.merged_into_id:
        raise Refused(MERGED)
    return held


def _key(job: Job, found: str) -> str:
    """What follows from the run: not the run's own key, which the theme itself may have."""
    return hashlib.sha256(f"{job.pk}:{found}".encode()).hexdigest()[:KEY_LENGTH]


def _free(project_id: Any, name: str, key: str) -> str:
    """A name that no other theme has; as the engine tells names apart."""
    short = name[:LONGEST_NAME]
    if not themes_of(project_id).filter(name=short).exists():
        return short
    return f"{name[: LONGEST_NAME - 8]} #{key[:6]}"


def _place(job: Job, theme: Theme, made: Mapping[str, Theme]) -> None:
    """Records that are in the theme still, but for those that a person has placed."""
    now = timezone.now()
    for batch in batches(job, outputs.ASSIGNMENTS):
        found = {UUID(row["id"]): row for row in batch if row["theme"] in made}
        members = ThemeMember.objects.filter(
            theme=theme, by=ThemeMember.By.RUN, record__in=list(found)
        )
        moved = []
        for one in members:
            row = found[one.record_id]
            one.theme, one.similarity, one.updated_at = made[row["theme"]], row["similarity"], now
            moved.append(one)
        ThemeMember.objects.bulk_update(moved, ["theme", "similarity", "updated_at"], 500)


def _tell(theme: Theme, new: list[Theme], actor: User | None) -> None:
    figures.changed(theme.project_id)
    report(
        "feedback.theme.split",
        actor=actor, project_id=theme.project_id, subject=theme, into=[one.name for one in new],
    )  # fmt: skip

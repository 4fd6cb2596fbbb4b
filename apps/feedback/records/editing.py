"""Correcting and deleting one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import plain, report
from apps.core.messages import msg
from apps.feedback.records import repetitions, words
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.reading import settle_language
from apps.feedback.records.repetitions import mark_of_plain, repetition_of
from apps.feedback.records.taking import (
    SENT,
    NewRecord,
    Taken,
    find,
    normalised,
    take,
)
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Stale
from apps.projects.models import Project, Role

FIELDS = (*SENT, "language")


@transaction.atomic
def add(project: Project, new: NewRecord, actor: User) -> Taken:
    """Take in one record (analyst)."""
    require(membership_of(actor, project.pk), Role.ANALYST)
    (taken,) = take(project, [new], user=actor)
    return taken


@transaction.atomic
def change(
    row: FeedbackRecord, values: Mapping[str, Any], actor: User, *, seen: datetime | None = None
) -> FeedbackRecord:
    """Set these of :data:`FIELDS` (analyst); the row as it is then.

    A language that differs is a person's from now on; without one it is detected again. Raises
    :class:`Refused`, and :class:`Stale` where somebody saved after ``seen``.
    """
    require(membership_of(actor, row.project_id), Role.ANALYST)
    hold(row.project_id)
    held = locked(row)
    if seen is not None and held.updated_at != seen:
        raise Stale(held)
    before = {name: getattr(held, name) for name in FIELDS}
    wanted = {**before, **values}
    new = normalised(NewRecord(**wanted))
    _check_key(held, new)
    for name in SENT:
        setattr(held, name, getattr(new, name))
    _set_language(held, new.language, before)
    changes = {
        name: [plain(before[name]), plain(getattr(held, name))]
        for name in FIELDS
        if before[name] != getattr(held, name)
    }
    if not changes:
        return held
    if "text" in changes or "contact" in changes:
        _follow_text(held)
    held.save()
    report(
        "feedback.record.updated",
        actor=actor, project_id=held.project_id, subject=held, changes=changes,
    )  # fmt: skip
    return held


def _check_key(row: FeedbackRecord, new: NewRecord) -> None:
    other = find(row.project, [new]).get(new.key) if new.key else None
    if other is not None and other.pk != row.pk:
        sentence = msg("Another record has this channel, source, submission and field already.")
        raise records.Taken(sentence, field="submission_id", existing=other)


def _set_language(row: FeedbackRecord, language: str, before: Mapping[str, Any]) -> None:
    if language and language != before["language"]:
        row.language, row.language_by = language, FeedbackRecord.LanguageBy.PERSON
    elif not language:
        row.language, row.language_by = "", FeedbackRecord.LanguageBy.DETECTED
        settle_language(row, "")
    elif row.text != before["text"]:
        settle_language(row, "")


def _follow_text(row: FeedbackRecord) -> None:
    """Words, fingerprint and whose repetition the record is now, and its own repetitions too."""
    repetitions.free(row)
    row.search, plain = words.read(row.text)
    row.fingerprint = mark_of_plain(plain)
    row.duplicate_of = repetition_of(row)


@transaction.atomic
def delete(row: FeedbackRecord, actor: User) -> None:
    """Delete a record (editor). A tombstone tells those who keep in step."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    hold(row.project_id)
    held = locked(row)
    repetitions.free(held)
    report("feedback.record.deleted", actor=actor, project_id=held.project_id, subject=held)
    held.delete()


def remove(project_id: Any, ids: Sequence[Any]) -> None:
    """Delete records whose time is over, in a transaction that holds the project; who asks tells.
    Repetitions of what goes take its place, as after :func:`delete`.
    """
    rows = FeedbackRecord.objects.filter(project=project_id, pk__in=ids)
    for row in rows.defer("search").order_by("created_at", "id"):
        repetitions.free(row)
    rows.delete()


def restored(row: FeedbackRecord, before: Mapping[str, Any]) -> None:
    """Give a row back the fields of ``before``, with all that follows from them. Not saved."""
    for name, value in before.items():
        setattr(row, name, value)
    if "text" in before and "language" not in before:
        settle_language(row, "")
    _follow_text(row)


__all__ = ["FIELDS", "add", "change", "delete", "remove", "restored"]

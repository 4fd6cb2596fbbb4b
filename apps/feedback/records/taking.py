"""Taking records in: from surveys, tables, other systems and people, all through :func:`take`."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.inserting import insert, ordered_key
from apps.core.messages import msg
from apps.core.storable import storable
from apps.crm.domain import values
from apps.crm.models import Contact
from apps.feedback.records import repetitions
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.reading import Reading, read, reading_of, settle_language
from apps.feedback.records.repetitions import Said
from apps.projects.domain.errors import Refused
from apps.projects.models import Project
from apps.projects.synced import tick

CHANNELS = frozenset(FeedbackRecord.Channel.values)
LONGEST_TEXT = 20_000
CHUNK = 500  # rows that are looked up and stored at once
READ_AHEAD = 1_000  # rows whose texts are read before the project is locked
LONGEST = {"source": 120, "submission_id": 200, "field_id": 100, "field_label": 300}
Key = tuple[str, str, str, str]


class Status(StrEnum):
    """What became of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class NewRecord:
    """A record as it comes in. What is left empty of country, language and contact stays as it is
    where the record is there already (same channel, source, submission and field).

    ``number`` is at most ``number_max`` where that is given. ``occurred_at`` None: now, or as it
    was. ``country`` is ISO alpha-3, ``language`` BCP 47; without one it is detected.
    """

    channel: str
    text: str = ""
    source: str = ""
    submission_id: str = ""
    field_id: str = ""
    field_label: str = ""
    value: Any = None
    number: float | None = None
    number_max: float | None = None
    country: str = ""
    language: str = ""
    occurred_at: datetime | None = None
    contact: Contact | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key | None:
        """By which the record is known again; None where it cannot be."""
        if not self.submission_id:
            return None
        return self.channel, self.source, self.submission_id, self.field_id


@dataclass(frozen=True)
class Taken:
    """What became of a record: its row, and the fields that changed as they were before."""

    status: Status
    row: FeedbackRecord
    before: Mapping[str, Any] = field(default_factory=dict)


def normalised(new: NewRecord) -> NewRecord:
    """The record as it is stored. Raises :class:`Refused` that names the field."""
    if new.channel not in CHANNELS:
        raise Refused(msg("There is no channel '{name}'.", name=new.channel), field="channel")
    short: dict[str, Any] = {
        name: " ".join(storable(getattr(new, name)).split()) for name in LONGEST
    }
    for name, most in LONGEST.items():
        if len(short[name]) > most:
            raise Refused(msg("At most {length} characters.", length=most), field=name)
    text = storable(new.text).strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(msg("At most {length} characters.", length=LONGEST_TEXT), field="text")
    if not text and new.value in (None, "", [], {}) and new.number is None:
        raise Refused(msg("Nothing was said: give a text, an answer or a rating."), field="text")
    _check_number(new)
    _check_value(new.value)
    if new.occurred_at is not None and timezone.is_naive(new.occurred_at):
        raise Refused(msg("The moment needs a time zone."), field="occurred_at")
    return replace(
        new,
        **short,
        text=text,
        value=storable(new.value),
        country=values.country(new.country),
        language=values.language(new.language),
        attributes=values.attributes(storable(dict(new.attributes))),
    )


def _check_value(value: Any) -> None:
    try:
        size = 0 if value is None else len(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        size = LONGEST_TEXT + 1
    if size > LONGEST_TEXT:
        raise Refused(
            msg(
                "The answer must be plain JSON of at most {length} characters.", length=LONGEST_TEXT
            ),
            field="value",
        )


def _check_number(new: NewRecord) -> None:
    for name in ("number", "number_max"):
        number = getattr(new, name)
        if number is not None and not (math.isfinite(number) and abs(number) < 1e15):
            raise Refused(msg("This must be a finite number."), field=name)
    if new.number_max is not None and new.number is not None and new.number > new.number_max:
        raise Refused(
            msg("The rating is above the highest rating, {most}.", most=new.number_max),
            field="number",
        )


def take(
    project: Project,
    rows: Sequence[NewRecord],
    *,
    user: User | None,
    intake: Any = None,
    checked: bool = False,
    readings: Mapping[str, Reading] | None = None,
) -> list[Taken]:
    """Make and change records, an answer for each row in their order; all or nothing.

    Whoever calls has seen to it that ``user`` may (None: a customer, who has no account). A record
    that was deleted is made again. Raises :class:`Refused` for the first row that cannot be:
    callers who want the others ask :func:`normalised` row by row before, and say ``checked``.
    Those who hold a lock already hand over what they have :func:`read` before.
    """
    ready = list(rows) if checked else [normalised(row) for row in rows]
    if not ready:
        return []
    known = read(ready[:READ_AHEAD]) if readings is None else readings
    with transaction.atomic():
        return _take(project, ready, known, user=user, intake=intake)


def _take(
    project: Project,
    ready: Sequence[NewRecord],
    readings: Mapping[str, Reading],
    *,
    user: User | None,
    intake: Any,
) -> list[Taken]:
    now = tick(project.pk)
    taken: list[Taken] = []
    for start in range(0, len(ready), CHUNK):
        desk = Desk(project, now, intake, readings=readings)
        taken += desk.look(ready[start : start + CHUNK])
        desk.store()
    if intake is None:  # an import says so itself, once
        counts = Counter(one.status for one in taken)
        sources = (one.row.source for one in taken)
        report_taken(project, user, counts[Status.CREATED], counts[Status.UPDATED], sources)
    return taken


def report_taken(
    project: Project, user: User | None, created: int, updated: int, sources: Iterable[str]
) -> None:
    """One line for what came in together: a table may hold a hundred thousand."""
    if created + updated:
        report(
            "feedback.records.taken",
            actor=user,
            project_id=project.pk,
            subject=project,
            created=created,
            updated=updated,
            sources=sorted(set(sources) - {""})[:20],
        )


class Desk:
    """Records on their way in: what is there already, and what is to be stored.

    One that never stores tells what would become of the rows of a table, chunk by chunk;
    ``languages`` spares it the recognition of languages.
    """

    def __init__(
        self,
        project: Project,
        now: datetime,
        intake: Any = None,
        *,
        languages: bool = True,
        readings: Mapping[str, Reading] | None = None,
    ) -> None:
        self.project, self.now, self.intake, self.languages = project, now, intake, languages
        self.readings = dict(readings or {})
        self.made: list[FeedbackRecord] = []
        self.changed: dict[Any, FeedbackRecord] = {}
        self.known: dict[Key, FeedbackRecord] = {}
        self.said = Said(project)
        self.reworded: list[FeedbackRecord] = []  # what repeated them does so no longer

    def look(self, rows: Sequence[NewRecord]) -> list[Taken]:
        """What becomes of the rows: at most :data:`CHUNK`, as :func:`normalised` left them."""
        self.known = {**find(self.project, rows), **self.known}
        marks = [self._reading(row.text).mark for row in rows]
        whose = [self._whose(row) for row in rows]
        texts = [row.text for row in rows]
        self.said.learn(zip(texts, marks, whose, strict=True))
        return [self._one(*pair) for pair in zip(rows, marks, strict=True)]

    def _reading(self, text: str) -> Reading:
        if text not in self.readings:
            self.readings[text] = reading_of(text, language=False)
        return self.readings[text]

    def _whose(self, new: NewRecord) -> Any:
        there = self.known.get(new.key) if new.key else None
        contact = new.contact or (there and there.contact)
        return contact.pk if contact else None

    def store(self) -> None:
        """Write what was made and changed."""
        for row in self.reworded:
            repetitions.free(row)
        self.reworded = []
        if self.made:
            insert(self.made)
        if self.changed:
            FeedbackRecord.objects.bulk_update(self.changed.values(), STORED)

    def _one(self, new: NewRecord, mark: str) -> Taken:
        row = self.known.get(new.key) if new.key else None
        if row is None:
            return self._make(new, mark)
        before = differences(row, new)
        if not before:
            return Taken(Status.UNCHANGED, row)
        for name, value in _wanted(row, new).items():
            setattr(row, name, value)
        if not row._state.adding and {"text", "contact"} & before.keys():
            self.reworded.append(row)
        self._settle(row, new, mark)
        if not row._state.adding:
            row.version += 1
            row.updated_at = self.now
            self.changed[row.pk] = row
        return Taken(Status.UPDATED, row, before)

    def _make(self, new: NewRecord, mark: str) -> Taken:
        row = _fresh(self.project, new, self.intake, self.now)
        self._settle(row, new, mark)
        self.made.append(row)
        if new.key:
            self.known[new.key] = row
        return Taken(Status.CREATED, row)

    def _settle(self, row: FeedbackRecord, new: NewRecord, mark: str) -> None:
        """What follows from the text: language, words, fingerprint and whose repetition it is."""
        if self.languages:
            known = self._reading(row.text)
            settle_language(row, new.language, known.language)
            row.search = known.search
        row.fingerprint = mark
        row.duplicate_of = self.said.repeated_by(row)
        if row.duplicate_of is None:
            self.said.add(row)


SENT = (
    "channel", "source", "submission_id", "field_id", "field_label", "text", "value", "number",
    "number_max", "country", "occurred_at", "contact", "attributes",
)  # fmt: skip
STORED = (
    *SENT, "language", "language_by", "fingerprint", "duplicate_of", "search", "version",
    "updated_at",
)  # fmt: skip


def _fresh(project: Project, new: NewRecord, intake: Any, now: datetime) -> FeedbackRecord:
    """A row that is not stored yet. By position, as Django makes rows that it reads: half of the
    time of making one by name.
    """
    made = (
        timezone.now()
    )  # its own: of those that came together the first is repeated by the others
    given = {
        "id": ordered_key(), "project_id": project.pk, "created_at": made, "updated_at": now,
        "intake_id": intake.pk if intake else None, "channel": new.channel, "source": new.source,
        "submission_id": new.submission_id, "field_id": new.field_id,
        "field_label": new.field_label, "text": new.text, "value": new.value,
        "number": new.number, "number_max": new.number_max, "country": new.country,
        "occurred_at": new.occurred_at or made,
        "contact_id": new.contact.pk if new.contact else None, "attributes": dict(new.attributes),
    }  # fmt: skip
    make: Any = FeedbackRecord  # the type checker knows fields by name alone
    row: FeedbackRecord = make(*[given.get(name, default) for name, default in _COLUMNS])
    row._state.fields_cache["project"] = project
    return row


# What a new row has in each column that nobody gives a value; mutable values are always given.
_COLUMNS = tuple((one.attname, one.get_default()) for one in FeedbackRecord._meta.concrete_fields)


def _wanted(row: FeedbackRecord, new: NewRecord) -> dict[str, Any]:
    """Field → value that the row is to have; what is not known of country and the like stays."""
    sent = {name: getattr(new, name) for name in SENT}
    sent["country"] = new.country or row.country
    sent["contact"] = new.contact or row.contact
    sent["occurred_at"] = new.occurred_at or row.occurred_at
    sent["attributes"] = dict(new.attributes)
    return sent


def differences(row: FeedbackRecord, new: NewRecord) -> dict[str, Any]:
    """The fields that ``new`` would change, as they are; language and its origin with them. A
    language that a person set is none of them.
    """
    wanted = _wanted(row, new)
    before = {name: getattr(row, name) for name in wanted if getattr(row, name) != wanted[name]}
    if row.language_by == FeedbackRecord.LanguageBy.PERSON:
        return before
    given = row.language_by == FeedbackRecord.LanguageBy.GIVEN
    if new.language and (row.language != new.language or not given):
        before |= {"language": row.language, "language_by": row.language_by}
    return before


def find(project: Project, rows: Sequence[NewRecord]) -> dict[Key, FeedbackRecord]:
    """The records that are there already, by their keys; asked for once for each source."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.key:
            wanted.setdefault((row.channel, row.source), set()).add(row.submission_id)
    return {
        (row.channel, row.source, row.submission_id, row.field_id): row
        for (channel, source), ids in wanted.items()
        for row in of_submissions(project, channel, source, ids)
    }


def of_submissions(
    project: Project, channel: str, source: str, ids: Iterable[str]
) -> QuerySet[FeedbackRecord]:
    """Those of one source. The index is of rows that have an id, and SQLite takes it only if the
    query says so, and for several sources in one query not at all: it would walk the project.
    """
    named = FeedbackRecord.objects.filter(
        project=project, channel=channel, source=source, submission_id__in=ids
    )
    return named.exclude(submission_id="").select_related("contact")

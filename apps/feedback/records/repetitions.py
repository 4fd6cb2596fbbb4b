"""Who said what first: records that say again what another record said point to it.

'Good' is said by many people, a long sentence by one, who sends it twice or in two places. So a
short text is a repetition only of the same person's, whom a contact tells apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from apps.feedback.records import words
from apps.feedback.records.models import FeedbackRecord
from apps.projects.models import Project

SAID_BY_ONE = 20  # letters and digits of a text that two people do not write alike by chance
FEW = 3  # of those who said the same; more are not looked at
ANYBODY = object()  # as a contact: whoever it was


def mark_of(text: str) -> str:
    """The fingerprint of a text: the same for texts that differ in case, accents, spaces and signs.
    '' without letters and digits.
    """
    return mark_of_plain(words.plain(text))


def mark_of_plain(plain: str) -> str:
    """As :func:`mark_of`, of a text that is read already."""
    return blake2b(plain.encode(), digest_size=16).hexdigest() if plain else ""


class Said:
    """Who said what first, as far as records that come in may repeat it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.first: dict[tuple[str, Any], list[FeedbackRecord]] = {}
        self.known: set[tuple[str, Any]] = set()

    def learn(self, rows: Iterable[tuple[str, str, Any]]) -> None:
        """Look up, at once, what records of these texts, fingerprints and contacts may repeat."""
        asked = {
            (mark, who, _is_long(text))
            for text, mark, who in rows
            if mark and (who is not None or _is_long(text))
        }
        new = {one for one in asked if one[:2] not in self.known}
        self.known |= {one[:2] for one in new}
        if new:
            for row in _rows(self.project, new):
                self.add(row)

    def add(self, row: FeedbackRecord) -> None:
        """A record that repeats none; later ones may repeat it."""
        if not row.fingerprint:
            return
        for who in {row.contact_id, ANYBODY}:
            there = self.first.setdefault((row.fingerprint, who), [])
            if len(there) < FEW and row not in there:
                there.append(row)

    def repeated_by(self, row: FeedbackRecord) -> FeedbackRecord | None:
        """The record that ``row`` says again, or None."""
        mark, who = row.fingerprint, row.contact_id
        if not mark:
            return None
        keys = [(mark, who), (mark, None)] if who is not None else [(mark, ANYBODY)]
        others = (other for key in keys for other in self.first.get(key, ()))
        return next((one for one in others if one.pk != row.pk and _repeats(row, one)), None)


def _rows(project: Project, asked: set[tuple[str, Any, bool]]) -> QuerySet[FeedbackRecord]:
    """Of each long text the first, and the first of each person asked for and of nobody; of each
    short text the first of those persons.
    """
    long = {mark for mark, _who, is_long in asked if is_long}
    people = {who for _mark, who, _is_long in asked} - {None}
    own = Q(contact__in=people) if people else Q(pk=None)
    # SQLite takes the index of fingerprints, which leaves empty ones out, only if the query does.
    rows = FeedbackRecord.objects.filter(project=project, duplicate_of=None).exclude(fingerprint="")
    rows = rows.filter(fingerprint__in={mark for mark, _who, _is_long in asked})
    order = [F("created_at").asc(), F("id").asc()]
    rows = rows.filter(Q(fingerprint__in=long) | own).annotate(
        place=Window(RowNumber(), partition_by=["fingerprint"], order_by=order),
        own_place=Window(RowNumber(), partition_by=["fingerprint", "contact"], order_by=order),
    )
    near = Q(own_place__lte=FEW) & (own | Q(contact=None))
    few = ("fingerprint", "contact_id", "channel", "source", "submission_id", "created_at")
    return rows.filter(Q(place__lte=FEW) | near).only(*few).order_by("created_at", "id")


def repetition_of(row: FeedbackRecord) -> FeedbackRecord | None:
    """The record that a single one says again, as the store is now."""
    said = Said(row.project)
    said.learn([(row.text, row.fingerprint, row.contact_id)])
    return said.repeated_by(row)


def _is_long(text: str) -> bool:
    # Its beginning says so of nearly all that are.
    return words.weight(text[: 4 * SAID_BY_ONE]) >= SAID_BY_ONE or (
        len(text) > 4 * SAID_BY_ONE and words.weight(text) >= SAID_BY_ONE
    )


def _repeats(row: FeedbackRecord, other: FeedbackRecord) -> bool:
    """Whether a record of the same fingerprint says again what ``other`` said. Answers of one
    submission to different questions are no repetitions.
    """
    if row.submission_id and (row.channel, row.source, row.submission_id) == (
        other.channel, other.source, other.submission_id,
    ):  # fmt: skip
        return False
    if row.contact_id and other.contact_id:
        return bool(row.contact_id == other.contact_id)
    return _is_long(row.text)


def free(row: FeedbackRecord) -> None:
    """The first of those who repeated this record stands in its place for the others."""
    first = row.duplicates.order_by("created_at", "id").first()
    if first is not None:
        FeedbackRecord.objects.filter(pk=first.pk).update(duplicate_of=None)
        row.duplicates.update(duplicate_of=first)

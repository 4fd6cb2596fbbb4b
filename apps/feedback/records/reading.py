"""What follows from a text by itself: its words, its fingerprint, its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.feedback.records import words
from apps.feedback.records.language import detect
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.repetitions import mark_of_plain


@dataclass(frozen=True)
class Reading:
    """What follows from a text by itself; ``language`` is '' where it was not asked for."""

    mark: str
    search: str
    language: str


def read(rows: Iterable[Any]) -> dict[str, Reading]:
    """Of the texts of new records. It is half of the work of taking them in: who does it before the
    project is locked lets others write meanwhile.
    """
    found: dict[str, Reading] = {}
    for row in rows:
        known = found.get(row.text)
        if known is None or not (known.language or row.language):
            found[row.text] = reading_of(row.text, language=not row.language)
    return found


def reading_of(text: str, *, language: bool) -> Reading:
    search, plain = words.read(text)
    return Reading(mark_of_plain(plain), search, detect(text) if language else "")


def settle_language(row: FeedbackRecord, given: str, detected: str = "") -> None:
    """What a person set stays; else what is given counts; else it is ``detected``, or is now."""
    if row.language_by == FeedbackRecord.LanguageBy.PERSON and row.language:
        return
    if given:
        row.language, row.language_by = given, FeedbackRecord.LanguageBy.GIVEN
    elif row.language_by == FeedbackRecord.LanguageBy.DETECTED:
        row.language = detected or detect(row.text)
    elif not row.language:
        row.language_by = FeedbackRecord.LanguageBy.DETECTED
        row.language = detected or detect(row.text)

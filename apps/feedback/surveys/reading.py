"""What a respondent sent, read question by question into stored values.

Each mistake is a phrase of :mod:`phrases` with its values, shown in the respondent's language.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.numbers import get_group_symbol

from apps.core.storable import storable
from apps.feedback.surveys.definition import Kind, Question
from apps.feedback.surveys.logic import is_empty

LONGEST = {True: 5_000, False: 300}  # of an open text: long, short
ONE_MEGABYTE = 1024 * 1024
MOST_FILE = 5 * ONE_MEGABYTE
MOST_RUN_FILES = 25 * ONE_MEGABYTE  # of one respondent, together
# Extension → how such a file begins; text has no beginning of its own and must be UTF-8.
FILES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "txt": (),
    "csv": (),
}


class Mistake(ValueError):
    """``phrase`` is a key of ``phrases``, ``values`` what stands in it."""

    def __init__(self, phrase: str, **values: Any) -> None:
        super().__init__(phrase)
        self.phrase, self.values = phrase, values


@dataclass
class Read:
    """``values``: question → value (None where nothing was answered), ``typed``: as it was sent,
    for a page that shows it again, ``files``: question → upload.
    """

    values: dict[str, Any] = field(default_factory=dict)
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)


def read(
    questions: list[Question], sent: Any, files: Any, kept: Mapping[str, Any], language: str
) -> Read:
    """Read what came for ``questions``. ``kept`` are answers given before: a file that was sent
    stays where no other comes. Numbers are read as they are written in ``language``.
    """
    found = Read()
    for question in questions:
        try:
            if question.kind is Kind.FILE:
                value = _file(question, files, kept, found)
            elif question.kind is Kind.NUMBER:
                value = _number(question, sent, language)
            else:
                value = _READERS[question.kind](question, sent)
        except Mistake as mistake:
            found.mistakes[question.key] = mistake
            continue
        found.values[question.key] = value
        if question.required and is_empty(value):
            found.mistakes[question.key] = Mistake("needed")
    return found


def _file(question: Question, files: Any, kept: Mapping[str, Any], into: Read) -> Any:
    upload = files.get(question.key)
    if upload is None:
        return kept.get(question.key)
    _check_file(upload)
    into.files[question.key] = upload
    return str(storable(upload.name))[-120:]


def _single(question: Question, sent: Any) -> Any:
    chosen = sent.get(question.key, "")
    return _known(chosen, [one.value_id for one in question.choices]) if chosen else None


def _multiple(question: Question, sent: Any) -> Any:
    ids = [one.value_id for one in question.choices]
    chosen = {_known(value, ids) for value in sent.getlist(question.key) if value}
    return [value for value in ids if value in chosen] or None


def _matrix(question: Question, sent: Any) -> Any:
    ids = [one.value_id for one in question.choices]
    found = {}
    for row in question.rows:
        chosen = sent.get(f"{question.key}.{row.value_id}", "")
        if chosen:
            found[row.value_id] = _known(chosen, ids)
    if question.required and len(found) < len(question.rows):
        raise Mistake("every_row")
    return found or None


def _ranking(question: Question, sent: Any) -> Any:
    """Places typed or chosen beside the choices; either all of them or none."""
    places: dict[int, str] = {}
    known = {str(place): place for place in range(1, len(question.choices) + 1)}
    for one in question.choices:
        place = sent.get(f"{question.key}.{one.value_id}", "")
        if not place:
            continue
        if place not in known:
            raise Mistake("choose")
        if known[place] in places:
            raise Mistake("rank_twice", place=place)
        places[known[place]] = one.value_id
    if places and len(places) < len(question.choices):
        raise Mistake("rank_all")
    return [places[place] for place in sorted(places)] or None


def _point(question: Question, sent: Any) -> Any:
    chosen = sent.get(question.key, "")
    return int(_known(chosen, [str(one) for one in question.points])) if chosen else None


def _text(question: Question, sent: Any) -> Any:
    text = str(storable(sent.get(question.key, "").replace("\r\n", "\n"))).strip()
    if len(text) > LONGEST[question.long]:
        raise Mistake("too_long", most=LONGEST[question.long])
    return text or None


def _number(question: Question, sent: Any, language: str) -> Any:
    typed = sent.get(question.key, "").strip().replace("\u2212", "-")
    if not typed:
        return None
    value = _value(typed, language)
    if not math.isfinite(value) or abs(value) > 1e15:
        raise Mistake("number")
    low, high = question.lowest, question.highest
    if low is not None and value < low:
        raise Mistake("at_least", bound=f"{low:g}")
    if high is not None and value > high:
        raise Mistake("at_most", bound=f"{high:g}")
    return value


def _value(typed: str, language: str) -> float:
    """'1,234' is a thousand in English and a bit more than one in German: what can be either is
    read as the language writes numbers (CLDR). What can be one thing only is that: '12,5'.
    """
    plain = _BETWEEN_THOUSANDS.sub("", typed).replace("\u066b", ".")
    marks = [mark for mark in ".," if mark in plain]
    if len(marks) == 2:  # the last one is the decimal mark
        group = min(marks, key=plain.rindex)
        plain = _ungrouped(plain, group, tail=r"[.,]\d*")
    elif marks and plain.count(marks[0]) > 1:
        plain = _ungrouped(plain, marks[0])
    elif marks and re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", plain):
        plain = plain.replace(marks[0], "" if marks[0] == _group_mark(language) else ".")
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        raise Mistake("number") from None


_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[\s'\u2019\u066c](?=\d{3}(?!\d))")


def _ungrouped(plain: str, mark: str, tail: str = "") -> str:
    if not re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(\{mark}\d{{3}})+{tail}", plain):
        raise Mistake("number")
    return plain.replace(mark, "")


def _group_mark(language: str) -> str:
    """What the language puts between thousands."""
    for code in (language, language.partition("-")[0]):
        try:
            return str(get_group_symbol(Locale.parse(code, sep="-")))
        except (UnknownLocaleError, ValueError):
            continue
    return ","


def _date(question: Question, sent: Any) -> Any:
    typed = sent.get(question.key, "").strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise Mistake("date") from None


_READERS: dict[Kind, Callable[[Question, Any], Any]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.SCALE: _point,
    Kind.NPS: _point,
    Kind.TEXT: _text,
    Kind.DATE: _date,
}


def _known(value: str, ids: list[str]) -> str:
    if value not in ids:
        raise Mistake("choose")
    return value


def _check_file(upload: Any) -> None:
    ending = str(upload.name).rpartition(".")[2].lower()
    if ending not in FILES:
        raise Mistake("file_type", types=", ".join(sorted(FILES)))
    if upload.size > MOST_FILE:
        raise Mistake("file_size", most=MOST_FILE // ONE_MEGABYTE)
    begins = FILES[ending]
    head = upload.read(MOST_FILE if not begins else 16)
    upload.seek(0)
    if begins and not head.startswith(begins):
        raise Mistake("file_type", types=", ".join(sorted(FILES)))
    if not begins:
        try:
            text = head.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Mistake("file_type", types=", ".join(sorted(FILES))) from None
        if "\x00" in text:
            raise Mistake("file_type", types=", ".join(sorted(FILES)))

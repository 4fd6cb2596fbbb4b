"""From the rows of a table to records that could be taken, or what is wrong with them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from apps.core.messages import Message, msg
from apps.core.storable import storable
from apps.crm.domain import values
from apps.crm.prospects.rows import language_of
from apps.datasets.intakes.reading import Problem, cells, country_of, dashed, text_of
from apps.datasets.models import DatasetVersion
from apps.feedback.records.intakes.columns import KINDS, Plan
from apps.feedback.records.models import DAY_ALONE
from apps.feedback.records.taking import NewRecord, normalised
from apps.projects.domain.errors import Refused

EMPTY = "text"  # what lacks where a row says nothing
_DECIMAL = re.compile(
    r"(-?\d+)(?:[.,](\d+))?(?:\s*/\s*(?P<most>\d+)|\s*(?:stars?|星|分))?", re.IGNORECASE
)

# Field → what is wrong, and what to do.
PROBLEMS: dict[str, tuple[Message, Message]] = {
    EMPTY: (
        msg("The row says nothing: it has neither a text nor a rating."),
        msg("Leave the row out, or choose the column that holds what was said."),
    ),
    "occurred_at": (
        msg("This is not a date."),
        msg("Write it like 2026-03-31 or 2026-03-31 14:05, year first."),
    ),
    "country": (
        msg("This is not the name or code of one country."),
        msg("Write a name or an ISO code, like Germany, DE or DEU."),
    ),
    "language": (
        msg("This is not the name or code of a language."),
        msg("Write a name or a code, like German, de, pt-BR or zh-Hans."),
    ),
    "number": (
        msg("This is not a rating that can be, or it is above the highest rating."),
        msg("Write one number, like 4 or 4.5, and give the highest rating of the table."),
    ),
    "contact": (
        msg("This is not an e-mail address."),
        msg("Write one address, like anna@example.com, or leave the cell empty."),
    ),
}


@dataclass
class Read:
    """A row (from 1): the record that it makes, whose address it names, what is wrong."""

    row: int
    record: NewRecord | None = None
    email: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_rows(version: DatasetVersion, plan: Plan, start: int = 0) -> Iterator[Read]:
    """The rows of a table after ``start``, each read by itself.

    A row without an id of its own is known by what it says, and the how-manieth it is of its like,
    so that the same table taken twice is there once. So all rows are read, whatever ``start`` is.
    """
    named = {name: column for name, column in plan.columns.items() if name in KINDS}
    own = "submission_id" in named
    alike: Counter[str] = Counter()
    for number, row in cells(version, named, start if own else 0):
        mark = "" if own and text_of(row["submission_id"]) else _mark(row)
        if mark:
            alike[mark] += 1
            mark = f"{mark}-{alike[mark]}"
        if number > start:
            yield _read(plan, number, row, mark)


def _mark(row: Mapping[str, Any]) -> str:
    told = "\x1f".join(f"{name}={text_of(row[name])}" for name in sorted(row))
    return f"row-{blake2b(told.encode(), digest_size=12).hexdigest()}"


def _read(plan: Plan, number: int, row: Mapping[str, Any], mark: str) -> Read:
    found = Read(number)
    given: dict[str, Any] = {}
    for name, cell in row.items():
        text = str(storable(str(cell))).strip() if name == "text" and cell is not None else ""
        text = text or text_of(cell)
        if not text:
            continue
        try:
            given[name] = _READERS[name](cell, text) if name in _READERS else text
        except (Refused, ValidationError, ValueError, OverflowError):
            found.problems.append(Problem(number, name, name, text))
    if "number" in given:
        given["number"], given["number_max"] = given["number"]
    found.email = given.pop("contact", "")
    given.setdefault("submission_id", mark)
    common = {"source": plan.source, "country": plan.country}
    given = {**{name: value for name, value in common.items() if value}, **given}
    if not found.problems:
        _settle(found, NewRecord(channel=plan.channel.value, **given), plan)
    return found


def _settle(found: Read, record: NewRecord, plan: Plan) -> None:
    if record.number is not None and record.number_max is None:
        record = replace(record, number_max=plan.number_max)
    try:
        found.record = normalised(record)
    except Refused as refused:
        value = getattr(record, refused.field, "")
        empty = refused.field == EMPTY and not record.text
        reason = "long" if isinstance(value, str) and not empty else refused.field
        told = text_of(value)[:200]
        found.problems.append(Problem(found.row, refused.field, reason, told))


def _moment(cell: Any, text: str) -> datetime:
    """A moment; one without a time zone is in that of the installation, a day at its noon."""
    if isinstance(cell, datetime):
        return _aware(cell)
    if isinstance(cell, date):
        return _aware(datetime.combine(cell, DAY_ALONE))
    text = dashed(text)
    moment = parse_datetime(text)
    day_only = parse_date(text)
    if day_only is not None and (moment is None or len(text) <= len("2026-03-31")):
        moment = datetime.combine(day_only, DAY_ALONE)
    if moment is None:
        raise ValueError
    return _aware(moment)


def _aware(moment: datetime) -> datetime:
    if not 1900 <= moment.year <= 2200:
        raise ValueError
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def _number(cell: Any, text: str) -> tuple[float, float | None]:
    """4, '4,5', '4/5', '4 stars', '4星': the rating and the highest one where it stands there."""
    most: float | None = None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = float(cell)
    else:
        found = _DECIMAL.fullmatch(text)
        if found is None:
            raise ValueError
        number = float(f"{found[1]}.{found[2] or 0}")
        most = float(found["most"]) if found["most"] else None
    if not math.isfinite(number):
        raise ValueError
    return number, most


def _email(_cell: Any, text: str) -> str:
    validate_email(text)
    return values.email(text)


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "occurred_at": _moment,
    "country": lambda _cell, text: country_of(text),
    "language": lambda _cell, text: language_of(text),
    "number": _number,
    "contact": _email,
}

"""The dictionary as a table to fill in with a spreadsheet: out as CSV or Excel, and in again.

Heads and what is measured are in the reader's language on the way out, and understood in every
language of the site, or by the names of REST, on the way in.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Message, msg
from apps.core.spreadsheets import harmless, restored
from apps.core.storable import storable
from apps.datasets.dictionary import checks
from apps.datasets.dictionary.entries import FIELDS, Described, no_column
from apps.datasets.models import ColumnEntry

COLUMN = "column"
TOLD = ("type", "smallest", "largest")  # what the import has read: for whoever fills the table in
HEADS: dict[str, Any] = {
    COLUMN: _("Column"),
    "type": _("Type"),
    "smallest": _("Smallest"),
    "largest": _("Largest"),
    "label": _("Label"),
    "description": _("Description"),
    "unit": _("Unit"),
    "measure": _("What it measures"),
    "price_year": _("Year of the prices"),
    "source": _("Source"),
    "source_year": _("Year of the source"),
    "note": pgettext_lazy("of a column", "Note"),
    "minimum": _("Smallest permitted value"),
    "maximum": _("Largest permitted value"),
    "permitted": _("Permitted values"),
}
MOST_ERRORS = 20
LONGEST = {"label": 120, "description": 2000, "unit": 60, "source": 300, "note": 2000}


@dataclass
class Sheet:
    """What a table says: ``values`` by column and field. ``errors`` name their rows; with any of
    them nothing is to be stored. ``unread`` are heads that mean nothing here.
    """

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: list[Message] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def table(rows: Iterable[Described], kinds: Mapping[str, Any]) -> list[list[Any]]:
    """Heads, then a row for each column of the newest version and each description left over.
    ``kinds`` are the words for a kind of column."""
    return [[str(head) for head in HEADS.values()], *(_row(one, kinds) for one in rows)]


def _row(one: Described, kinds: Mapping[str, Any]) -> list[Any]:
    kind = one.detail.get("kind") or one.column.get("dtype", "")
    told: list[Any] = [one.name, str(kinds.get(kind, kind)), *ends(one)]
    entry = one.entry or ColumnEntry(unit=one.unit)
    said = {name: getattr(entry, name) for name in FIELDS}
    said["measure"] = entry.get_measure_display() if entry.measure else ""
    said["permitted"] = "\n".join(entry.permitted)
    return told + ["" if said[name] is None else said[name] for name in FIELDS]


def ends(one: Described) -> list[Any]:
    """The smallest and the largest value; '' where there is none."""
    low, high = one.column.get("minimum"), one.column.get("maximum")
    pair = [one.detail.get("first", ""), one.detail.get("last", "")]
    return pair if low is None or high is None else [low, high]


def csv_text(cells: Sequence[Sequence[Any]]) -> str:
    """For spreadsheets: with a byte order mark, and nothing that is run as a formula."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    for row in cells:
        writer.writerow([harmless(cell) if isinstance(cell, str) else _plain(cell) for cell in row])
    return buffer.getvalue()


def _plain(value: float) -> Any:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def xlsx_bytes(cells: Sequence[Sequence[Any]]) -> bytes:
    """The same as a workbook; what is measured is chosen from a list there."""
    import xlsxwriter  # not needed to start the web process

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Dictionary")
        for place, row in enumerate(cells):
            for index, cell in enumerate(row):
                form = bold if place == 0 else wrapped
                if isinstance(cell, str):
                    sheet.write_string(place, index, cell, form)
                else:
                    sheet.write_number(place, index, cell, form)
        heads = list(HEADS)
        sheet.set_column(0, len(heads) - 1, 16)
        sheet.set_column(heads.index("description"), heads.index("description"), 48)
        sheet.freeze_panes(1, 1)
        words = [str(label) for label in ColumnEntry.Measure.labels]
        at = heads.index("measure")
        sheet.data_validation(1, at, max(len(cells) - 1, 1), at,
                              {"validate": "list", "source": words})  # fmt: skip
    return target.getvalue()


def read(cells: Sequence[Sequence[str]], rows: Iterable[Described]) -> Sheet:
    """What a table with heads in its first row says of the columns ``rows``."""
    sheet = Sheet()
    heads = [_folded(cell) for cell in cells[0]] if cells else []
    names = [_heads().get(head, "") for head in heads]
    doubled = {name for name in names if name and names.count(name) > 1}
    if COLUMN not in names:
        sheet.errors.append(
            msg("The first row needs a head '{head}'. Export the table and fill that in.",
                head=gettext("Column"))
        )  # fmt: skip
    elif doubled:
        head = str(HEADS[sorted(doubled)[0]])
        sheet.errors.append(msg("The first row has the head '{head}' twice.", head=head))
    else:
        written = zip(cells[0], names, strict=True)
        sheet.unread = [str(cell)[:60] for cell, name in written if cell.strip() and not name]
        _read_rows(sheet, cells, names, {one.name: one for one in rows})
    return sheet


def _read_rows(
    sheet: Sheet, cells: Sequence[Sequence[str]], names: list[str], known: dict[str, Described]
) -> None:
    for number, row in enumerate(cells[1:], start=2):
        said = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
        if not any(said.values()):
            continue
        column = said.pop(COLUMN, "")
        column = column if column in known else restored(column)
        problem = _column_problem(column, number, known, sheet)
        if problem is not None:
            sheet.errors.append(problem)
            continue
        values, errors = _values(said)
        dtype = str(known[column].column.get("dtype", ""))
        errors += checks.issues({**_stored(known[column]), **values}, dtype)
        sheet.errors += [_at(number, name, message) for name, message in errors]
        sheet.values[column] = values


def _column_problem(
    column: str, number: int, known: dict[str, Described], sheet: Sheet
) -> Message | None:
    if not column:
        return msg("Row {row} names no column.", row=number)
    if column not in known:
        return msg("Row {row}: {what}", row=number, what=no_column(column[:120]))
    if column in sheet.values:
        return msg("Row {row}: the column '{name}' stands in the table twice.",
                   row=number, name=column)  # fmt: skip
    return None


def _stored(one: Described) -> dict[str, Any]:
    return {name: getattr(one.entry, name) for name in FIELDS} if one.entry else {}


def _at(number: int, name: str, message: Message) -> Message:
    return msg("Row {row}, '{head}': {what}", row=number, head=str(HEADS[name]), what=message)


def _values(said: Mapping[str, str]) -> tuple[dict[str, Any], list[checks.Issue]]:
    values: dict[str, Any] = {}
    errors: list[checks.Issue] = []
    for name in FIELDS:
        if name not in said:
            continue
        try:
            values[name] = _value(name, restored(said[name]))
        except ValueError as error:
            errors.append((name, error.args[0]))
    return values, errors


def _value(name: str, text: str) -> Any:
    """Raises ``ValueError`` with a message of what is wrong."""
    if name == "permitted":
        return checks.lines(text)
    if name == "measure":
        if text and _folded(text) not in _measures():
            words = ", ".join(str(label) for label in ColumnEntry.Measure.labels)
            raise ValueError(msg("'{text}' is none of: {words}.", text=text[:60], words=words))
        return _measures().get(_folded(text), "")
    if name in ("price_year", "source_year"):
        return _number(text, msg("Give a year from 1000 to 2200."), int)
    if name in ("minimum", "maximum"):
        return _number(text, msg("Give a number, or leave it empty."), float)
    most = LONGEST[name]
    if len(text) > most:
        raise ValueError(msg("At most {most} characters; there are {count}.",
                             most=most, count=len(text)))  # fmt: skip
    return text


def _number(text: str, otherwise: Message, kind: type) -> Any:
    try:
        value = float(text) if text else None
    except ValueError:
        raise ValueError(otherwise) from None
    if value is None:
        return None
    if not math.isfinite(value) or (kind is int and not value.is_integer()):
        raise ValueError(otherwise)
    return kind(value)


def is_head(text: str) -> bool:
    return _folded(text) in _heads()


def _folded(text: str) -> str:
    return " ".join(restored(storable(text).removeprefix("\ufeff")).split()).casefold()


@cache
def _heads() -> dict[str, str]:
    return _in_every_language(HEADS)


@cache
def _measures() -> dict[str, str]:
    return _in_every_language(dict(ColumnEntry.Measure.choices))


def _in_every_language(words: Mapping[str, Any]) -> dict[str, str]:
    """Folded word → key, the keys themselves among them."""
    found = {str(key): str(key) for key in words}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {_folded(str(word)): str(key) for key, word in words.items()}
    return found

"""Rows to predict, as people give them: typed in a grid, pasted, or in a small file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from apps.core.messages import Message, msg
from apps.core.storable import storable

MOST_ROWS = 5000
MOST_BYTES = 2 * 1024 * 1024
MOST_LABELS = 10
LABEL_LENGTH = 200
LONGEST_CELL = 100_000
Row = dict[str, str]
Names = Sequence[str]
_CELL = re.compile(r"cell-([0-9]{1,9})-([0-9]{1,9})")
_DECIMAL_COMMA = re.compile(r"[-+]?\d*,(\d{1,2}|\d{4,})(e[-+]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+\.\d+|[-+]?\d{1,3}(,\d{3}){2,}")
_EUROPEAN = re.compile(r"[-+]?\d{1,3}(\.\d{3})+,\d+|[-+]?\d{1,3}(\.\d{3}){2,}")


class RowsRefused(Exception):
    """The text cannot be read as rows; the sentence says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def from_grid(data: Mapping[str, Any], names: Names, texts: Names = ()) -> list[Row]:
    """Typed rows (fields ``cell-<row>-<column>``); rows left wholly empty are passed over.

    Here and below: ``names`` are the columns that the model needs, and what stands in those of
    ``texts`` is kept as it was written.
    """
    rows: dict[int, Row] = {}
    for key in data:
        place = _CELL.fullmatch(key)
        if place and int(place[2]) < len(names):
            name = names[int(place[2])]
            value = _value(storable(str(data[key])), name, texts)
            rows.setdefault(int(place[1]), {})[name] = value
    return [row for _, row in sorted(rows.items()) if any(row.values())]


def _value(cell: str, name: str, texts: Names) -> str:
    return cell.strip() if name in texts else normalised(cell)


def from_text(text: str, names: Names, texts: Names = ()) -> list[Row]:
    """Pasted or uploaded rows: tab, semicolon or comma; with a header line or without one.

    A model that needs one text alone takes each line as a text, whatever signs are in it, unless
    the first line is a header with its name.

    With a header, columns are found by name, and the others (a market's name, say) go along as
    they are; without one, there must be as many columns as the model needs, in its order.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    delimiter = _delimiter(lines[0], names)
    headed = _is_header(lines[0], delimiter, names)
    as_lines = list(names) == list(texts) and len(names) == 1 and not headed
    _refuse_excess(lines, headed, delimiter, as_lines=as_lines)
    if as_lines:
        return [{names[0]: line.strip()} for line in lines]
    cells = _cells("\n".join(lines), delimiter)
    header = cells[0] if set(names) & set(cells[0]) else None
    if header is not None:
        return _by_name(cells[1:], header, names, texts)
    return _by_place(cells, names, texts)


def _refuse_excess(lines: list[str], headed: bool, delimiter: str, *, as_lines: bool) -> None:
    """Counting takes no time; reading what is refused anyway takes seconds.

    Only where cells are in quotation marks may a row have several lines.
    """
    if len(lines) - headed <= MOST_ROWS:
        return
    quoted = not as_lines and any('"' in line for line in lines)
    count = _count(lines, delimiter) if quoted else len(lines)
    excess = too_many(count - headed)
    if excess:
        raise RowsRefused(excess)


def _count(lines: list[str], delimiter: str) -> int:
    try:
        return sum(1 for _ in csv.reader((f"{line}\n" for line in lines), delimiter=delimiter))
    except csv.Error:  # a cell without an end; reading says so
        return 0


def _is_header(line: str, delimiter: str, names: Names) -> bool:
    try:
        found = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return False
    return bool(set(names) & {cell.strip() for cell in found})


def _cells(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:  # its only complaint about text is the length of a cell
        rows = None
    # The reader's own limit is one for the whole process, and others raise it.
    if rows is None or any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise RowsRefused(
            msg("A cell is much too long: a quotation mark may be opened and never closed.")
        )
    return [[cell.strip() for cell in row] for row in rows]


def from_file(content: bytes, names: Names, texts: Names = ()) -> list[Row]:
    """Rows of a small CSV file in UTF-8, UTF-16 or GB18030."""
    if len(content) > MOST_BYTES:
        raise RowsRefused(msg("The file is larger than 2 MB. Upload it as a dataset, or split it."))
    return from_text(_decoded(content), names, texts)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RowsRefused(msg("This is not a text file. Save the table as CSV and choose that file."))


def _delimiter(line: str, names: Names) -> str:
    """What separates the cells. A lone comma in a single column is a decimal comma."""
    found = next((mark for mark in ("\t", ";", ",") if mark in line), "\t")
    if found == "," and len(names) == 1 and names[0] not in line.split(","):
        return "\t"
    return found


def _by_name(cells: list[list[str]], header: list[str], names: Names, texts: Names) -> list[Row]:
    absent = [name for name in names if name not in header]
    if absent:
        raise RowsRefused(
            msg("The header has no column {names}. The model needs it.", names=absent)
        )
    for place, row in enumerate(cells):
        if any(row[len(header) :]):
            raise _miscounted(place + 2, row, header)
    labels = [name for name in dict.fromkeys(header) if name and name not in names][:MOST_LABELS]
    return [
        {name: _value(_cell(row, header.index(name)), name, texts) for name in names}
        | {name: _cell(row, header.index(name))[:LABEL_LENGTH] for name in labels}
        for row in cells
    ]


def _miscounted(line: int, row: list[str], header: list[str]) -> RowsRefused:
    """What a decimal comma in a file with commas comes to: every value after it is another's."""
    return RowsRefused(
        msg(
            "Line {line} has {found} cells and the header {needed}. Put numbers with a decimal"
            " comma into quotation marks, or separate the cells by semicolons.",
            line=line,
            found=len(row),
            needed=len(header),
        )
    )


def _cell(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _by_place(cells: list[list[str]], names: Names, texts: Names) -> list[Row]:
    for place, row in enumerate(cells):
        if len(row) != len(names):
            raise RowsRefused(
                msg(
                    "Columns in line {line}: {found}; the model needs {needed}: {names}. Give"
                    " them in this order, or put a line with the names on top.",
                    line=place + 1,
                    found=len(row),
                    needed=len(names),
                    names=list(names),
                )
            )
    return [
        {name: _value(cell, name, texts) for name, cell in zip(names, row, strict=True)}
        for row in cells
    ]


def normalised(text: str) -> str:
    """'1,5', '1 234.5' and '1.234,5' as a computer writes them; what is ambiguous stays."""
    compact = text.strip().replace("\u00a0", "").replace("\u202f", "").replace("−", "-")
    if compact.replace(" ", "").lstrip("+-").replace(".", "", 1).replace(",", "").isdigit():
        compact = compact.replace(" ", "")
    if _DECIMAL_COMMA.fullmatch(compact):
        return compact.replace(",", ".")
    if _GROUPED.fullmatch(compact):
        return compact.replace(",", "")
    if _EUROPEAN.fullmatch(compact):
        return compact.replace(".", "").replace(",", ".")
    return compact


def too_many(count: int) -> Message | None:
    """The sentence for more rows than one prediction takes."""
    if count <= MOST_ROWS:
        return None
    return msg(
        "{count} rows are more than one prediction takes ({most}). Split them.",
        count=count,
        most=MOST_ROWS,
    )

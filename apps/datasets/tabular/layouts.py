"""How each kind of file is cut into rows and columns, before its columns are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from apps.core.messages import Message, msg, msgn
from apps.core.storable import read_json
from apps.datasets.tabular import cells, guess, sampling, sheets, sniff, sources
from apps.datasets.tabular.plan import ColumnPlan, Finding, Plan
from apps.datasets.tabular.sheets import Book
from apps.engines.contract import Refusal

FIELD_BYTES = 64 * 1024 * 1024  # of JSON Lines in which field names are looked for


@dataclass
class Layout:
    """How the file is cut into rows, before anything is known of its columns."""

    plan: Plan
    evidence: Message
    findings: list[Finding] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    native: dict[int, str] = field(default_factory=dict)
    book: Book | None = None


def layout_of(path: Path, chosen: Mapping[str, Any]) -> Layout:
    """The layout of a file; what is in ``chosen`` is taken as given."""
    kind = sniff.file_format(path)
    return {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx, "parquet": _parquet}[kind](path, chosen)


def _csv(path: Path, chosen: Mapping[str, Any]) -> Layout:
    size = path.stat().st_size
    with path.open("rb") as file:
        raw = file.read(sniff.SAMPLE_BYTES)
    complete = len(raw) == size
    found = sniff.encoding_of(raw, complete)
    encoding = chosen.get("encoding", found.name)
    evidence = found.evidence
    if encoding != found.name:
        evidence = msg("{name}, as you chose.", name=sniff.ENCODINGS.get(encoding, encoding))
    text = sniff.whole_lines(sniff.decode(raw, encoding), complete)
    if not text.strip():
        raise Refusal(
            msg("The file has no rows, only blanks."), fix=msg("Choose a file with rows.")
        )
    _refuse_binary(text)
    dialect = sniff.dialect_of(text)
    plan = Plan(
        format="csv",
        encoding=encoding,
        delimiter=chosen.get("delimiter", dialect.delimiter),
        quote=chosen.get("quote", dialect.quote),
        skip_rows=chosen.get("skip_rows", dialect.skip_rows),
    )
    plan.skip_rows += sniff.blank_lines(sniff.below(text, plan.skip_rows), plan.delimiter)
    table = sniff.below(text, plan.skip_rows)
    layout = Layout(plan, evidence)
    _header(layout, sniff.parse(table, plan.delimiter, plan.quote, 200), chosen)
    if plan.skip_rows > sniff.blank_lines(text, plan.delimiter):
        note(
            layout,
            "skipped",
            msgn(
                "The first line is a title, not the table.",
                "The first {count} lines are a title, not the table.",
                plan.skip_rows,
            ),
        )
    return layout


def _refuse_binary(text: str) -> None:
    start = text[:20_000]
    odd = sum(1 for char in start if ord(char) < 32 and char not in "\t\r\n\x0c") + start.count(
        "\ufffd"
    )
    if odd > 0.1 * len(start):
        raise Refusal(msg("This is not a text file or a table."), fix=sniff.WHAT_WE_READ)


def _header(layout: Layout, rows: Sequence[Sequence[str]], chosen: Mapping[str, Any]) -> None:
    if not rows:
        raise Refusal(msg("The file has no rows."), fix=msg("Choose a file with rows."))
    plan = layout.plan
    plan.header = bool(chosen.get("header", _is_header(rows)))
    width = len(rows[0])
    names = list(rows[0]) if plan.header else [f"column_{n + 1}" for n in range(width)]
    plan.columns = [
        ColumnPlan(position=n, source=name, name=name or f"column_{n + 1}")
        for n, name in enumerate(name[:100] for name in names)
    ]
    if not plan.header:
        note(
            layout, "no_header", msg("The first row looks like data, so the columns were numbered.")
        )


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """A header's cells are words, or years over figures; any other figure makes it data."""
    first = [cell.strip() for cell in rows[0] if cell.strip()]
    words = [cell for cell in first if not _YEAR.fullmatch(cell)]
    return bool(words) and not any(_figure(cell) for cell in words)


_YEAR = re.compile(r"(18|19|20|21)\d\d")


def _figure(cell: str) -> bool:
    text = cell.replace(",", "").replace(" ", "").rstrip("%").lstrip("$€£¥")
    try:
        float(text)
    except ValueError:
        return any(cells.read_date(cell, form) for form in guess.DATE_FORMATS[:8])
    return True


def _bounded(file: BinaryIO) -> Iterator[bytes]:
    """Lines of the start of the file; one that does not end there is not looked at."""
    left = FIELD_BYTES
    while left > 0 and (line := file.readline(left)):
        left -= len(line)
        if line.endswith(b"\n") or left > 0:
            yield line


def _jsonl(path: Path, chosen: Mapping[str, Any]) -> Layout:
    names: dict[str, None] = {}
    for line in _json_lines(path):
        try:
            row = read_json(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            names.update(dict.fromkeys(str(name) for name in row))
    if not names:
        raise Refusal(
            msg("No line of the file is a JSON object with fields."),
            fix=msg('Write one object such as {{"a": 1}} on each line.'),
        )
    plan = Plan(format="jsonl", header=False)
    plan.columns = [
        ColumnPlan(position=n, source=name, name=name[:110] or f"column_{n + 1}")
        for n, name in enumerate(names)
    ]
    return Layout(plan, msg("JSON Lines: one object on each line."))


def _json_lines(path: Path) -> Iterator[str]:
    """The first lines, and of a large file some from everywhere: fields may come up later."""
    with path.open("rb") as file:
        for line in islice(_bounded(file), 2_000):
            yield line.decode("utf-8-sig", "replace")
    if path.stat().st_size > sampling.WHOLE_BYTES:
        for text in sampling.windows(path, "utf-8"):
            yield from text.split("\n")


def _xlsx(path: Path, chosen: Mapping[str, Any]) -> Layout:
    sheets.check(path)
    book = Book(path)
    sheet = chosen.get("sheet") or _likeliest_sheet(book)
    if not sheet:
        raise Refusal(
            msg("Every sheet of the workbook is empty."), fix=msg("Choose a file with rows.")
        )
    rows = [
        [sources.cell_text(cell) or "" for cell in row] for row in islice(book.rows(sheet), 200)
    ]
    width = max((len(row) for row in rows), default=0)
    filled = [sum(1 for cell in row if cell) for row in rows]
    usual = max(filled, default=0)
    skip = chosen.get("skip_rows")
    if skip is None:
        skip = next((n for n, count in enumerate(filled) if count > 1 or count == usual), 0)
    skip = next((n for n in range(skip, len(filled)) if filled[n]), skip)
    layout = Layout(
        Plan(format="xlsx", sheet=sheet, skip_rows=skip),
        msg("Excel workbook, sheet '{name}'.", name=sheet),
        sheets=book.names,
        book=book,
    )
    _header(layout, [(row + [""] * width)[:width] for row in rows[skip:]], chosen)
    return layout


def _likeliest_sheet(book: Book) -> str:
    """The first sheet with a table; one of notes only if there is no other; '' if all are empty."""
    notes = ""
    for name in book.names:
        filled = _filled(book, name)
        if sum(count > 1 for count in filled) > 1:
            return name
        notes = notes or (name if any(filled) else "")
    return notes


def _filled(book: Book, sheet: str) -> list[int]:
    """How many cells of each of the first 200 rows hold something."""
    return [sum(cell not in (None, "") for cell in row) for row in islice(book.rows(sheet), 200)]


def _parquet(path: Path, chosen: Mapping[str, Any]) -> Layout:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise Refusal(
            msg("The Parquet file is damaged: {detail}", detail=str(error)[:300]),
            fix=msg("Export the file again and upload the whole of it."),
        ) from None
    layout = Layout(Plan(format="parquet", header=False), msg("Parquet: types come from the file."))
    for position, column in enumerate(schema):
        _parquet_column(layout, position, column)
    if not any(column.include for column in layout.plan.columns):
        raise Refusal(
            msg("The Parquet file has no column of plain values."),
            fix=msg("Flatten its lists and structures into columns, then export it again."),
        )
    return layout


def _parquet_column(layout: Layout, position: int, field_: Any) -> None:
    import pyarrow.types as types

    kind = field_.type
    plain = types.is_dictionary(kind) or not (types.is_nested(kind) or types.is_binary(kind))
    name = field_.name or f"column_{position + 1}"
    layout.plan.columns.append(
        ColumnPlan(position=position, source=field_.name, name=name[:110], include=plain)
    )
    layout.native[position] = str(kind)
    if not plain:
        note(
            layout,
            "nested",
            msg("Column '{name}' holds {type} and is left out.", name=name, type=str(kind)[:80]),
            position,
        )


def note(layout: Layout, code: str, message: Message, column: int | None = None) -> None:
    severity = "warn" if code in ("nested", "renamed") else "info"
    layout.findings.append(Finding(code=code, message=message, column=column, severity=severity))

"""Reads the start of a file and proposes how to import it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg
from apps.datasets.tabular import cells, guess, sheets, sniff, sources
from apps.datasets.tabular.plan import ColumnPlan, CountryReview, Finding, Inspection, Plan
from apps.engines.contract import Refusal
from apps.reference.matching import FOREIGN, match

SAMPLE_ROWS = 50_000
SHOWN_ROWS = 100
MOST_COLUMNS = 2_000


@dataclass
class Layout:
    """How the file is cut into rows, before anything is known of its columns."""

    plan: Plan
    evidence: Message
    findings: list[Finding] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    native: dict[int, str] = field(default_factory=dict)


def inspect(path: Path, options: Mapping[str, Any] | None = None) -> Inspection:
    """The proposal for a file. ``options`` may fix encoding, delimiter, quote, header, skip_rows
    or sheet; the rest is found out. Raises :class:`Refusal` for what is not a table.
    """
    chosen = {key: value for key, value in (options or {}).items() if value is not None}
    kind = sniff.file_format(path)
    layout = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx, "parquet": _parquet}[kind](path, chosen)
    if len(layout.plan.columns) > MOST_COLUMNS:
        raise Refusal(
            msg(
                "The table has {count} columns; the most is {most}.",
                count=len(layout.plan.columns),
                most=MOST_COLUMNS,
            ),
            fix=msg("Keep the columns that you need, or check the delimiter."),
        )
    return _describe(path, layout)


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
    text = sniff.decode(raw, encoding)
    if not text.strip():
        raise Refusal(
            msg("The file has no rows, only blanks."), fix=msg("Choose a file with rows.")
        )
    _refuse_binary(text)
    dialect = sniff.dialect_of(text, complete)
    plan = Plan(
        format="csv",
        encoding=encoding,
        delimiter=chosen.get("delimiter", dialect.delimiter),
        quote=chosen.get("quote", dialect.quote),
        skip_rows=chosen.get("skip_rows", dialect.skip_rows),
    )
    rows, _ = sources.first_records(path, plan, 200)
    rows = rows[plan.skip_rows :]
    layout = Layout(plan, evidence)
    _header(layout, rows, chosen)
    if plan.skip_rows:
        _note(
            layout,
            "skipped",
            msg("The first {count} lines are a title, not the table.", count=plan.skip_rows),
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
        _note(
            layout, "no_header", msg("The first row looks like data, so the columns were numbered.")
        )


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """A header's cells are words; if they are figures, years over figures at most."""
    first = [cell.strip() for cell in rows[0]]
    words = [cell for cell in first if cell and not _figure(cell)]
    return len(words) >= 0.5 * len([cell for cell in first if cell]) and bool(words)


def _figure(cell: str) -> bool:
    text = cell.replace(",", "").replace(" ", "").rstrip("%").lstrip("$€£¥")
    try:
        float(text)
    except ValueError:
        return any(cells.read_date(cell, form) for form in guess.DATE_FORMATS[:8])
    return not (text.isdigit() and 1800 <= int(text) <= 2200)


def _jsonl(path: Path, chosen: Mapping[str, Any]) -> Layout:
    import json

    with path.open("rb") as file:
        lines = list(islice(file, 2_000))
    names: dict[str, None] = {}
    for line in lines:
        try:
            row = json.loads(line.decode("utf-8-sig"))
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


def _xlsx(path: Path, chosen: Mapping[str, Any]) -> Layout:
    sheets.check(path)
    names = sheets.names(path)
    sheet = chosen.get("sheet") or next((n for n in names if _has_cells(path, n)), "")
    if not sheet:
        raise Refusal(
            msg("Every sheet of the workbook is empty."), fix=msg("Choose a file with rows.")
        )
    rows = [
        [sources.cell_text(cell) or "" for cell in row]
        for row in islice(sheets.rows(path, sheet), 200)
    ]
    width = max((len(row) for row in rows), default=0)
    filled = [sum(1 for cell in row if cell) for row in rows]
    usual = max(filled, default=0)
    skip = chosen.get("skip_rows")
    if skip is None:
        skip = next((n for n, count in enumerate(filled) if count > 1 or count == usual), 0)
    layout = Layout(
        Plan(format="xlsx", sheet=sheet, skip_rows=skip),
        msg("Excel workbook, sheet '{name}'.", name=sheet),
        sheets=names,
    )
    _header(layout, [(row + [""] * width)[:width] for row in rows[skip:]], chosen)
    return layout


def _has_cells(path: Path, sheet: str) -> bool:
    return any(
        cell not in (None, "") for row in islice(sheets.rows(path, sheet), 200) for cell in row
    )


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
        _note(
            layout,
            "nested",
            msg("Column '{name}' holds {type} and is left out.", name=name, type=str(kind)[:80]),
            position,
        )


def _note(layout: Layout, code: str, message: Message, column: int | None = None) -> None:
    severity = "warn" if code in ("nested", "renamed") else "info"
    layout.findings.append(Finding(code=code, message=message, column=column, severity=severity))


def _describe(path: Path, layout: Layout) -> Inspection:
    plan = layout.plan
    sample, rows, complete, estimate = _sample(path, plan)
    if not rows:
        raise Refusal(
            msg("The file has a header but no rows below it."), fix=msg("Choose a file with rows.")
        )
    names, renamed = guess.unique_names(column.name for column in plan.columns)
    native = {n: kind for n, kind in layout.native.items() if _carries_type(kind)}
    reviews = _columns(layout, sample, rows, native)
    _rename(layout, names, dict(renamed))
    _keys(layout, sample, rows)
    shown = [[_shown(column[n]) for column in sample] for n in range(min(SHOWN_ROWS, rows))]
    return Inspection(
        plan=plan,
        evidence=layout.evidence,
        findings=layout.findings,
        reviews=reviews,
        sheets=layout.sheets,
        native=native,
        sample=shown,
        sampled_rows=rows,
        complete=complete,
        rows_estimate=estimate,
    )


def _carries_type(kind: str) -> bool:
    return not ("string" in kind or kind.startswith(("dictionary", "null")))


def _shown(cell: Any) -> str | None:
    return None if cell is None else str(cell)[:500]


def _sample(path: Path, plan: Plan) -> tuple[list[list[Any]], int, bool, int]:
    """The first rows by column; their number; whether that is all; an estimate of all rows."""
    columns: list[list[Any]] = [[] for _ in plan.columns]
    rows = position = 0
    complete = True
    for batch in sources.batches(path, plan):
        if rows >= SAMPLE_ROWS:
            complete = False
            break
        for column, cells_ in zip(columns, batch.columns, strict=True):
            column.extend(cells_.to_pylist())
        rows += len(batch.rows)
        position = batch.position
    size = path.stat().st_size
    estimate = rows if complete or not position else round(rows * size / position)
    return columns, rows, complete, estimate


def _columns(
    layout: Layout, sample: list[list[Any]], rows: int, native: Mapping[int, str]
) -> list[CountryReview]:
    plan = layout.plan
    comma_likely = plan.format == "csv" and plan.delimiter == ";"
    country_found = False
    reviews: list[CountryReview] = []
    for index, column in enumerate(plan.columns):
        if not column.include:
            continue
        if index in native:
            _native_kind(column, native[index])
            continue
        counts = Counter("" if cell is None else str(cell) for cell in sample[index])
        found = guess.guess_column(
            guess.ColumnSample(index, column.source, counts, rows),
            comma_likely=comma_likely,
            allow_country=not country_found,
        )
        found.plan.name = found.plan.name or column.name
        plan.columns[index] = found.plan
        layout.findings += found.findings
        if found.plan.kind == "country":
            country_found = True
            reviews += _review(layout, found.plan, counts)
    return reviews


def _native_kind(column: ColumnPlan, kind: str) -> None:
    name, unit = guess.split_unit(column.source)
    if kind.startswith(("int", "uint")):
        column.kind = "integer"
    elif kind.startswith(("double", "float", "halffloat", "decimal")):
        column.kind = "number"
    elif kind == "bool":
        column.kind = "boolean"
    elif kind.startswith("date"):
        column.kind = "date"
    elif kind.startswith("timestamp"):
        column.kind = "datetime"
    if unit and column.kind in ("integer", "number"):
        column.name, column.unit = name, unit


def _review(layout: Layout, column: ColumnPlan, counts: Counter[str]) -> list[CountryReview]:
    missing = {word.strip() for word in column.missing}
    reviews = []
    groups = 0
    for value, rows in counts.most_common():
        if value.strip() in missing:
            continue
        found = match(value.strip())
        groups += found.aggregate
        if found.aggregate or found.confidence < FOREIGN:
            reviews.append(
                CountryReview(
                    column=column.position,
                    value=value.strip(),
                    rows=rows,
                    match=found.iso3 or "",
                    confidence=found.confidence,
                    candidates=list(found.candidates),
                    aggregate=found.aggregate,
                )
            )
    _note_countries(layout, column, groups, len(reviews) - groups)
    return reviews


def _note_countries(layout: Layout, column: ColumnPlan, groups: int, unsure: int) -> None:
    text = msg(
        "'{name}' holds countries; it is stored as ISO 3166 three-letter codes.", name=column.name
    )
    found = [Finding(code="country", message=text, column=column.position)]
    if groups:
        text = msg(
            "{count} names in '{name}' are groups of countries, such as the European Union.",
            count=groups,
            name=column.name,
        )
        found.append(
            Finding(code="aggregates", message=text, column=column.position, severity="warn")
        )
    if unsure:
        text = msg(
            "{count} names in '{name}' need your choice of country.", count=unsure, name=column.name
        )
        found.append(Finding(code="unsure", message=text, column=column.position, severity="warn"))
    layout.findings += found


def _rename(layout: Layout, names: Sequence[str], renamed: Mapping[int, str]) -> None:
    """Unique names at last: units taken off headers may have made two of them equal."""
    final, _ = guess.unique_names(column.name for column in layout.plan.columns)
    for column, name in zip(layout.plan.columns, final, strict=True):
        if name != column.name or column.position in renamed:
            text = (
                msg(
                    "Column {number} has no name; it is called '{name}'.",
                    number=column.position + 1,
                    name=name,
                )
                if not column.source.strip()
                else msg(
                    "Column '{old}' is there twice; one is called '{name}'.",
                    old=column.source,
                    name=name,
                )
            )
            if name != column.source.strip():
                _note(layout, "renamed", text, column.position)
        column.name = name


def _keys(layout: Layout, sample: list[list[Any]], rows: int) -> None:
    """Country and period name a row in market data; say so if they repeat."""
    plan = layout.plan
    key = [column for column in plan.columns if column.include and column.kind == "country"]
    key += [column for column in plan.columns if column.include and _is_period(column)][:1]
    if len(key) < 2:
        return
    seen = Counter(zip(*(_key_part(sample[each.position], each) for each in key), strict=True))
    repeated = sum(1 for count in seen.values() if count > 1)
    plan.key = [column.name for column in key]
    if repeated and repeated < 0.2 * len(seen):
        first = next(value for value, count in seen.items() if count > 1)
        layout.findings.append(
            Finding(
                code="duplicate_keys",
                message=msg(
                    "{count} combinations of {columns} occur more than once, e.g. {example}.",
                    count=repeated,
                    columns=plan.key,
                    example=", ".join(str(part) for part in first),
                ),
                severity="warn",
            )
        )
    elif repeated:
        plan.key = []


def _key_part(values: Sequence[Any], column: ColumnPlan) -> list[Any]:
    """Two spellings of one country are one key."""
    if column.kind != "country":
        return list(values)
    return [match(str(value)).iso3 or value for value in values]


def _is_period(column: ColumnPlan) -> bool:
    named = column.source.strip().casefold() in (
        "year",
        "jahr",
        "année",
        "año",
        "年",
        "年份",
        "period",
        "month",
        "quarter",
        "date",
        "日期",
    )
    return named or column.kind == "date"

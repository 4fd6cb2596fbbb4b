"""Reads rows from all over a file and proposes how to import it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg, msgn
from apps.datasets.tabular import guess, sampling
from apps.datasets.tabular.layouts import Layout, layout_of, note
from apps.datasets.tabular.numerals import Commas
from apps.datasets.tabular.plan import ColumnPlan, CountryReview, Finding, Inspection, Plan
from apps.datasets.tabular.sampling import Sample
from apps.datasets.tabular.schema import NUMERIC
from apps.engines.contract import Refusal
from apps.reference.matching import FOREIGN, match

MOST_REVIEWED = 300
MOST_COLUMNS = 2_000
FEW_REPEATED = 0.2  # of the keys: where more repeat, they are no keys
FEWEST_KEYS = 3  # from which a single repeated one is a likely slip


def inspect(path: Path, options: Mapping[str, Any] | None = None) -> Inspection:
    """The proposal for a file. ``options`` may fix encoding, delimiter, quote, header, skip_rows
    or sheet; the rest is found out. Raises :class:`Refusal` for what is not a table.
    """
    chosen = {key: value for key, value in (options or {}).items() if value is not None}
    layout = layout_of(path, chosen)
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


def _describe(path: Path, layout: Layout) -> Inspection:
    plan = layout.plan
    sample = sampling.take(path, plan, layout.book)
    if not sample.rows:
        raise _no_rows(sample, len(plan.columns))
    native = {n: kind for n, kind in layout.native.items() if _carries_type(kind)}
    reviews = _columns(layout, sample, native)
    _rename(layout)
    _keys(layout, sample.columns)
    if sample.misfits:
        layout.findings.append(_misfits(sample))
    return Inspection(
        plan=plan,
        evidence=layout.evidence,
        findings=layout.findings,
        reviews=reviews,
        sheets=layout.sheets,
        native=native,
        sample=[[_shown(cell) for cell in row] for row in sample.first],
        sampled_rows=sample.rows,
        complete=sample.complete,
        rows_estimate=sample.estimate,
    )


def _no_rows(sample: Sample, width: int) -> Refusal:
    if sample.misfits:
        return Refusal(
            msgn(
                "The header has {count} column, and no row below it has as many values.",
                "The header has {count} columns, and no row below it has as many values.",
                width,
            ),
            fix=msg("Check that this is a table, and what separates its values."),
        )
    return Refusal(
        msg("The file has a header but no rows below it."), fix=msg("Choose a file with rows.")
    )


def _misfits(sample: Sample) -> Finding:
    """What would otherwise be told only after the import."""
    text = msgn(
        "{count} of the {rows} rows that were looked at does not have as many values as there are"
        " columns. Such rows are left out and listed after the import.",
        "{count} of the {rows} rows that were looked at do not have as many values as there are"
        " columns. Such rows are left out and listed after the import.",
        sample.misfits,
        rows=sample.rows + sample.misfits,
    )
    return Finding(code="misfits", message=text, severity="warn")


def _carries_type(kind: str) -> bool:
    return not ("string" in kind or kind.startswith(("dictionary", "null")))


def _shown(cell: Any) -> str | None:
    return None if cell is None else str(cell)[:500]


def _columns(layout: Layout, sample: Sample, native: Mapping[int, str]) -> list[CountryReview]:
    plan = layout.plan
    wanted: list[guess.ColumnSample] = []
    for index, column in enumerate(plan.columns):
        if index in native and column.include:
            _native_kind(column, native[index])
        elif column.include:
            counts = Counter("" if cell is None else str(cell) for cell in sample.columns[index])
            wanted.append(guess.ColumnSample(index, column.source, counts, sample.rows))
    reviews: list[CountryReview] = []
    for taken, found in zip(wanted, _guesses(plan, wanted), strict=True):
        found.plan.name = found.plan.name or plan.columns[taken.position].name
        plan.columns[taken.position] = found.plan
        layout.findings += found.findings
        if found.plan.kind == "country":
            reviews += _review(layout, found.plan, taken.counts)
    return reviews


def _guesses(plan: Plan, columns: Sequence[guess.ColumnSample]) -> list[guess.Guess]:
    """What each column holds. Where one of a text file has decimal commas for certain, its numbers
    are looked at again: only then is it known what '67.500' in another column means.
    """
    commas = _commas(plan)
    found: list[guess.Guess] = []
    for column in columns:
        first = all(each.plan.kind != "country" for each in found)
        allow_country = first or guess.names_other_end(column.source)
        found.append(guess.guess_column(column, commas=commas, allow_country=allow_country))
    if plan.format != "csv" or commas == "likely" or not any(_has_commas(each) for each in found):
        return found
    return [
        guess.guess_column(column, commas="likely", allow_country=False)
        if _is_numeric(each)
        else each
        for column, each in zip(columns, found, strict=True)
    ]


def _commas(plan: Plan) -> Commas:
    likely: dict[str, Commas] = {";": "likely", "\t": "possible"}
    return likely.get(plan.delimiter, "unlikely") if plan.format == "csv" else "unlikely"


def _has_commas(found: guess.Guess) -> bool:
    doubtful = any(finding.code == "ambiguous_number" for finding in found.findings)
    return _is_numeric(found) and found.plan.decimal == "," and not doubtful


def _is_numeric(found: guess.Guess) -> bool:
    return found.plan.stored().dtype in NUMERIC


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
    for value, rows in counts.most_common(MOST_REVIEWED):
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
        text = msgn(
            "{count} name in '{name}' is a group of countries, such as the European Union.",
            "{count} names in '{name}' are groups of countries, such as the European Union.",
            groups,
            name=column.name,
        )
        found.append(
            Finding(code="aggregates", message=text, column=column.position, severity="warn")
        )
    if unsure:
        text = msgn(
            "{count} name in '{name}' needs your choice of country.",
            "{count} names in '{name}' need your choice of country.",
            unsure,
            name=column.name,
        )
        found.append(Finding(code="unsure", message=text, column=column.position, severity="warn"))
    layout.findings += found


def _rename(layout: Layout) -> None:
    """Unique names at last: units taken off headers may have made two of them equal."""
    columns = layout.plan.columns
    final = guess.unique_names(column.name for column in columns)
    for column, name in zip(columns, final, strict=True):
        if not column.source.strip():
            text = msg(
                "Column {number} has no name; it is called '{name}'.",
                number=column.position + 1,
                name=name,
            )
            note(layout, "renamed", text, column.position)
        elif name != column.name:
            text = msg(
                "Column '{old}' is there twice; one is called '{name}'.",
                old=column.source,
                name=name,
            )
            note(layout, "renamed", text, column.position)
        column.name = name


def _keys(layout: Layout, sample: Sequence[list[Any]]) -> None:
    """Country and period name a row in market data; say so if they repeat."""
    plan = layout.plan
    key = [column for column in plan.columns if column.include and column.kind == "country"]
    key += [column for column in plan.columns if column.include and _is_period(column)][:1]
    if not any(column.kind == "country" for column in key):
        return
    seen = Counter(zip(*(_key_part(sample[each.position], each) for each in key), strict=True))
    seen = Counter({parts: count for parts, count in seen.items() if "" not in parts})
    repeated = {parts: count for parts, count in seen.items() if count > 1}
    if len(repeated) > max(FEW_REPEATED * len(seen), 1 if len(seen) >= FEWEST_KEYS else 0):
        return  # other columns tell these rows apart
    plan.key = [column.name for column in key]
    if repeated:
        text = _repeated_words(plan.key, repeated)
        layout.findings.append(Finding(code="duplicate_keys", message=text, severity="warn"))


def _repeated_words(key: list[str], repeated: Mapping[tuple[Any, ...], int]) -> Message:
    example, times = next(iter(repeated.items()))
    if len(key) > 1:
        return msgn(
            "{count} combination of {columns} occurs more than once: {example}.",
            "{count} combinations of {columns} occur more than once, e.g. {example}.",
            len(repeated),
            columns=key,
            example=", ".join(str(part) for part in example),
        )
    return msgn(
        "{example} stands {times} times in '{name}'. If that is a mistake, correct the file, or"
        " choose below to keep the first.",
        "{count} countries stand more than once in '{name}', e.g. {example} {times} times. If that"
        " is a mistake, correct the file, or choose below to keep the first.",
        len(repeated),
        name=key[0],
        example=str(example[0]),
        times=times,
    )


def _key_part(values: Sequence[Any], column: ColumnPlan) -> list[Any]:
    """Two spellings of one country are one key."""
    if column.kind != "country":
        return list(values)
    return [match(str(value)).iso3 or value or "" for value in values]


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

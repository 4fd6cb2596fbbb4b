"""One table of several: its markets, its periods and the chosen columns; in the child only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
import pyarrow as pa

from apps.core.messages import clipped, msg
from apps.datasets.combining import grains
from apps.datasets.combining.manifest import MARKET, PERIOD, TAKE, TableChoice
from apps.datasets.combining.markets import Register, Unknown
from apps.datasets.tabular.schema import StoredColumn, arrow_type
from apps.engines import parquet, periods
from apps.engines.contract import InputTable, Refusal

ROWS = 65_536  # that are read at once
MOST_NAMES = 20_000  # different ones of markets
MOST_PERIODS = 200_000  # different ones
MOST_BYTES = 4 * 1024**3  # of a table in memory
Check = Callable[[int], None]


@dataclass
class Read:
    """A table as it was read. ``frame``: ``m`` (id of the market), ``p`` (place of its period in
    the table's own ``grain``), ``row`` (from 1) and the taken columns as ``c0``, ``c1`` …
    """

    slot: str
    name: str
    choice: TableChoice
    columns: list[StoredColumn]
    market: str
    period: str
    rows: int = 0
    grain: grains.Grain = grains.NONE
    frame: Any = None
    unknown: list[Unknown] = field(default_factory=list)
    blank_markets: int = 0
    blank_periods: int = 0
    infinite: int = 0
    doubled: int = 0  # rows that were made one with others
    holes: int = 0  # sums and means of which values are missing
    partial: int = 0  # longer periods of which shorter ones are missing
    partial_example: str = ""

    @property
    def values(self) -> list[str]:
        return [f"c{place}" for place in range(len(self.columns))]


def read(
    table: InputTable, slot: str, name: str, choice: TableChoice, register: Register, check: Check
) -> Read:
    """:class:`Refusal` names what cannot be used, and where."""
    stored = {column.name: column for column in stored_columns(table)}
    roles = table.roles
    period = (roles.get(PERIOD) or [""])[0]
    made = Read(
        slot, name, choice, [stored[one] for one in roles.get(TAKE, [])],
        market=roles[MARKET][0], period=period,
    )  # fmt: skip
    met = _look(table, made, check)
    ids = _markets(made, met.markets, register)
    places = _periods(made, met.periods, stored[period].dtype if period else "")
    made.frame = _frame(table, made, ids, places, check)
    return made


def stored_columns(table: InputTable) -> list[StoredColumn]:
    """The columns with kind and unit as their fields keep them; what a run left behind has types
    only.
    """
    import pyarrow.parquet as pq

    dtypes = {column.name: column.dtype for column in table.columns}
    found = []
    for one in pq.read_schema(table.path):
        kept = {key.decode(): value.decode() for key, value in (one.metadata or {}).items()}
        told = {
            "name": one.name,
            "kind": kept.get("lepton.kind") or dtypes.get(one.name, "text"),
            "unit": kept.get("lepton.unit", ""),
        }
        found.append(StoredColumn.model_validate(told))
    return found


@dataclass
class _Met:
    """Different texts of markets with their rows, and of periods with the row of the first."""

    markets: dict[str, int] = field(default_factory=dict)
    periods: dict[str, int] = field(default_factory=dict)


def _look(table: InputTable, made: Read, check: Check) -> _Met:
    met = _Met()
    names = [made.market, *filter(None, [made.period])]
    for batch in parquet.batches(table.path, names, rows=ROWS):
        check(batch.num_rows)
        for item in batch.column(0).value_counts().to_pylist():
            text = cell_text(item["values"])
            met.markets[text] = met.markets.get(text, 0) + item["counts"]
        if made.period:
            coded = batch.column(1).dictionary_encode()
            firsts: dict[int, int] = {}
            for row, index in enumerate(coded.indices.to_pylist()):
                if index is not None:
                    firsts.setdefault(index, row)
            for index, value in enumerate(coded.dictionary.to_pylist()):
                met.periods.setdefault(cell_text(value), made.rows + firsts[index])
        made.rows += batch.num_rows
        _bound(len(met.markets), MOST_NAMES, made, made.market, MARKET)
        _bound(len(met.periods), MOST_PERIODS, made, made.period, PERIOD)
    return met


def _bound(count: int, most: int, made: Read, column: str, role: str) -> None:
    if count <= most:
        return
    raise Refusal(
        msg(
            "Column '{column}' of '{table}' holds more than {most} different values.",
            column=column, table=made.name, most=most,
        ),
        fix=msg("Choose the column that names countries, and the one of periods."),
        field=f"{made.slot}.{role}",
    )  # fmt: skip


def _markets(made: Read, counts: dict[str, int], register: Register) -> dict[str, int]:
    """The id of each text that names a market; the others are kept in ``made.unknown``."""
    ids: dict[str, int] = {}
    made.blank_markets = counts.pop("", 0)
    whole = next((c.dtype for c in made.columns if c.name == made.market), "") == "integer"
    for text, rows in counts.items():
        code = text.zfill(3) if whole or text.isdecimal() else text  # 36 is Australia's 036
        place, unknown = register.place(code)
        if place is not None:
            ids[text] = place
        if unknown is not None:
            unknown.text, unknown.rows = text, rows
            made.unknown.append(unknown)
    made.unknown.sort(key=lambda one: (one.why == "group", -one.rows, one.text))
    if len(made.unknown) == len(counts) and not register.keep:
        examples = [clipped(one.text) for one in made.unknown[:3]]
        raise Refusal(
            msg(
                "No country is named in column '{column}' of '{table}': it has {examples}.",
                column=made.market, table=made.name, examples=examples,
            )
            if examples
            else msg("Column '{column}' of '{table}' is empty.", column=made.market,
                     table=made.name),
            fix=msg("Choose the column that names countries."),
            field=f"{made.slot}.{MARKET}",
        )  # fmt: skip
    return ids


def _periods(made: Read, firsts: dict[str, int], dtype: str) -> dict[str, int]:
    """The place of each text, and the table's grain."""
    if not made.period:
        return {}
    texts = [text for text in firsts if text]
    if not texts:
        raise Refusal(
            msg("Column '{column}' of '{table}' is empty.", column=made.period, table=made.name),
            fix=msg("Choose another column of periods, or none."),
            field=f"{made.slot}.{PERIOD}",
        )
    rows = [firsts[text] for text in texts]
    line = periods.timeline(texts, made.period, f"{made.slot}.{PERIOD}", rows)
    first = periods.parse(texts[0])
    dates = dtype in ("date", "datetime") or (
        first is None or first.unit in ("day", "hour")  # None: the day or the month comes first
    )
    made.grain, places = grains.grain_of(line, dates)
    return {text: place for text, place in zip(texts, places, strict=True) if place is not None}


def _frame(
    table: InputTable, made: Read, ids: dict[str, int], places: dict[str, int], check: Check
) -> Any:
    names = [made.market, *filter(None, [made.period]), *(column.name for column in made.columns)]
    parts, held, row = [], 0, 0
    for batch in parquet.batches(table.path, list(dict.fromkeys(names)), rows=ROWS):
        check(batch.num_rows)
        cells = {"m": _coded(batch[made.market], ids, pa.int32())}
        cells["p"] = (
            _coded(batch[made.period], places, pa.int64())
            if made.period
            else pa.nulls(batch.num_rows, pa.int64())
        )
        cells["row"] = pa.array(range(row + 1, row + 1 + batch.num_rows), type=pa.int64())
        for key, column in zip(made.values, made.columns, strict=True):
            cells[key] = batch[column.name].cast(arrow_type(column.dtype), safe=False)
        part = _finite(pl.DataFrame(pa.table(cells)), made)
        row += batch.num_rows
        parts.append(_there(part, made))
        held += parts[-1].estimated_size()
        if held > MOST_BYTES:
            raise Refusal(
                msg("The chosen columns of '{table}' are too large to combine.", table=made.name),
                fix=msg("Take fewer columns, above all fewer of long texts."),
                field=f"{made.slot}.{TAKE}",
            )
    return pl.concat(parts) if parts else _empty(made)


def _empty(made: Read) -> Any:
    columns = {"m": pa.int32(), "p": pa.int64(), "row": pa.int64()}
    columns |= {
        key: arrow_type(column.dtype) for key, column in zip(made.values, made.columns, strict=True)
    }
    return pl.DataFrame(pa.table({key: pa.nulls(0, kind) for key, kind in columns.items()}))


def _there(part: Any, made: Read) -> Any:
    """The rows that have a market, and a period where the table has periods."""
    part = part.filter(pl.col("m").is_not_null())
    if not made.period:
        return part
    left = part.filter(pl.col("p").is_not_null())
    made.blank_periods += len(part) - len(left)
    return left


def _finite(part: Any, made: Read) -> Any:
    """What is no number, or beyond all numbers, is missing."""
    floats = [key for key, column in zip(made.values, made.columns, strict=True)
              if column.dtype == "number"]  # fmt: skip
    if not floats:
        return part
    counts = part.select((pl.col(key).is_infinite()).sum() for key in floats).row(0)
    made.infinite += sum(int(count or 0) for count in counts)
    return part.with_columns(
        pl.when(pl.col(key).is_finite()).then(pl.col(key)).otherwise(None).alias(key)
        for key in floats
    )


def _coded(column: Any, ids: dict[str, int], kind: Any) -> Any:
    coded = column.dictionary_encode()
    known: Sequence[Any] = [ids.get(cell_text(value)) for value in coded.dictionary.to_pylist()]
    return pa.array(known, type=kind).take(coded.indices)


def cell_text(value: Any) -> str:
    """A cell as text: '' for none; 2020.0 and 2020 alike."""
    if value is None or value != value:  # NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

"""What is known of a column: counts, moments, a histogram, its most frequent values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from apps.core.messages import Message, Num, msg
from apps.datasets.tabular.schema import NUMERIC, StoredColumn
from apps.engines.contract import ColumnProfile

MOST_BINS = 30
DISTINCT_CAP = 10_000
TOP_VALUES = 12
MOST_TEXT = 16 * 1024**2  # characters of distinct values that are kept to be counted
LARGEST_EXACT = 2**50  # below this a half between two whole numbers is a double of its own
ORDINAL = ("date", "datetime")


class Histogram(BaseModel):
    """``edges`` has one value more than ``counts``; dates are days since 1970-01-01."""

    edges: list[float]
    counts: list[int]


class ColumnDetail(BaseModel):
    """What the profile page shows beyond ``ColumnProfile``. ``top`` are (value, rows)."""

    kind: str
    mean: float | None = None
    sd: float | None = None
    zeros: int = 0
    histogram: Histogram | None = None
    top: list[tuple[str, int]] = []
    distinct_is_more: bool = False
    first: str = ""  # earliest and latest, for dates
    last: str = ""


class Moments:
    """Count, mean and variance merged batch by batch (Chan, Golub and LeVeque 1979)."""

    def __init__(self) -> None:
        self.rows = self.missing = self.zeros = 0
        self.count = 0
        self.mean = self.squares = 0.0
        self.low: float | None = None
        self.high: float | None = None
        self.example = ""
        self.bytes = 0  # of texts

    def update(self, column: Any, dtype: str) -> None:
        self.rows += len(column)
        self.missing += column.null_count
        if column.null_count == len(column):
            return
        if not self.example:
            self.example = str(column.drop_null()[0].as_py())[:80]
        if dtype in NUMERIC or dtype in ORDINAL:
            self._merge(_floats(column, dtype))
        elif dtype == "text":
            self.bytes += _bytes(column)

    def _merge(self, values: Any) -> None:
        import numpy as np  # not needed to start the web process

        low, high = float(values.min()), float(values.max())
        self.low = low if self.low is None else min(self.low, low)
        self.high = high if self.high is None else max(self.high, high)
        self.zeros += int((values == 0).sum())
        # Squares of numbers beyond 1e154 leave the range of a double: then there is no deviation.
        with np.errstate(over="ignore", invalid="ignore"):
            count, mean = len(values), float(values.mean())
            squares = float(((values - mean) ** 2).sum())
        total = self.count + count
        delta = mean - self.mean
        self.squares += squares + delta * delta * self.count * count / total
        self.mean += delta * count / total
        self.count = total

    @property
    def sd(self) -> float | None:
        return _finite(math.sqrt(self.squares / (self.count - 1))) if self.count > 1 else None

    @property
    def length(self) -> float | None:
        """Mean bytes of the texts that are there."""
        there = self.rows - self.missing
        return self.bytes / there if self.bytes else None


def _bytes(column: Any) -> int:
    """Of all texts of a column, in UTF-8."""
    import pyarrow.compute as pc  # not needed to start the web process

    return int(pc.sum(pc.binary_length(column)).as_py() or 0)


def _floats(column: Any, dtype: str) -> Any:
    """The values that are there, as float64; dates as days, instants as days with a fraction."""
    import numpy as np  # not needed to start the web process
    import pyarrow as pa

    column = column.drop_null()
    if dtype == "date":
        column = column.cast(pa.int32())
    if dtype == "datetime":
        return column.cast(pa.int64()).to_numpy(zero_copy_only=False) / 86_400e6
    return column.to_numpy(zero_copy_only=False).astype(np.float64, copy=False)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def edges_for(moments: Moments, dtype: str) -> list[float]:
    """Bin edges: one bin for each whole number where they are few, else up to 30 equal bins; those
    of whole numbers begin and end between two of them."""
    low, high = moments.low, moments.high
    if low is None or high is None:
        return []
    if dtype in ("integer", "date") and high - low < MOST_BINS:
        return [low - 0.5 + step for step in range(int(high - low) + 2)]
    if high <= low:
        return [low - 0.5, low + 0.5]
    bins = max(5, min(MOST_BINS, math.ceil(math.log2(moments.count)) + 1))
    if dtype in ("integer", "date") and high - low < LARGEST_EXACT:
        whole = math.ceil((high - low + 1) / bins)
        return [low - 0.5 + whole * step for step in range(math.ceil((high - low + 1) / whole) + 1)]
    half = (high / bins - low / bins) / 2  # of a width: a whole one times a step may overflow
    inner = (2 * (low / 2 + half * step) for step in range(1, bins))
    return [low, *(min(max(edge, low), high) for edge in inner), high]


class Spread:
    """Second pass over one column: histogram, distinct values, the most frequent ones."""

    def __init__(self, dtype: str, moments: Moments) -> None:
        self.dtype = dtype
        self.edges = edges_for(moments, dtype)
        self.counts: Any = 0
        self.values: dict[Any, int] | None = {}

    def update(self, column: Any) -> None:
        import numpy as np

        if self.edges and column.null_count < len(column):
            counts, _ = np.histogram(_floats(column, self.dtype), bins=self.edges)
            self.counts = self.counts + counts
        if self.values is not None:
            self.values = _counted(self.values, column.drop_null().value_counts())

    def top(self) -> list[tuple[str, int]]:
        ranked = sorted((self.values or {}).items(), key=lambda item: (-item[1], str(item[0])))
        return [(str(value)[:200], count) for value, count in ranked[:TOP_VALUES]]


def _counted(values: dict[Any, int], more: Any) -> dict[Any, int] | None:
    """``values`` with a batch's counts added; None once there are too many to keep."""
    if len(more) > DISTINCT_CAP:
        return None
    for item in more.to_pylist():
        values[item["values"]] = values.get(item["values"], 0) + item["counts"]
    if len(values) > DISTINCT_CAP or _characters(values) > MOST_TEXT:
        return None
    return values


def _characters(values: dict[Any, int]) -> int:
    return sum(len(value) for value in values if isinstance(value, str))


class TableProfile(BaseModel):
    """``columns`` for engines and pages, ``details`` by column name, ``alerts`` in words."""

    columns: list[ColumnProfile]
    details: dict[str, ColumnDetail]
    alerts: list[Message] = []


def profile_file(
    path: Path, columns: Sequence[StoredColumn], moments: Sequence[Moments]
) -> TableProfile:
    """Read a stored Parquet file once more, one row group at a time, and describe its columns."""
    import pyarrow.parquet as pq

    spreads = [
        Spread(column.dtype, moment) for column, moment in zip(columns, moments, strict=True)
    ]
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            for index, spread in enumerate(spreads):
                table = file.read_row_group(group, columns=[columns[index].name])
                spread.update(table.column(0).combine_chunks())
    described = list(zip(columns, moments, spreads, strict=True))
    return TableProfile(
        columns=[_profile(*each) for each in described],
        details={each[0].name: _detail(*each) for each in described},
        alerts=[alert for each in described for alert in _alerts(*each)],
    )


def _profile(column: StoredColumn, moments: Moments, spread: Spread) -> ColumnProfile:
    numeric = column.dtype in NUMERIC
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        unit=column.unit,
        missing=moments.missing,
        distinct=None if spread.values is None else len(spread.values),
        minimum=_finite(moments.low) if numeric else None,
        maximum=_finite(moments.high) if numeric else None,
        example=moments.example,
        length=moments.length,
    )


def _detail(column: StoredColumn, moments: Moments, spread: Spread) -> ColumnDetail:
    numeric = column.dtype in NUMERIC
    counted = spread.edges and moments.count
    return ColumnDetail(
        kind=column.kind,
        mean=_finite(moments.mean) if numeric and moments.count else None,
        sd=moments.sd if numeric else None,
        zeros=moments.zeros if numeric else 0,
        histogram=Histogram(edges=spread.edges, counts=[int(n) for n in spread.counts])
        if counted
        else None,
        top=[] if numeric else spread.top(),
        distinct_is_more=spread.values is None,
        first=_day(moments.low) if column.dtype in ORDINAL else "",
        last=_day(moments.high) if column.dtype in ORDINAL else "",
    )


def _day(days: float | None) -> str:
    import numpy as np

    return "" if days is None else str(np.datetime64(int(days // 1), "D"))


def _alerts(column: StoredColumn, moments: Moments, spread: Spread) -> list[Message]:
    if moments.rows and moments.missing == moments.rows:
        return [msg("Column '{name}' is empty.", name=column.name)]
    alerts = []
    if spread.values is not None and len(spread.values) == 1 and moments.rows > 1:
        alerts.append(
            msg("Column '{name}' has one and the same value in every filled row.", name=column.name)
        )
    if moments.rows and moments.missing / moments.rows > 0.5:
        share = Num(value=moments.missing / moments.rows, style="percent", decimals=0)
        alerts.append(msg("Column '{name}' is {share} missing.", name=column.name, share=share))
    return alerts

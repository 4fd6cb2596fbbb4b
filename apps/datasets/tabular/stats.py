"""What is known of a column: counts, moments, a histogram, its most frequent values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from apps.core.messages import Message, Num, msg
from apps.datasets.tabular.schema import NUMERIC, StoredColumn, arrow_type
from apps.engines.contract import ColumnProfile, Dtype

MOST_BINS = 30
DISTINCT_CAP = 10_000
TOP_VALUES = 12
TOGETHER = 65_536  # values of batches that are added to the others at once
TOGETHER_BYTES = 4 * 1024**2
MOST_TEXT = 16 * 1024**2  # characters of distinct values that are kept to be counted
EVEN = 1e-9  # of the largest edge: where bins are narrower, rounding shifts them by whole ones
NEAR = 1e-6  # of a bin: further from an edge, rounding cannot have crossed it
NARROWEST = 1e-290  # below this doubles lose digits
PIECE = 8_192  # values that fit the processor's nearest memory with all that is made of them
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


class Values:
    """First pass over one column: its distinct values and how often each is there; ``counts`` is
    None once there are too many to keep.
    """

    def __init__(self) -> None:
        self._counts: dict[Any, int] | None = {}
        self._waiting: list[tuple[Any, Any]] = []  # values and counts of some batches
        self._rows = self._bytes = 0  # of what waits

    def update(self, column: Any) -> None:
        """Count an array, which may come coded."""
        if self._counts is None:
            return
        distinct, counts = _distinct(column)
        if len(distinct) > DISTINCT_CAP or distinct.nbytes > MOST_TEXT:
            self._counts, self._waiting = None, []
            return
        self._waiting.append((distinct, counts))
        self._rows += len(distinct)
        self._bytes += distinct.nbytes
        if self._rows > TOGETHER or self._bytes > TOGETHER_BYTES:
            self._merge()

    @property
    def counts(self) -> dict[Any, int] | None:
        if self._waiting:
            self._merge()
        return self._counts

    def _merge(self) -> None:
        """Add what waits. Many batches at once: they mostly have the same values."""
        import pyarrow as pa  # not needed to start the web process

        counts = self._counts or {}
        names = ["value", "count"]
        tables = [pa.table(list(each), names=names) for each in self._waiting]
        merged = pa.concat_tables(tables).group_by("value").aggregate([("count", "sum")])
        for value, count in zip(*(column.to_pylist() for column in merged.columns), strict=True):
            counts[value] = counts.get(value, 0) + count
        too_many = len(counts) > DISTINCT_CAP or _characters(counts) > MOST_TEXT
        self._counts, self._waiting = None if too_many else counts, []
        self._rows = self._bytes = 0

    def top(self) -> list[tuple[str, int]]:
        ranked = sorted((self.counts or {}).items(), key=lambda item: (-item[1], str(item[0])))
        return [(str(value)[:200], count) for value, count in ranked[:TOP_VALUES]]


class Bins:
    """The histogram of one column, whose range the first pass has told. ``is_open``: the values
    themselves are needed, since too many were distinct to be kept.
    """

    def __init__(self, dtype: Dtype, moments: Moments, values: Values) -> None:
        self.dtype = dtype
        self.edges = edges_for(moments, dtype)
        self.is_open = bool(self.edges) and values.counts is None
        self.counts: Any = 0
        if self.edges and values.counts:
            self._count(values.counts)

    def _count(self, counts: dict[Any, int]) -> None:
        import numpy as np  # not needed to start the web process
        import pyarrow as pa

        found = _floats(pa.array(list(counts), arrow_type(self.dtype)), self.dtype)
        self.counts, _ = np.histogram(found, bins=self.edges, weights=list(counts.values()))

    def update(self, column: Any) -> None:
        if column.null_count < len(column):
            self.counts = self.counts + _histogram(_floats(column, self.dtype), self.edges)


def _histogram(values: Any, edges: Sequence[float]) -> Any:
    """``np.histogram(values, bins=edges)`` of edges that are equally far apart but for rounding
    and have all values between them. numpy sorts the values for any edges; these tell the bin by
    arithmetic, and only values next to an edge are compared with it.
    """
    import numpy as np

    bounds = np.asarray(edges)
    bins, low, high = len(edges) - 1, edges[0], edges[-1]
    width = (high - low) / bins
    if not max(EVEN * max(abs(low), abs(high)), NARROWEST) < width < math.inf:
        return np.histogram(values, bins=bounds)[0]
    counts = np.zeros(bins, dtype=np.int64)
    for start in range(0, len(values), PIECE):
        piece = values[start : start + PIECE]
        exact = (piece - low) / width
        places = exact.astype(np.int64)
        near = np.flatnonzero(np.abs(exact - places - 0.5) > 0.5 - NEAR)
        found = np.searchsorted(bounds, piece[near], side="right") - 1
        places[near] = np.minimum(found, bins - 1)
        counts += np.bincount(places, minlength=bins)
    return counts


def _distinct(column: Any) -> tuple[Any, Any]:
    """The values of a column, as an array, and how often each of them stands in it. A coded column
    may name a value more than once; null, and what no row has, is left out.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_dictionary(column.type):
        values, counts = column.drop_null().value_counts().flatten()
        return values, counts.to_numpy()
    codes = column.indices.drop_null().to_numpy()
    counts = np.bincount(codes, minlength=len(column.dictionary))
    there = pc.and_(pa.array(counts > 0), pc.is_valid(column.dictionary))
    return column.dictionary.filter(there), counts[there.to_numpy(zero_copy_only=False)]


def _characters(values: dict[Any, int]) -> int:
    return sum(len(value) for value in values if isinstance(value, str))


class TableProfile(BaseModel):
    """``columns`` for engines and pages, ``details`` by column name, ``alerts`` in words."""

    columns: list[ColumnProfile]
    details: dict[str, ColumnDetail]
    alerts: list[Message] = []


def profile_file(
    path: Path,
    columns: Sequence[StoredColumn],
    moments: Sequence[Moments],
    values: Sequence[Values],
) -> TableProfile:
    """Describe the columns of a stored Parquet file of which a first pass told ``moments`` and
    ``values``. Those whose bins are open are read once more, one row group at a time.
    """
    import pyarrow.parquet as pq

    bins = [
        Bins(column.dtype, moment, counted)
        for column, moment, counted in zip(columns, moments, values, strict=True)
    ]
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            for column, bin_ in zip(columns, bins, strict=True):
                if bin_.is_open:
                    table = file.read_row_group(group, columns=[column.name])
                    bin_.update(table.column(0).combine_chunks())
    described = list(zip(columns, moments, values, strict=True))
    return TableProfile(
        columns=[_profile(*each) for each in described],
        details={
            each[0].name: _detail(*each, bin_) for each, bin_ in zip(described, bins, strict=True)
        },
        alerts=[alert for each in described for alert in _alerts(*each)],
    )


def _profile(column: StoredColumn, moments: Moments, values: Values) -> ColumnProfile:
    numeric = column.dtype in NUMERIC
    return ColumnProfile(
        name=column.name,
        dtype=column.dtype,
        unit=column.unit,
        missing=moments.missing,
        distinct=None if values.counts is None else len(values.counts),
        minimum=_finite(moments.low) if numeric else None,
        maximum=_finite(moments.high) if numeric else None,
        example=moments.example,
        length=moments.length,
    )


def _detail(column: StoredColumn, moments: Moments, values: Values, bins: Bins) -> ColumnDetail:
    numeric = column.dtype in NUMERIC
    counted = bins.edges and moments.count
    return ColumnDetail(
        kind=column.kind,
        mean=_finite(moments.mean) if numeric and moments.count else None,
        sd=moments.sd if numeric else None,
        zeros=moments.zeros if numeric else 0,
        histogram=Histogram(edges=bins.edges, counts=[int(n) for n in bins.counts])
        if counted
        else None,
        top=[] if numeric else values.top(),
        distinct_is_more=values.counts is None,
        first=_day(moments.low) if column.dtype in ORDINAL else "",
        last=_day(moments.high) if column.dtype in ORDINAL else "",
    )


def _day(days: float | None) -> str:
    import numpy as np

    return "" if days is None else str(np.datetime64(int(days // 1), "D"))


def _alerts(column: StoredColumn, moments: Moments, values: Values) -> list[Message]:
    if moments.rows and moments.missing == moments.rows:
        return [msg("Column '{name}' is empty.", name=column.name)]
    alerts = []
    if values.counts is not None and len(values.counts) == 1 and moments.rows > 1:
        alerts.append(
            msg("Column '{name}' has one and the same value in every filled row.", name=column.name)
        )
    if moments.rows and moments.missing / moments.rows > 0.5:
        share = Num(value=moments.missing / moments.rows, style="percent", decimals=0)
        alerts.append(msg("Column '{name}' is {share} missing.", name=column.name, share=share))
    return alerts

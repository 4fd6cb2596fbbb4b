"""The rows of a table on the scale that segments are sought on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg, msgn
from apps.engines.builtin.segments import order, slots
from apps.engines.builtin.segments.looking import Flags, Floats, Look, look, transformed
from apps.engines.builtin.segments.params import Scaling, SegmentsParams
from apps.engines.contract import Context, InputProfile, InputTable, Issue, Refusal

Array = NDArray[Any]
Places = NDArray[np.int64]
BLOCK = 65_536
EXACT_ROWS = 200_000  # kept as doubles; more are kept as singles
SORTED_ROWS = 50_000  # put in an order that their values decide
IN_MEMORY = 512 * 1024**2  # bytes; what is larger lies in a file of the run's own


@dataclass(frozen=True)
class Scale:
    """Measures in use, and how a cell becomes a number: ``(value − shift) / unit``, of the
    logarithm where ``logs`` says so. ``mean`` and ``sd`` are those of the rows in use, before that.
    """

    names: list[str]
    logs: Flags
    shift: Floats
    unit: Floats
    mean: Floats
    sd: Floats

    def apply(self, values: Any) -> Floats:
        """(n, p) cells in their own units to the scale."""
        return np.asarray((transformed(values, self.logs) - self.shift) / self.unit)

    def invert(self, x: Any) -> Floats:
        """(n, p) back to the cells' own units."""
        values = np.asarray(x, dtype=np.float64) * self.unit + self.shift
        values[:, self.logs] = np.exp(values[:, self.logs])
        return values

    def in_sd(self, x: Any) -> Floats:
        """(n, p) as distances from the mean of all rows, in standard deviations of each measure."""
        values = np.asarray(x, dtype=np.float64) * self.unit + self.shift
        return np.asarray((values - self.mean) / self.sd)


@dataclass
class Rows:
    """``x`` (n, p) on the scale; ``places`` (n,) where each row stands in the table, from 0."""

    x: Array
    places: Places

    def __len__(self) -> int:
        return len(self.places)

    def blocks(self) -> Iterator[Array]:
        for start in range(0, len(self), BLOCK):
            yield self.x[start : start + BLOCK]


@dataclass
class Sheet:
    """Rows in use and what became of the others. ``left_out`` are the first places of those;
    ``names`` are of all rows of the table where there are few enough to hold them;
    ``picked`` are the rows that segments are sought on, in the order of their values.
    """

    rows: Rows
    scale: Scale
    total: int
    missing: dict[str, int] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)
    gone: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    constant: list[str] = field(default_factory=list)
    odd_scale: list[str] = field(default_factory=list)
    repeated: int = 0
    name: str = ""
    names: list[str] | None = None
    picked: Places = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def sample(self, most: int, seed: int) -> Array:
        """(at most ``most``, p) rows on the scale, in the order of their values."""
        return self.rows.x[self.picked[order.some(len(self.picked), most, seed)]]


def read(ctx: Context, table: InputTable, params: SegmentsParams) -> Sheet:
    """The sheet of a table. :class:`Refusal` where no segments can be sought."""
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    profile = InputProfile(kind="dataset", id="", name="data", rows=table.rows,
                           columns=list(table.columns), roles=dict(table.roles))  # fmt: skip
    for issue in slots.check(params, {"data": profile}):
        raise _refusal(issue)
    ctx.check_cancelled()
    ctx.progress(0, 10, msg("Reading the rows"))
    names = slots.measures(table.roles)
    logs = np.isin(names, table.roles.get("logs", []))
    seen = look(ctx, table, names, logs)
    told = seen.low < seen.high
    _check_told(seen, names, told)
    kept = [name for name, there in zip(names, told, strict=True) if there]
    sheet = _kept(ctx, table, params, kept, (logs[told], seen.mean[told], seen.sd[told]))
    sheet.constant = [name for name, there in zip(names, told, strict=True) if not there]
    _finish(table, sheet, params.scaling)
    return sheet


def _refusal(issue: Issue) -> Refusal:
    return Refusal(issue.message, fix=issue.fix, field=issue.field)


def _check_told(seen: Look, names: list[str], told: Flags) -> None:
    for name, count in zip(names, seen.count.tolist(), strict=True):
        if count == 0:
            raise Refusal(
                msg("Column '{name}' is empty.", name=name),
                fix=msg("Choose another column."),
                field="data.measures",
            )
    if not told.any():
        raise Refusal(
            msg("Every measure has the same value in all rows: nothing tells rows apart."),
            fix=msg("Choose other measures."),
            field="data.measures",
        )


def _kept(
    ctx: Context,
    table: InputTable,
    params: SegmentsParams,
    names: list[str],
    spread: tuple[Flags, Floats, Floats],
) -> Sheet:
    """The rows that can be used, roughly scaled so that singles lose nothing."""
    logs, mean, sd = spread
    middle = _medians(table, names) if params.missing == "median" else None
    x, n = _room(ctx, table.rows, len(names)), 0
    words = np.empty(table.rows if table.rows > SORTED_ROWS else 0, dtype=np.uint64)
    places = np.empty(table.rows, dtype=np.int64)
    counts, filled = np.zeros(len(names), np.int64), np.zeros(len(names), np.int64)
    out: list[int] = []
    start = 0
    for batch in table.batches(names):
        ctx.check_cancelled()
        empty = np.isnan(batch)
        if middle is not None:
            filled += empty.sum(axis=0)
            batch = np.where(empty, middle, batch)
        counts += np.isnan(batch).sum(axis=0)
        whole = ~np.isnan(batch).any(axis=1)
        out += (np.flatnonzero(~whole)[: max(20 - len(out), 0)] + start).tolist()
        good = transformed(batch[whole], logs)
        x[n : n + len(good)] = (good - mean) / sd
        places[n : n + len(good)] = np.flatnonzero(whole) + start
        if len(words):
            words[n : n + len(good)] = order.row_words(batch[whole], ctx.seed)
        n, start = n + len(good), start + len(batch)
    missing = {name: int(count) for name, count in zip(names, counts, strict=True) if count}
    _check_missing(params, missing, start - n, start)
    if n < slots.least_rows(params):
        raise _refusal(slots.few_rows(n, slots.least_rows(params)))
    sheet = Sheet(
        rows=Rows(x[:n], places[:n]),
        scale=Scale(names, logs, mean, sd, mean, sd),
        total=start,
        missing=missing,
        left_out=out,
        gone=start - n,
        filled={name: int(count) for name, count in zip(names, filled, strict=True) if count},
    )
    if len(words):
        words, sheet.repeated = order.counted(words[:n])
        sheet.picked = order.sample(words, SORTED_ROWS)
    return sheet


def _medians(table: InputTable, names: list[str]) -> Floats:
    """Of each measure in its own unit, one column at a time."""
    return np.array([
        float(np.nanmedian(np.concatenate([block[:, 0] for block in table.batches([name])])))
        for name in names
    ])  # fmt: skip


def _room(ctx: Context, rows: int, columns: int) -> Array:
    kind = np.float64 if rows <= EXACT_ROWS else np.float32
    if rows * columns * np.dtype(kind).itemsize <= IN_MEMORY:
        return np.empty((rows, columns), dtype=kind)
    return np.memmap(ctx.tmpdir / "rows.bin", dtype=kind, mode="w+", shape=(rows, columns))


def _check_missing(params: SegmentsParams, missing: dict[str, int], gone: int, rows: int) -> None:
    if params.missing == "refuse" and gone:
        raise Refusal(
            msgn(
                "{count} of {rows} rows has a missing value in {names}.",
                "{count} of {rows} rows have a missing value in {names}.",
                gone,
                rows=rows,
                names=list(missing),
            ),
            fix=msg("Fill the gaps, or choose to leave such rows out."),
            field="missing",
        )


def _finish(table: InputTable, sheet: Sheet, scaling: Scaling) -> None:
    """The scale of the rows in use, their order, what is repeated, and their names."""
    rows, rough = sheet.rows, sheet.scale
    mean, sd = _moments(rows)
    told = sd > 1e-10
    if not told.any():
        raise Refusal(
            msg("Every measure has the same value in all rows: nothing tells rows apart."),
            fix=msg("Choose other measures, or fill gaps so that more rows can be used."),
            field="data.measures",
        )
    if not told.all():
        sheet.constant += [n for n, there in zip(rough.names, told, strict=True) if not there]
        rows.x = rows.x[:, told]
        mean, sd = mean[told], sd[told]
    names = [name for name, there in zip(rough.names, told, strict=True) if there]
    shift, unit = rough.shift[told] + mean * rough.unit[told], sd * rough.unit[told]
    centre, spread = _spread(rows, scaling, (mean, sd), rough.unit[told])
    sheet.odd_scale = [n for n, s in zip(names, spread, strict=True) if np.isnan(s)]
    spread = np.where(np.isnan(spread), sd, spread)
    for block in rows.blocks():
        block -= centre.astype(block.dtype)
        block /= spread.astype(block.dtype)
    sheet.scale = Scale(
        names,
        rough.logs[told],
        rough.shift[told] + centre * rough.unit[told],
        spread * rough.unit[told],
        shift,
        unit,
    )
    _name(table, sheet)
    _sort(sheet)


def _moments(rows: Rows) -> tuple[Floats, Floats]:
    mean = sum(block.sum(axis=0, dtype=np.float64) for block in rows.blocks()) / len(rows)
    square = sum(((block - mean) ** 2).sum(axis=0) for block in rows.blocks())
    return np.asarray(mean), np.sqrt(np.asarray(square) / len(rows))


def _spread(
    rows: Rows, scaling: Scaling, moments: tuple[Floats, Floats], unit: Floats
) -> tuple[Floats, Floats]:
    """Centre and unit of each measure in the rough scale; a unit is NaN where more than half of
    the rows share one value, so that there is no robust deviation.
    """
    mean, sd = moments
    if scaling == "z":
        return mean, sd
    if scaling == "none":
        common = float(np.sqrt(np.mean((sd * unit) ** 2)))  # keeps numbers near 1
        return mean, common / unit
    centre, spread = mean.copy(), sd.copy()
    for place in range(len(mean)):
        column = np.asarray(rows.x[:, place], dtype=np.float64)
        centre[place] = np.median(column)
        deviation = 1.4826 * float(np.median(np.abs(column - centre[place])))
        spread[place] = deviation if deviation > 1e-6 * sd[place] else np.nan
    return centre, spread


def _name(table: InputTable, sheet: Sheet) -> None:
    sheet.name = next(iter(table.roles.get("name", [])), "")
    if sheet.name and table.rows <= SORTED_ROWS:
        sheet.names = [text.strip() for text in table.texts(sheet.name, range(table.rows))]


def _sort(sheet: Sheet) -> None:
    """Few rows come in the order of their values and names, and repeated ones are counted; of many
    those that segments are sought on.
    """
    rows = sheet.rows
    if len(sheet.picked):
        turned = order.sorted_rows(rows.x[sheet.picked])
        sheet.picked = sheet.picked[turned]
        return
    keys = [*rows.x.T[::-1]]
    if sheet.names is not None:
        called = np.array(sheet.names, dtype=np.str_)[rows.places]
        keys.insert(0, np.unique(called, return_inverse=True)[1])
    turned = np.lexsort(keys)
    rows.x, rows.places = np.ascontiguousarray(rows.x[turned]), rows.places[turned]
    sheet.picked = np.arange(len(rows))
    sheet.repeated = int((rows.x[1:] == rows.x[:-1]).all(axis=1).sum())


def label(table: InputTable, sheet: Sheet, places: list[int]) -> list[str]:
    """What rows at places of the table are called; '' for those without a name."""
    if not sheet.name or not places:
        return [""] * len(places)
    if sheet.names is not None:
        return [sheet.names[place] for place in places]
    return [text.strip() for text in table.texts(sheet.name, places)]

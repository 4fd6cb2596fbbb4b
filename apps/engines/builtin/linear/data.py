"""Clean rows of a table, in batches: missing values dropped and counted, impossible ones refused.

A small table is read once and kept; a large one is read again for each pass, so that memory does
not grow with the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.contract import Context, InputTable, Refusal

Floats = NDArray[np.float64]
KEEP_BYTES = 96 * 1024**2
BATCH_VALUES = 1_000_000
LEAST, MOST = 1e-100, 1e100  # squares of numbers beyond these leave the range of a double


@dataclass(frozen=True)
class Spec:
    """Which columns play which part. ``weight_kind`` as in :class:`..slots.WeightKind`."""

    targets: list[str]
    predictors: list[str]
    weights: str | None = None
    labels: str | None = None
    intercept: bool = True
    weight_kind: Literal["analytic", "frequency"] = "analytic"
    missing: Literal["drop", "refuse"] = "drop"

    @property
    def names(self) -> list[str]:
        return [*self.predictors, *self.targets, *([self.weights] if self.weights else [])]

    @property
    def unknowns(self) -> int:
        return len(self.predictors) + int(self.intercept)


def spec_of(table: InputTable, params: LinearParams) -> Spec:
    """Who plays which part. Refuses an empty table and a missing target."""
    roles = table.roles
    if not roles.get("target"):
        raise Refusal(msg("Choose a target."), field="data.target")
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    return Spec(
        targets=list(roles["target"]),
        predictors=list(roles.get("predictors", [])),
        weights=_only(roles.get("weights", [])),
        labels=_only(roles.get("labels", [])),
        intercept=params.intercept,
        weight_kind=params.weights_mean,
        missing=params.missing,
    )


def _only(names: list[str]) -> str | None:
    return names[0] if names else None


@dataclass
class Block:
    """Used rows: positions in the table (from 0), x (n, k), y (n, m), w (n,) of weights."""

    positions: NDArray[np.int64]
    x: Floats
    y: Floats
    w: Floats

    def __len__(self) -> int:
        return len(self.positions)


@dataclass
class Scan:
    """What the first pass found. ``total_weight`` is the number of rows where no weights are."""

    rows: int = 0
    used: int = 0
    dropped_missing: int = 0
    dropped_weightless: int = 0
    missing_by_column: dict[str, int] = field(default_factory=dict)
    total_weight: float = 0.0
    minimum: Floats = field(default_factory=lambda: np.empty(0))
    maximum: Floats = field(default_factory=lambda: np.empty(0))
    mean: Floats = field(default_factory=lambda: np.empty(0))
    heaviest: float = 0.0
    even_weights: bool = True


class CleanRows:
    """The usable rows of one table for one model. ``scan`` is there once it is made."""

    def __init__(self, ctx: Context, table: InputTable, spec: Spec, *, passes: int = 3) -> None:
        self.ctx = ctx
        self.table = table
        self.spec = self._asked = spec
        self.passes = passes
        self._stay: list[int] | None = None
        self._done = 0
        width = len(spec.names)
        self.batch_rows = max(4096, BATCH_VALUES // max(width, 1) // 4096 * 4096)
        self._keep = table.rows * (width + 1) * 8 <= KEEP_BYTES
        self._kept: list[Block] | None = None
        self.scan = self._scan()

    def blocks(self, note: Message) -> Iterator[Block]:
        """One pass over the used rows, with progress and a chance to cancel for each batch."""
        for block in self._kept if self._kept is not None else self._read(None):
            self.ctx.check_cancelled()
            yield block
            self._advance(len(block), note)

    def quiet_blocks(self) -> Iterator[Block]:
        """The kept rows again, without progress: for short passes over a small table."""
        for block in self._kept or ():
            self.ctx.check_cancelled()
            yield block

    def narrow(self, stay: list[int]) -> None:
        """Go on with only these predictors (positions in the list of predictors)."""
        k = len(self.spec.predictors)
        self.spec = replace(self.spec, predictors=[self.spec.predictors[j] for j in stay])
        columns = [*stay, *range(k, k + len(self.spec.targets))]
        for name in ("minimum", "maximum", "mean"):
            setattr(self.scan, name, getattr(self.scan, name)[columns])
        if self._kept is not None:
            self._kept = [replace(block, x=block.x[:, stay]) for block in self._kept]
        self._stay = stay  # which rows are usable was decided with all columns, and stays so

    @property
    def fits_in_memory(self) -> bool:
        return self._kept is not None

    def _advance(self, rows: int, note: Message) -> None:
        self._done += rows
        self.ctx.progress(self._done, max(self.table.rows, 1) * self.passes, note)

    def _scan(self) -> Scan:
        width = len(self.spec.predictors) + len(self.spec.targets)
        scan = Scan(rows=self.table.rows, missing_by_column=dict.fromkeys(self.spec.names, 0))
        scan.minimum, scan.maximum = np.full(width, np.inf), np.full(width, -np.inf)
        sums = np.zeros(width)
        kept: list[Block] = []
        for block in self._read(scan):
            self.ctx.check_cancelled()
            _take_in(scan, block, sums)
            if self._keep:
                kept.append(block)
            self._advance(len(block), msg("Reading the rows"))
        scan.mean = sums / scan.total_weight if scan.total_weight else sums
        self._kept = kept if self._keep else None
        self._check_missing(scan)
        _refuse_extreme(scan, self.spec)
        return scan

    def _check_missing(self, scan: Scan) -> None:
        if self.spec.missing == "refuse" and scan.dropped_missing:
            names = [name for name, count in scan.missing_by_column.items() if count]
            raise Refusal(
                msgn(
                    "{count} of {rows} rows has a missing value in {names}.",
                    "{count} of {rows} rows have a missing value in {names}.",
                    scan.dropped_missing,
                    rows=scan.rows,
                    names=names,
                ),
                fix=msg("Fill the gaps, or choose to leave such rows out."),
                field="missing",
            )

    def _read(self, scan: Scan | None) -> Iterator[Block]:
        start = 0
        for values in self.table.batches(self._asked.names, self.batch_rows):
            yield self._clean(values, start, scan)
            start += len(values)

    def _clean(self, values: Floats, start: int, scan: Scan | None) -> Block:
        refuse_infinite(values, self._asked.names, start)
        absent = np.isnan(values)
        usable: NDArray[np.bool_] = np.logical_not(absent.any(axis=1))
        if scan is not None:
            scan.dropped_missing += int(len(values) - usable.sum())
            for name, count in zip(self._asked.names, absent.sum(axis=0), strict=True):
                scan.missing_by_column[name] += int(count)
        if self.spec.weights:
            usable &= self._weighted(values, start, usable, scan)
        k, m = len(self._asked.predictors), len(self._asked.targets)
        everything = bool(usable.all())
        clean = values if everything else values[usable]
        w = clean[:, k + m].copy() if self.spec.weights else np.ones(len(clean))
        places = np.flatnonzero(usable) + start
        x = clean[:, :k] if self._stay is None else clean[:, self._stay]
        return Block(places, x, clean[:, k : k + m], w)

    def _weighted(
        self, values: Floats, start: int, usable: NDArray[np.bool_], scan: Scan | None
    ) -> NDArray[np.bool_]:
        w = values[:, -1]
        name = str(self.spec.weights)
        _refuse_rows(
            usable & (w < 0), start, msg("Row {row}: the weight in '{name}' is negative."), name
        )
        if self.spec.weight_kind == "frequency":
            _refuse_rows(
                usable & (w != np.floor(w)),
                start,
                msg("Row {row}: the number of repeats in '{name}' is not a whole number."),
                name,
            )
        if scan is not None:
            scan.dropped_weightless += int((usable & (w == 0)).sum())
        return np.asarray(w > 0)


def _take_in(scan: Scan, block: Block, sums: Floats) -> None:
    if not len(block):
        return
    values = np.hstack([block.x, block.y])
    np.minimum(scan.minimum, values.min(axis=0), out=scan.minimum)
    np.maximum(scan.maximum, values.max(axis=0), out=scan.maximum)
    sums += block.w @ values
    scan.used += len(block)
    scan.total_weight += float(block.w.sum())
    scan.heaviest = max(scan.heaviest, float(block.w.max()))
    scan.even_weights = scan.even_weights and bool((block.w == 1.0).all())


def _refuse_extreme(scan: Scan, spec: Spec) -> None:
    """Refuse a column whose numbers cannot be squared without losing them."""
    if not scan.used:
        return
    reach = [*np.maximum(np.abs(scan.minimum), np.abs(scan.maximum)).tolist(), scan.heaviest]
    for name, most in zip(spec.names, reach, strict=False):
        if most == 0 or LEAST <= most <= MOST:
            continue
        values: dict[str, Num | str] = {"name": name, "most": Num(value=most, digits=3)}
        message = (
            msg("The numbers of column '{name}' are too large to compute with: {most}.", **values)
            if most > MOST
            else msg(
                "The numbers of column '{name}' are too small to compute with: {most}.", **values
            )
        )
        raise Refusal(message, fix=msg("Give them in another unit."), field="data")


def refuse_infinite(values: Floats, names: list[str], start: int) -> None:
    """Refuse a batch with an infinite value, naming its row (from 1) and column."""
    bad = np.isinf(values)
    if not bad.any():
        return
    row, column = (int(place) for place in np.argwhere(bad)[0])
    raise Refusal(
        msg(
            "Row {row} of column '{name}' is infinite.",
            row=start + row + 1,
            name=names[column],
        ),
        fix=msg("Correct the value, or leave it empty."),
        field="data",
    )


def _refuse_rows(bad: NDArray[np.bool_], start: int, message: Message, name: str) -> None:
    if bad.any():
        row = int(np.flatnonzero(bad)[0]) + start + 1
        raise Refusal(
            Message(text=message.text, values={"row": row, "name": name}),
            fix=msg("Correct the weight, or choose another column."),
            field="data.weights",
        )

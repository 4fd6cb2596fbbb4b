"""Clean rows of a table, in batches: missing values dropped and counted, impossible ones refused.

A small table is read once and kept; a large one is read again for each pass, so that memory does
not grow with the number of rows. The first pass already gathers the triangle of the fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.linear.scan import (
    Block,
    Floats,
    Scan,
    Spec,
    refuse_infinite,
    refuse_rows,
    refuse_tiny,
    take_in,
)
from apps.engines.builtin.linear.whitened import Triangle
from apps.engines.contract import Context, InputTable, Refusal

KEEP_BYTES = 96 * 1024**2
BATCH_VALUES = 1_000_000


class CleanRows:
    """The usable rows of one table for one model. ``scan`` and ``triangle`` are there once it is
    made.
    """

    def __init__(self, ctx: Context, table: InputTable, spec: Spec, *, passes: int = 2) -> None:
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
        self._codes = group_codes(table, spec.cluster) if spec.cluster else None
        self.triangle = Triangle(spec.unknowns + len(spec.targets), spec.intercept)
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
        for name in ("minimum", "maximum", "sums"):
            setattr(self.scan, name, getattr(self.scan, name)[columns])
        if self._kept is not None:
            self._kept = [
                replace(block, values=np.asfortranarray(block.values[:, columns]), k=len(stay))
                for block in self._kept
            ]
        self._stay = stay  # which rows are usable was decided with all columns, and stays so

    @property
    def fits_in_memory(self) -> bool:
        return self._kept is not None

    @property
    def groups(self) -> int:
        """How many groups there are by the column of groups."""
        return int(self._codes.max(initial=-1)) + 1 if self._codes is not None else 0

    def _advance(self, rows: int, note: Message) -> None:
        self._done += rows
        self.ctx.progress(self._done, max(self.table.rows, 1) * self.passes, note)

    def _scan(self) -> Scan:
        scan = Scan.empty(self.table.rows, self.spec)
        kept: list[Block] = []
        for block in self._read(scan):
            self.ctx.check_cancelled()
            take_in(scan, block, self.spec)
            self.triangle.add(block)
            if self._keep:
                kept.append(block)
            self.ctx.check_cancelled()
            self._advance(len(block), msg("Reading the rows"))
        self._kept = kept if self._keep else None
        self._check_missing(scan)
        refuse_tiny(scan, self.spec)
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
        spec = self._asked
        codes = None if self._codes is None else self._codes[start : start + len(values)]
        usable = self._usable(values, codes, start, scan)
        places = np.arange(start, start + len(values))
        w = values[:, -1] if spec.weights else np.ones(len(values))
        clean = values[:, : len(spec.predictors) + len(spec.targets)]
        if usable is not None:
            places, w, clean = places[usable], w[usable], clean[usable]
            codes = None if codes is None else codes[usable]
        k = len(spec.predictors)
        if self._stay is not None:
            clean = clean[:, [*self._stay, *range(k, k + len(spec.targets))]]
            k = len(self._stay)
        return Block(places, np.asfortranarray(clean), w, k, not spec.weights, codes)

    def _usable(
        self, values: Floats, codes: NDArray[np.int64] | None, start: int, scan: Scan | None
    ) -> NDArray[np.bool_] | None:
        """Which rows can be used; None where all can."""
        with np.errstate(over="ignore", invalid="ignore"):
            complete = bool(np.isfinite(values.sum(axis=0)).all())  # no gap, nothing infinite
        grouped = codes is None or bool((codes >= 0).all())
        if complete and grouped and not self.spec.weights:
            return None
        refuse_infinite(values, self._asked.names, start)
        absent = np.isnan(values)
        if codes is not None:
            absent = np.column_stack([absent, codes < 0])
        usable: NDArray[np.bool_] = np.logical_not(absent.any(axis=1))
        if scan is not None:
            scan.dropped_missing += int(len(values) - usable.sum())
            for name, count in zip(self._asked.every_name, absent.sum(axis=0), strict=True):
                scan.missing_by_column[name] += int(count)
        if self.spec.weights:
            usable &= self._weighted(values, start, usable, scan)
        return None if bool(usable.all()) else usable

    def _weighted(
        self, values: Floats, start: int, usable: NDArray[np.bool_], scan: Scan | None
    ) -> NDArray[np.bool_]:
        w = values[:, -1]
        name = str(self.spec.weights)
        refuse_rows(
            usable & (w < 0), start, msg("Row {row}: the weight in '{name}' is negative."), name
        )
        if self.spec.weight_kind == "frequency":
            refuse_rows(
                usable & (w != np.floor(w)),
                start,
                msg("Row {row}: the number of repeats in '{name}' is not a whole number."),
                name,
            )
        if scan is not None:
            scan.dropped_weightless += int((usable & (w == 0)).sum())
        return np.asarray(w > 0)


def group_codes(table: InputTable, name: str) -> NDArray[np.int64]:
    """(rows,) the group of each row, numbered from 0 by the order of names; -1 where missing."""
    import polars as pl  # heavy, and only where errors are by group

    column = table.frame([name])[name]
    if column.dtype.is_float():
        column = column.fill_nan(None)
    ranks = (column.rank("dense").cast(pl.Int64) - 1).fill_null(-1)
    return np.asarray(ranks.to_numpy(), dtype=np.int64)

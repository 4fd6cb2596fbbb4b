"""Rows of a table that can be used, batch by batch; what is left out is counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines.builtin.linear.scan import (
    Apart,
    Block,
    Floats,
    Scan,
    Spec,
    refuse_infinite,
    refuse_rows,
)
from apps.engines.builtin.linear.terms.told import Told, made, response
from apps.engines.contract import InputTable

Codes = NDArray[np.int64]
Early = NDArray[np.bool_] | None
LEAST_ROWS = 4096  # of a batch


class Reader:
    """The usable rows of a table, of those from ``span[0]`` to before ``span[1]`` where given.

    ``codes`` (rows,) number the groups of all rows of the table, where errors are by group.
    """

    def __init__(
        self,
        table: InputTable,
        spec: Spec,
        codes: Codes | None,
        span: tuple[int, int] | None = None,
    ) -> None:
        self.table, self.spec, self.codes, self.span = table, spec, codes, span
        self._told = None if spec.design is None else Told(table, spec.design)

    @property
    def _plain(self) -> bool:
        """Whether rows without gaps enter as they are stored."""
        spec = self.spec
        return self.codes is None and spec.design is None and not (spec.weights or spec.curves)

    @property
    def step(self) -> str:
        """How far one period is from the next, where earlier ones are asked for."""
        return "" if self._told is None else self._told.derived.step

    def blocks(self, values: int, scan: Scan | None = None) -> Iterator[Block]:
        """Blocks of about so many ``values``; ``scan`` counts what is left out."""
        start = self.span[0] if self.span else 0
        names = self.spec.names
        rows = max(LEAST_ROWS, values // self.spec.width // LEAST_ROWS * LEAST_ROWS)
        if self._plain:
            for columns in self.table.batches_apart(names, rows, self.span):
                block = Apart(start, columns, len(self.spec.predictors))
                yield block if block.complete else self._clean(block.values, start, scan)
                start += len(block)
            return
        if self._told is not None:
            names = [*self._told.reads, *names[len(self._told.names) :]]
        for batch in self.table.batches(names, rows, self.span):
            told: tuple[Floats, Early] = (batch, None)
            if self._told is not None:
                told = self._told.joined(batch, start)
            yield self._clean(told[0], start, scan, told[1])
            start += len(batch)

    def _clean(self, values: Floats, start: int, scan: Scan | None, early: Early = None) -> Block:
        spec = self.spec
        codes = None if self.codes is None else self.codes[start : start + len(values)]
        usable = self._usable(values, codes, start, scan, early)
        places = np.arange(start, start + len(values))
        w = values[:, -1] if spec.weights else np.ones(len(values))
        clean = values[:, : len(spec.columns) + len(spec.targets)]
        if usable is not None:
            places, w, clean = places[usable], w[usable], clean[usable]
            codes = None if codes is None else codes[usable]
        curved = clean[:, spec.plain : len(spec.columns)] if spec.curves else None
        if spec.design is not None:
            curved = clean[:, : len(spec.columns)]
        x, y = clean[:, : len(spec.columns)], clean[:, len(spec.columns) :]
        if spec.curves or spec.design is not None:
            clean = np.asfortranarray(np.hstack([made(spec, x, places), response(spec, y, places)]))
        return Block(places, clean, w, len(spec.predictors), not spec.weights, codes, curved)

    def _usable(
        self,
        values: Floats,
        codes: Codes | None,
        start: int,
        scan: Scan | None,
        early: Early = None,
    ) -> NDArray[np.bool_] | None:
        """Which rows can be used; None where all can. ``early`` rows lack an earlier period."""
        with np.errstate(over="ignore", invalid="ignore"):
            complete = bool(np.isfinite(values.sum(axis=0)).all())  # no gap, nothing infinite
        grouped = codes is None or bool((codes >= 0).all())
        if complete and grouped and not self.spec.weights and early is None:
            return None
        refuse_infinite(values, self.spec.names, start)
        absent = np.isnan(values)
        if codes is not None:
            absent = np.column_stack([absent, codes < 0])
        if early is not None:
            absent[early] = False
        usable: NDArray[np.bool_] = np.logical_not(absent.any(axis=1))
        if scan is not None:
            scan.dropped_missing += int(absent.any(axis=1).sum())
            for name, count in zip(self.spec.every_name, absent.sum(axis=0), strict=True):
                scan.missing_by_column[name] += int(count)
        if early is not None:
            usable &= ~early
            if scan is not None:
                scan.dropped_early += int(early.sum())
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


def group_codes(table: InputTable, name: str) -> Codes:
    """(rows,) the group of each row, numbered from 0 by the order of names; -1 where missing."""
    import polars as pl  # heavy, and only where errors are by group

    column = table.frame([name])[name]
    if column.dtype.is_float():
        column = column.fill_nan(None)
    ranks = (column.rank("dense").cast(pl.Int64) - 1).fill_null(-1)
    return np.asarray(ranks.to_numpy(), dtype=np.int64)

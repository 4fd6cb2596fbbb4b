"""The first look at a table: what each measure holds, and cells that no run can use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Num, msg
from apps.engines.builtin.linear.ranges import LEAST, MOST
from apps.engines.contract import Context, InputTable, Refusal

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass
class Look:
    """(p,) of each measure, over the cells that are there: how many are missing, the extremes in
    its own unit, and mean and standard deviation of its logarithm where it is taken so.
    """

    missing: NDArray[np.int64]
    low: Floats
    high: Floats
    count: NDArray[np.int64]
    mean: Floats
    square: Floats

    @property
    def sd(self) -> Floats:
        return np.asarray(np.sqrt(self.square / np.maximum(self.count, 1)))


def look(ctx: Context, table: InputTable, names: list[str], logs: Flags) -> Look:
    """One pass over the table. :class:`Refusal` for infinite cells, logarithms that do not exist,
    and sizes that cannot be squared.
    """
    p = len(names)
    zero = np.zeros(p)
    found = Look(zero.astype(np.int64), zero + np.inf, zero - np.inf, zero.astype(np.int64),
                 zero.copy(), zero.copy())  # fmt: skip
    start = 0
    for batch in table.batches(names):
        ctx.check_cancelled()
        _check(batch, names, logs, start)
        _take(found, batch, logs)
        start += len(batch)
    return found


def transformed(values: Any, logs: Flags) -> Floats:
    """(n, p) with logarithms where they are asked for."""
    found = np.array(values, dtype=np.float64)
    if logs.any():
        found[:, logs] = np.log(found[:, logs])
    return found


def _take(found: Look, batch: Any, logs: Flags) -> None:
    there = ~np.isnan(batch)
    found.missing += (~there).sum(axis=0)
    found.low = np.minimum(found.low, np.where(there, batch, np.inf).min(axis=0, initial=np.inf))
    found.high = np.maximum(
        found.high, np.where(there, batch, -np.inf).max(axis=0, initial=-np.inf)
    )
    values = transformed(batch, logs)
    count = there.sum(axis=0)
    mean = np.where(there, values, 0.0).sum(axis=0) / np.maximum(count, 1)
    square = (np.where(there, values - mean, 0.0) ** 2).sum(axis=0)
    both = np.maximum(found.count + count, 1)
    step = np.where(count > 0, mean - found.mean, 0.0)
    found.square += square + step**2 * found.count * count / both  # Chan, Golub and LeVeque (1983)
    found.mean += step * count / both
    found.count += count


def _check(batch: Any, names: list[str], logs: Flags, start: int) -> None:
    for bad, message, fix in (
        (
            np.isinf(batch),
            msg("Row {row} of column '{name}' is infinite.", row=0, name=""),
            msg("Correct the value, or leave it empty."),
        ),
        (
            (batch <= 0) & logs,
            msg("Row {row} of column '{name}' is zero or less and has no logarithm.",
                row=0, name=""),
            msg("Take the column as it is, or leave such cells empty."),
        ),
    ):  # fmt: skip
        if bad.any():
            row, column = (int(place) for place in np.argwhere(bad)[0])
            values = {"row": start + row + 1, "name": names[column]}
            raise Refusal(message.model_copy(update={"values": values}), fix=fix, field="data")
    size = np.abs(np.nan_to_num(batch)).max(axis=0, initial=0.0)
    for place in np.flatnonzero((size > MOST) | ((size > 0) & (size < LEAST))).tolist():
        most = Num(value=float(size[place]), digits=3)
        large = msg(
            "The numbers of column '{name}' are too large to compute with: {most}.",
            name=names[place], most=most,
        )  # fmt: skip
        small = msg(
            "The numbers of column '{name}' are too small to compute with: {most}.",
            name=names[place], most=most,
        )  # fmt: skip
        raise Refusal(
            large if size[place] > MOST else small,
            fix=msg("Give them in another unit."),
            field="data",
        )

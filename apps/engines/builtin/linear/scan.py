"""Which columns play which part, rows of them, and what a look at all rows has found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, msg
from apps.engines.builtin.linear.curves import Curve, expand, to_powers
from apps.engines.builtin.linear.pairs import Pair
from apps.engines.builtin.linear.ranges import LEAST, MOST, out_of_reach
from apps.engines.builtin.linear.terms.design import Design
from apps.engines.contract import Refusal

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spec:
    """Which columns play which part. ``weight_kind`` as in :class:`..slots.WeightKind`.

    ``predictors`` are the terms of the model, those of ``curves`` last. Where a formula was written
    they are the columns of ``design``; ``logged`` says that targets are logarithms of ``sources``.
    """

    targets: list[str]
    predictors: list[str]
    weights: str | None = None
    labels: str | None = None
    cluster: str | None = None
    intercept: bool = True
    weight_kind: Literal["analytic", "frequency"] = "analytic"
    missing: Literal["drop", "refuse"] = "drop"
    curves: tuple[Curve, ...] = ()
    design: Design | None = None
    sources: tuple[str, ...] = ()  # columns of the targets, where they are called otherwise
    logged: bool = False

    @property
    def plain(self) -> int:
        """How many predictors enter as they are."""
        if self.design is not None:
            return self.design.plain
        return len(self.predictors) - sum(curve.degree for curve in self.curves)

    @property
    def columns(self) -> list[str]:
        """Predictors as they stand in the table; with a design, what a row tells it."""
        if self.design is not None:
            return self.design.inputs
        return [*self.predictors[: self.plain], *(curve.name for curve in self.curves)]

    @property
    def names(self) -> list[str]:
        """Columns to read: predictors, targets, weights."""
        targets = self.sources or self.targets
        return [*self.columns, *targets, *([self.weights] if self.weights else [])]

    @property
    def own_past(self) -> bool:
        """Whether earlier values of a target are among what explains it."""
        if self.design is None:
            return False
        names = self.sources or self.targets
        return any(before and name in names for name, before in self.design.formula.numbers())

    def terms(self, raw: Floats) -> Floats:
        """(n, k) the terms from the predictors as they stand in the table (n, columns)."""
        if self.design is not None:
            return self.design.columns(raw)
        return expand(raw, self.plain, self.curves)

    def bends(self) -> list[tuple[int, Curve]]:
        """(place of its first term, polynomial) of those that are Chebyshev polynomials inside."""
        if self.design is not None:
            return self.design.bends()
        starts = np.cumsum([self.plain, *(curve.degree for curve in self.curves)])
        return list(zip(starts.tolist(), self.curves, strict=False))

    def to_powers(self) -> list[tuple[int, int, Fraction]]:
        """As :func:`..curves.to_powers`."""
        if self.design is not None:
            return self.design.to_powers()
        return to_powers(self.plain, self.curves)

    def pairs(self, raw: Floats) -> tuple[slice, Pair]:
        """Terms made anew in double-double from :attr:`Block.curved`, and which they are."""
        if self.design is not None:
            return slice(0, len(self.predictors)), self.design.pairs(raw)
        each = [curve.pairs(raw[:, j]) for j, curve in enumerate(self.curves)]
        made = Pair(np.hstack([one.high for one in each]), np.hstack([one.low for one in each]))
        return slice(self.plain, len(self.predictors)), made

    def only(self, stay: list[int]) -> Spec:
        """With only these predictors (positions in the list of predictors)."""
        design = None if self.design is None else self.design.only(stay)
        return replace(self, predictors=[self.predictors[j] for j in stay], design=design)

    def raw(self, x: Floats) -> Floats:
        """(n, columns) the predictors as they stand in the table, from the terms (n, k)."""
        start, parts = self.plain, [x[:, : self.plain]]
        for curve in self.curves:
            parts.append(curve.values(x[:, start : start + 1]))
            start += curve.degree
        return np.hstack(parts)

    @property
    def every_name(self) -> list[str]:
        """All columns whose gaps leave a row out."""
        return [*self.names, *([self.cluster] if self.cluster else [])]

    @property
    def width(self) -> int:
        """Numbers that are held of a row: terms of the model, targets, weight, curved predictors
        as they stand in the table.
        """
        apart = len(self.curves) if self.design is None else len(self.design.inputs)
        return len(self.predictors) + len(self.targets) + 1 + apart

    @property
    def unknowns(self) -> int:
        return len(self.predictors) + int(self.intercept)


@dataclass
class Block:
    """Used rows: positions in the table (from 0), values (n, k + m) of predictors and targets, w
    (n,) of weights. ``plain`` says that there are no weights but one.
    """

    positions: NDArray[np.int64]
    values: Floats
    w: Floats
    k: int
    plain: bool = False
    groups: NDArray[np.int64] | None = None  # of each row, numbered from 0
    curved: Floats | None = None  # (n, …) as they stand in the table: predictors of polynomials,
    # or with a design all that rows tell

    def __len__(self) -> int:
        return len(self.positions)

    @property
    def x(self) -> Floats:
        return self.values[:, : self.k]

    @property
    def y(self) -> Floats:
        return self.values[:, self.k :]

    def only(self, stay: list[int]) -> Block:
        """With only these predictors (positions in the list of predictors)."""
        columns = [*stay, *range(self.k, self.values.shape[1])]
        return replace(self, values=np.asfortranarray(self.values[:, columns]), k=len(stay))

    def take(self, rows: slice) -> Block:
        """Some of the rows."""
        groups = None if self.groups is None else self.groups[rows]
        curved = None if self.curved is None else self.curved[rows]
        w, values = self.w[rows], self.values[rows]
        return Block(self.positions[rows], values, w, self.k, self.plain, groups, curved)

    def picked(self, places: NDArray[np.int64]) -> Block:
        """The rows at these places of the block, without groups and curved predictors."""
        values = np.asfortranarray(self.values[places])
        return Block(self.positions[places], values, self.w[places], self.k, self.plain)

    def less(self, shift: Floats, rows: slice, out: Floats) -> None:
        """Write some rows of :attr:`values`, less ``shift`` (k + m,), to ``out``."""
        np.subtract(self.values[rows], shift, out=out)

    def extremes(self) -> tuple[Floats, Floats]:
        """(k + m,) the least and the largest of each column."""
        return self.values.min(axis=0), self.values.max(axis=0)

    def sums(self) -> Floats:
        """(k + m,), weighted."""
        return self.values.sum(axis=0) if self.plain else self.w @ self.values

    def kept(self) -> Block:
        """Itself, holding on to nothing but its own numbers."""
        return self


class Apart(Block):
    """Rows without weights whose columns are still where they were read. They are put together
    only where they are asked for as one array.
    """

    def __init__(self, start: int, columns: Sequence[Floats], k: int) -> None:
        """``columns`` (k + m arrays of n) are not written to; the first row is row ``start``."""
        self.start, self.columns, self.k = start, columns, k
        self.plain, self.groups, self.curved = True, None, None
        with np.errstate(over="ignore", invalid="ignore"):  # see :attr:`complete`
            looked = [(c.sum(), c.min(initial=np.inf), c.max(initial=-np.inf)) for c in columns]
        self._sums, self._low, self._high = np.array(looked).reshape(-1, 3).T

    def __len__(self) -> int:
        return len(self.columns[0])

    @property
    def complete(self) -> bool:
        """Whether there is no gap and nothing infinite; False, too, where sums overflow."""
        return bool(np.isfinite(self._sums).all())

    @cached_property
    def positions(self) -> NDArray[np.int64]:  # type: ignore[override] # made late
        return np.arange(self.start, self.start + len(self))

    @cached_property
    def values(self) -> Floats:  # type: ignore[override] # made late
        return self._together(slice(None))

    @cached_property
    def w(self) -> Floats:  # type: ignore[override] # made late
        return np.ones(len(self))

    def take(self, rows: slice) -> Block:
        return Block(self.positions[rows], self._together(rows), self.w[rows], self.k, True)

    def picked(self, places: NDArray[np.int64]) -> Block:
        return Block(self.positions[places], self._together(places), self.w[places], self.k, True)

    def less(self, shift: Floats, rows: slice, out: Floats) -> None:
        for place, column in enumerate(self.columns):
            np.subtract(column[rows], shift[place], out=out[:, place])

    def extremes(self) -> tuple[Floats, Floats]:
        return self._low, self._high

    def sums(self) -> Floats:
        return self._sums

    def kept(self) -> Block:
        return Block(self.positions, self.values, self.w, self.k, True)

    def _together(self, rows: slice | NDArray[np.int64]) -> Floats:
        """(n, k + m) in column order."""
        parts = [column[rows] for column in self.columns]
        together = np.empty((len(parts[0]), len(parts)), order="F")
        for place, part in enumerate(parts):
            together[:, place] = part
        return together


@dataclass
class Scan:
    """What the first pass found. ``total_weight`` is the number of rows where no weights are."""

    rows: int = 0
    used: int = 0
    dropped_missing: int = 0
    dropped_weightless: int = 0
    dropped_early: int = 0  # no row of an earlier period that a term asks for
    missing_by_column: dict[str, int] = field(default_factory=dict)
    total_weight: float = 0.0
    minimum: Floats = field(default_factory=lambda: np.empty(0))
    maximum: Floats = field(default_factory=lambda: np.empty(0))
    sums: Floats = field(default_factory=lambda: np.empty(0))
    heaviest: float = 0.0
    even_weights: bool = True

    @classmethod
    def empty(cls, rows: int, spec: Spec) -> Scan:
        """Before the first row."""
        width = len(spec.predictors) + len(spec.targets)
        return cls(
            rows=rows,
            missing_by_column=dict.fromkeys(spec.every_name, 0),
            minimum=np.full(width, np.inf),
            maximum=np.full(width, -np.inf),
            sums=np.zeros(width),
        )

    @property
    def dropped(self) -> int:
        """Rows left out."""
        return self.dropped_missing + self.dropped_weightless + self.dropped_early

    @property
    def mean(self) -> Floats:
        """Of predictors and targets, weighted."""
        return self.sums / self.total_weight if self.total_weight else self.sums


def take_in(scan: Scan, block: Block, spec: Spec) -> None:
    """Count the block. Refuses numbers that are too large before anything is done with them."""
    if not len(block):
        return
    low, high = block.extremes()
    np.minimum(scan.minimum, low, out=scan.minimum)
    np.maximum(scan.maximum, high, out=scan.maximum)
    scan.heaviest = max(scan.heaviest, 1.0 if block.plain else float(block.w.max()))
    for name, most in _reach(scan, spec):
        if most > MOST:
            raise out_of_reach(
                msg("The numbers of column '{name}' are too large to compute with: {most}."),
                name,
                most,
            )
    scan.sums += block.sums()
    scan.used += len(block)
    scan.total_weight += float(len(block) if block.plain else block.w.sum())
    scan.even_weights = scan.even_weights and (block.plain or bool((block.w == 1.0).all()))


def refuse_tiny(scan: Scan, spec: Spec) -> None:
    """Refuse a column whose numbers cannot be squared without losing them."""
    for name, most in _reach(scan, spec) if scan.used else ():
        if 0 < most < LEAST:
            raise out_of_reach(
                msg("The numbers of column '{name}' are too small to compute with: {most}."),
                name,
                most,
            )


def _reach(scan: Scan, spec: Spec) -> list[tuple[str, float]]:
    reach = [*np.maximum(np.abs(scan.minimum), np.abs(scan.maximum)).tolist(), scan.heaviest]
    names = [*spec.predictors, *spec.targets, *([spec.weights] if spec.weights else [])]
    return list(zip(names, reach, strict=False))


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


def refuse_rows(bad: NDArray[np.bool_], start: int, message: Message, name: str) -> None:
    if bad.any():
        row = int(np.flatnonzero(bad)[0]) + start + 1
        raise Refusal(
            Message(text=message.text, values={"row": row, "name": name}),
            fix=msg("Correct the weight, or choose another column."),
            field="data.weights",
        )

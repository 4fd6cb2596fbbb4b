"""What finding out would be worth: how much less often the wrong market would be chosen first.

Expected value of (partial) perfect information with the loss 0 for the right choice and 1 for a
wrong one (Raiffa and Schlaifer 1961; Yokota and Thompson 2004). A cell, an indicator or the
weights are held at many values in turn, and everything else is drawn anew under each. Each part of
these draws judges the choice that all other parts make, so that chance is no merit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.ranking.data import KNOWN, Floats, Sheet
from apps.engines.builtin.ranking.draws import Draws, good, quantile, stream, ties
from apps.engines.contract import Context

INNER = 4096
CELL_STEPS = 64
JOINT_STEPS = 256
ROOM = 20_000_000  # cells (draws, contenders, indicators) that are held at once: 160 MB
FOLDS = 16  # parts of the draws
MOST_CONTENDERS = 25
MOST_CELLS = 60
CHUNK = 32


@dataclass(frozen=True)
class Worth:
    """``after`` is the probability of choosing wrongly with the knowledge, ``before`` without."""

    kind: Literal["cell", "indicator", "weights"]
    market: int | None
    indicator: int | None
    before: float
    after: float

    @property
    def saved(self) -> float:
        return max(0.0, self.before - self.after)


class Nested:
    """The markets that may win, and draws of all that is unknown, for values held fixed.

    ``before`` is the probability of choosing wrongly by all draws. What is ``after`` is less by the
    difference between few draws and the same few with a value held, so that chance cancels out.
    """

    def __init__(self, ctx: Context, sheet: Sheet, draws: Draws) -> None:
        self.ctx, self.sheet, self.draws = ctx, sheet, draws
        first = (draws.ranks == 1).mean(axis=0)
        likely = np.argsort(-first, kind="stable")[:MOST_CONTENDERS]
        self.contenders: NDArray[np.int64] = np.sort(likely[first[likely] > 0])
        room = ROOM // (len(self.contenders) * len(sheet.indicators))
        self.n = max(min(INNER, len(draws.total), room) // FOLDS, 1) * FOLDS
        self.total = draws.total[: self.n, self.contenders]
        self.before = 1.0 - float(first.max())
        self._among_few = self.wrongly(self.total[None])

    def wrongly(self, total: Floats) -> float:
        """Probability of choosing wrongly, given (values held, draws, contenders) of totals."""
        best = total.argmax(axis=2).reshape(len(total), FOLDS, -1)
        judge = np.stack([(best == c).mean(axis=2) for c in range(total.shape[2])], axis=2)
        choose = judge.sum(axis=1, keepdims=True) - judge  # by all other parts
        right = np.take_along_axis(judge, choose.argmax(axis=2)[:, :, None], axis=2)
        return 1.0 - float(right.mean())

    def _held(self, steps: int, total: Callable[[int, int], Floats]) -> float:
        """The mean over all values held, some at a time. ``total(first, last)`` gives theirs."""
        parts, counts = [], []
        for start in range(0, steps, CHUNK):
            self.ctx.check_cancelled()
            end = min(start + CHUNK, steps)
            parts.append(self.wrongly(total(start, end)))
            counts.append(end - start)
        saved = self._among_few - float(np.average(parts, weights=counts))
        return min(max(self.before - saved, 0.0), 1.0)

    def cell(self, m: int, a: int) -> Worth:
        """Of knowing one cell."""
        values = quantile(self.sheet, m, a, (np.arange(CELL_STEPS) + 0.5) / CELL_STEPS)
        after = self._held(CELL_STEPS, self._replaced(a, {m: values}))
        return Worth("cell", m, a, self.before, after)

    def indicator(self, a: int, unknown: list[int]) -> Worth:
        """Of knowing all cells of an indicator that are unknown."""
        key, values = self.sheet.indicators[a].key, {}
        for m in unknown:
            rng = stream(self.ctx.seed, "held", self.sheet.markets[m], key)
            strata = (rng.permutation(JOINT_STEPS) + rng.random(JOINT_STEPS)) / JOINT_STEPS
            values[m] = quantile(self.sheet, m, a, strata)
        after = self._held(JOINT_STEPS, self._replaced(a, values))
        return Worth("indicator", None, a, self.before, after)

    def weights(self) -> Worth:
        """Of agreeing on the weights."""
        drawn = np.repeat(
            good(self.sheet, self.sheet.point())[None, self.contenders], self.n, axis=0
        )
        place = {int(m): c for c, m in enumerate(self.contenders)}
        for (m, a), values in self.draws.cells.items():
            if m in place:
                drawn[:, place[m], a] = values[: self.n]
        held, even = self.draws.weights[-JOINT_STEPS:], self._ties()

        def total(start: int, end: int) -> Floats:
            weighted: Floats = np.einsum("oa,ica->oic", held[start:end], drawn, optimize=True)
            return weighted + even

        return Worth("weights", None, None, self.before, self._held(len(held), total))

    def _ties(self) -> Floats:
        """(n, contenders) what breaks ties between equals, as in the draws."""
        names = [self.sheet.markets[m] for m in self.contenders]
        count = len(self.draws.total)
        return np.stack([ties(self.ctx.seed, name, count)[: self.n] for name in names], axis=1)

    def _replaced(self, a: int, values: dict[int, Floats]) -> Callable[[int, int], Floats]:
        """Totals with some cells of indicator ``a`` held at ``values`` in turn."""
        place = {int(m): c for c, m in enumerate(self.contenders)}
        weight = self.draws.weights[: self.n, a]

        def total(start: int, end: int) -> Floats:
            held = np.repeat(self.total[None], end - start, axis=0)
            for m, column in values.items():
                change = column[start:end, None] - self.draws.cells[m, a][None, : self.n]
                held[:, :, place[m]] += weight * change
            return held

        return total


def worth(ctx: Context, sheet: Sheet, draws: Draws) -> tuple[float, list[Worth]]:
    """The probability of choosing wrongly today, and what would lower it, most first."""
    nested = Nested(ctx, sheet, draws)
    contending = set(nested.contenders.tolist())
    unknown = [(m, a) for m, a in np.argwhere(sheet.kind != KNOWN).tolist() if m in contending]
    unknown.sort(key=lambda cell: -float(_reach(draws, *cell)))
    found = [nested.cell(m, a) for m, a in unknown[:MOST_CELLS]]
    for a in sorted({a for _m, a in unknown}):
        rows = [m for m, other in unknown if other == a]
        if len(rows) > 1:
            found.append(nested.indicator(a, rows))
    if len(sheet.indicators) > 1:
        found.append(nested.weights())
    return nested.before, sorted(found, key=lambda one: -one.saved)


def _reach(draws: Draws, m: int, a: int) -> float:
    """How far a cell moves its market's total."""
    return float(draws.weights[:, a].mean() * draws.cells[m, a].std())

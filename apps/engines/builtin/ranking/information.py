"""What finding out would be worth: how many wrong markets fewer would be chosen.

Expected value of (partial) perfect information. The loss is the number of wrong places on a list of
``k`` markets: of the markets chosen, how many are not among the first ``k``. With ``k`` of 1 this
is 0 for the right choice and 1 for a wrong one (Raiffa and Schlaifer 1961; Yokota and Thompson
2004). The best list is made of the markets that are most often among the first ``k``. A cell, an
indicator or the weights are held at many values in turn, and everything else is drawn anew under
each. Each part of these draws judges the list that all other parts make, so that chance is no
merit.
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
    """``after`` is the expected number of wrong places with the knowledge, ``before`` without: for
    a list of one the probability of a wrong choice. ``error`` is the standard error of what is
    saved, by the draws.
    """

    kind: Literal["cell", "indicator", "weights"]
    market: int | None
    indicator: int | None
    before: float
    after: float
    error: float

    @property
    def saved(self) -> float:
        return max(0.0, self.before - self.after)

    @property
    def told(self) -> bool:
        """Whether what is saved is more than chance makes of nothing."""
        return self.saved > 2 * self.error


@dataclass(frozen=True)
class Worths:
    """``chosen`` are the ``k`` markets of the best list today, with ``wrong`` of them wrong on
    average; ``found`` would lower that, most first.
    """

    k: int
    chosen: list[int]
    wrong: float
    found: list[Worth]


def contenders(share: Floats, k: int) -> tuple[NDArray[np.int64], int]:
    """The markets whose place on the list is open, and how many places are left for them.

    ``share`` (M,) is how often each is among the first ``k``. Where too many are open, those whose
    place is most so: a stretch of the order around the last place.
    """
    order = np.argsort(-share, kind="stable")
    doubt = np.concatenate([[0.0], np.cumsum((share * (1 - share))[order])])
    starts = np.arange(max(0, k - MOST_CONTENDERS + 1), k)
    ends = np.minimum(starts + MOST_CONTENDERS, len(share))
    widest = int(np.argmax(doubt[ends] - doubt[starts]))
    window = order[starts[widest] : ends[widest]]
    places = k - int(starts[widest]) - int((share[window] >= 1).sum())
    open_ = window[(share[window] > 0) & (share[window] < 1)]
    return np.sort(open_), places


class Nested:
    """The markets that may have a place, and draws of all that is unknown, for values held fixed.

    ``before`` is the number of wrong places by all draws. What is ``after`` is less by the
    difference between few draws and the same few with a value held, so that chance cancels out.
    """

    def __init__(self, ctx: Context, sheet: Sheet, draws: Draws, k: int = 1) -> None:
        self.ctx, self.sheet, self.draws, self.k = ctx, sheet, draws, k
        share = (draws.ranks <= k).mean(axis=0)
        self.chosen: list[int] = np.argsort(-share, kind="stable")[:k].tolist()
        self.before = max(k - float(share[self.chosen].sum()), 0.0)
        self.contenders, self.places = contenders(share, k)
        room = ROOM // max(len(self.contenders) * len(sheet.indicators), 1)
        self.n = max(min(INNER, len(draws.total), room) // FOLDS, 1) * FOLDS
        self.total = draws.total[: self.n, self.contenders]
        self._among_few = self.wrongly(self.total[None])[0]

    def wrongly(self, total: Floats) -> Floats:
        """(values held, parts) wrong places, given (values held, draws, contenders) of totals."""
        if total.shape[2] == 0:
            return np.zeros((len(total), FOLDS))
        judge = self._listed(total).reshape(len(total), FOLDS, -1, total.shape[2]).mean(axis=2)
        choose = judge.sum(axis=1, keepdims=True) - judge  # by all other parts
        best = np.argsort(-choose, axis=2, kind="stable")[:, :, : self.places]
        right: Floats = np.take_along_axis(judge, best, axis=2).sum(axis=2)
        return self.places - right

    def _listed(self, total: Floats) -> NDArray[np.bool_]:
        """Who has a place in each draw."""
        if self.places == 1:
            return total == total.max(axis=2, keepdims=True)
        last = total.shape[2] - self.places
        return total >= np.partition(total, last, axis=2)[:, :, [last]]

    def _held(
        self, steps: int, total: Callable[[int, int], Floats], *, spread: bool
    ) -> tuple[float, float]:
        """What is left, the mean over all values held, and the standard error of what is saved.

        ``total(first, last)`` gives the totals of some of the values. ``spread`` says that the
        values held are the middles of equal parts of their distribution, so that the error is that
        of the other draws alone.
        """
        parts = []
        for start in range(0, steps, CHUNK):
            self.ctx.check_cancelled()
            parts.append(self.wrongly(total(start, min(start + CHUNK, steps))))
        wrong = np.concatenate(parts)
        saved = self._among_few - wrong.mean(axis=0)
        variance = float(saved.var(ddof=1)) / FOLDS
        if not spread:
            variance += float(wrong.mean(axis=1).var(ddof=1)) / steps
        after = min(max(self.before - float(saved.mean()), 0.0), float(self.k))
        return after, variance**0.5

    def cell(self, m: int, a: int) -> Worth:
        """Of knowing one cell."""
        values = quantile(self.sheet, m, a, (np.arange(CELL_STEPS) + 0.5) / CELL_STEPS)
        held = self._held(CELL_STEPS, self._replaced(a, {m: values}), spread=True)
        return Worth("cell", m, a, self.before, *held)

    def indicator(self, a: int, unknown: list[int]) -> Worth:
        """Of knowing all cells of an indicator that are unknown."""
        key, values = self.sheet.indicators[a].key, {}
        for m in unknown:
            rng = stream(self.ctx.seed, "held", self.sheet.markets[m], key)
            strata = (rng.permutation(JOINT_STEPS) + rng.random(JOINT_STEPS)) / JOINT_STEPS
            values[m] = quantile(self.sheet, m, a, strata)
        held = self._held(JOINT_STEPS, self._replaced(a, values), spread=False)
        return Worth("indicator", None, a, self.before, *held)

    def weights(self) -> Worth:
        """Of agreeing on the weights."""
        if len(self.contenders) == 0:
            return Worth("weights", None, None, self.before, self.before, 0.0)
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

        return Worth(
            "weights", None, None, self.before, *self._held(len(held), total, spread=False)
        )

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


def worth(ctx: Context, sheet: Sheet, draws: Draws, k: int = 1) -> Worths:
    """How many of the best ``k`` places are wrong today, and what would lower it, most first."""
    nested = Nested(ctx, sheet, draws, k)
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
    return Worths(k, nested.chosen, nested.before, sorted(found, key=lambda one: -one.saved))


def _reach(draws: Draws, m: int, a: int) -> float:
    """How far a cell moves its market's total."""
    return float(draws.weights[:, a].mean() * draws.cells[m, a].std())

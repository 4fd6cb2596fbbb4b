"""Whether the fitted values tell more than a straight line used, and how residuals are spread.

Products of powers of the fitted values, the residual and its square, six by six for each target,
give Ramsey's RESET (1969), White's test in its short form (e² on the fitted values and their
squares: Wooldridge, Introductory Econometrics, 8.3) and the test of Jarque and Bera (1980). Powers
enter as Hermite polynomials of the standardised fitted values, which are nearly orthogonal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.linear.fit import Fit, chi2_tail, f_tail
from apps.engines.builtin.linear.scan import Block, Floats

ONE, FIRST, SECOND, THIRD, LEFT, SQUARE = range(6)
TOLD = 1e-9  # share of a power's length that the predictors leave over, at least


@dataclass
class Bent:
    """RESET of one target: F with ``above`` and ``below`` degrees of freedom."""

    f: float
    p: float
    above: int
    below: float


@dataclass
class Spread:
    """A test of even scatter: n R² of e² on ``df`` terms. ``grows``: with the fitted values."""

    statistic: float
    p: float
    df: int
    share: float  # R² of that regression
    grows: bool = False


@dataclass
class Normal:
    """The test of Jarque and Bera, with skewness and kurtosis (3 where normal)."""

    statistic: float
    p: float
    skewness: float
    kurtosis: float


class Shape:
    """Sums over the rows: ``grams`` (m, 6, 6), ``pulls`` (m, p, 2) of u with the powers, and
    ``moments`` (m, 4) of the weighted residuals.
    """

    def __init__(self, fit: Fit) -> None:
        p, m = fit.beta.shape
        self.fit = fit
        self.grams = np.zeros((m, 6, 6))
        self.pulls = np.zeros((m, p, 2))
        self.moments = np.zeros((m, 4))
        first = int(fit.frame.intercept)
        lengths = np.linalg.norm((fit.r @ fit.beta)[first:], axis=0)
        size = lengths / np.sqrt(max(fit.scan.total_weight, 1e-300))
        self.size = np.where(size > 0, size, 1.0)
        self.flat = ~(size > 0)
        self.unit = fit.left_over / np.sqrt(max(fit.scan.total_weight, 1e-300))
        self.unit = np.where(self.unit > 0, self.unit, 1.0)

    def add(self, block: Block, u: Floats, residuals: Floats) -> None:
        """``u`` (n, p) and ``residuals`` (n, m) of the scaled basis."""
        for target in range(residuals.shape[1]):
            e = residuals[:, target] / self.unit[target]
            self._one(target, block, u, e)

    def _one(self, target: int, block: Block, u: Floats, e: Floats) -> None:
        values = block.values[:, block.k + target]
        fit, k = self.fit, block.k
        y = (values - fit.frame.shift[k + target]) / fit.frame.scale[k + target]
        f = (y - e * self.unit[target]) / self.size[target]
        rows = np.empty((len(block), 6), order="F")
        rows[:, ONE], rows[:, FIRST], rows[:, LEFT] = 1.0, f, e
        np.square(f, out=rows[:, SECOND])
        np.multiply(rows[:, SECOND] - 3.0, f, out=rows[:, THIRD])
        if fit.frame.intercept:
            rows[:, SECOND] -= 1.0
        np.square(e, out=rows[:, SQUARE])
        weighted = rows if block.plain else rows * block.w[:, None]
        self.grams[target] += rows.T @ weighted
        self.pulls[target] += u.T @ weighted[:, SECOND : THIRD + 1]
        self._moments(target, block, e)

    def _moments(self, target: int, block: Block, e: Floats) -> None:
        frequency = self.fit.spec.weight_kind == "frequency"
        power = e if block.plain or frequency else e * np.sqrt(block.w)
        count = block.w if frequency else None
        square = power * power
        each = (power, square, square * power, square * square)
        for place, values in enumerate(each):
            total = values.sum() if count is None else count @ values
            self.moments[target, place] += float(total)

    def reset(self, target: int, left: Floats) -> Bent | None:
        """RESET with squares and cubes. ``left`` (p,) are what the residuals still have of u.

        None where it cannot be told: no degrees of freedom, or the predictors span the powers.
        """
        fit = self.fit
        gram, pull = self.grams[target], self.pulls[target]
        if self.flat[target] or not fit.spec.predictors:
            return None
        toward = left / self.unit[target]
        inner = gram[SECOND : THIRD + 1, SECOND : THIRD + 1] - pull.T @ pull
        sizes = _sizes(gram)[1:]
        drawn = gram[SECOND : THIRD + 1, LEFT] - pull.T @ toward
        kept = _independent(inner, sizes)
        below = fit.df - len(kept)
        if not kept or below <= 0:
            return None
        inner, drawn = inner[np.ix_(kept, kept)], drawn[kept]
        gained = float(drawn @ np.linalg.solve(inner, drawn))
        rest = float(gram[LEFT, LEFT] - toward @ toward) - gained
        if not rest > 0:
            return None
        f = gained / len(kept) / (rest / below)
        return Bent(f, f_tail(f, len(kept), below), len(kept), below)

    def white(self, target: int) -> Spread | None:
        """White's test in its short form; None where the fitted values are all alike."""
        gram = self.grams[target]
        count = gram[ONE, ONE]
        if self.flat[target] or not count or self.fit.df <= 0:
            return None
        centred = gram - np.outer(gram[ONE], gram[ONE]) / count
        kept = _independent(centred[1:3, 1:3], _sizes(gram)[:2])
        total = float(centred[SQUARE, SQUARE])
        if not kept or not total > 0:
            return None
        places = [1 + place for place in kept]
        drawn = centred[places, SQUARE]
        slopes = np.linalg.solve(centred[np.ix_(places, places)], drawn)
        share = float(np.clip(drawn @ slopes / total, 0.0, 1.0))
        statistic = self.fit.observations * share
        grows = bool(centred[FIRST, SQUARE] > 0)
        return Spread(statistic, chi2_tail(statistic, len(kept)), len(kept), share, grows)

    def normal(self, target: int) -> Normal | None:
        """Jarque and Bera's test of the residuals about their mean."""
        n = self.fit.observations
        if self.fit.df <= 0:
            return None
        first, second, third, fourth = (self.moments[target] / n).tolist()
        variance = second - first**2
        if not variance > 0:
            return None
        skewness = (third - 3 * first * second + 2 * first**3) / variance**1.5
        about = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
        kurtosis = about / variance**2
        statistic = n / 6 * (skewness**2 + (kurtosis - 3) ** 2 / 4)
        return Normal(statistic, chi2_tail(statistic, 2), skewness, kurtosis)


def _sizes(gram: Floats) -> Floats:
    """Sums of squares of f, f² and f³, against which rounding is measured: what is left of those
    that lie on a line is nothing but rounding.
    """
    square = gram[FIRST, FIRST] + gram[ONE, ONE]
    cube = gram[THIRD, THIRD] + 6.0 * gram[THIRD, FIRST] + 9.0 * gram[FIRST, FIRST]
    second = gram[SECOND, SECOND] + square
    return np.array([gram[FIRST, FIRST], second, max(cube, gram[THIRD, THIRD])])


def _independent(inner: Floats, sizes: Floats) -> list[int]:
    """Which of two columns can be told from what was taken out and from each other, in order."""
    kept: list[int] = []
    for place in range(len(inner)):
        rest = inner[place, place]
        if kept:
            rest -= inner[place, kept[0]] ** 2 / inner[kept[0], kept[0]]
        if rest > TOLD * sizes[place]:
            kept.append(place)
    return kept

"""Intervals and tests on counts, in closed form: a page may show them without scipy.

Shares have Wilson's interval (``modelhub.watching.quality.wilson``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

import numpy as np

Counts = Sequence[Sequence[int]]
Z = NormalDist().inv_cdf(0.975)
DRAWS = 9_999  # of random tables
SMALL = 5  # expected counts below it are small (Cochran 1954)
_T_95 = (12.7062, 4.3027, 3.1824, 2.7764)  # of 1 to 4 degrees of freedom


def t_95(df: int) -> float:
    """Two-sided 95 % quantile of Student's t: Abramowitz and Stegun 26.7.5, four digits."""
    if df <= len(_T_95):
        return _T_95[df - 1]
    z = Z
    return (
        z
        + (z**3 + z) / (4 * df)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * df**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * df**4)
    )


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval; ``low`` and ``high`` are None where nothing can be said."""

    value: float
    low: float | None
    high: float | None
    count: int


def mean(values: Sequence[float]) -> Estimate | None:
    """The mean with Student's interval."""
    if not values:
        return None
    middle = fmean(values)
    if len(values) < 2:
        return Estimate(middle, None, None, len(values))
    half = t_95(len(values) - 1) * stdev(values) / math.sqrt(len(values))
    return Estimate(middle, middle - half, middle + half, len(values))


def nps(values: Sequence[int]) -> Estimate | None:
    """Net promoter score from -100 to 100: share of 9 and 10 less share of 0 to 6, in points.

    The interval is the adjusted Wald of Rocks (2016), which adds 3/4 to promoters and detractors
    and 3 to all, and holds for few answers too.
    """
    if not values:
        return None
    promoters, detractors = sum(one >= 9 for one in values), sum(one <= 6 for one in values)
    score = 100 * (promoters - detractors) / len(values)
    count = len(values) + 3
    above, below = (promoters + 0.75) / count, (detractors + 0.75) / count
    middle = above - below
    half = Z * math.sqrt((above + below - middle**2) / count)
    return Estimate(score, max(-100.0, 100 * (middle - half)), min(100.0, 100 * (middle + half)),
                    len(values))  # fmt: skip


@dataclass(frozen=True)
class Independence:
    """Whether two answers go together. ``method``: chi_square, fisher or monte_carlo."""

    method: str
    p: float
    statistic: float
    df: int
    count: int
    cramers_v: float


def independence(table: Counts) -> Independence | None:
    """A test of independence for a table of counts; None without two rows and two columns.

    Pearson's chi-square where expected counts are large enough (Cochran's rule: none below 1, at
    most a fifth below 5); Fisher's exact test for four cells; else random tables with the same
    margins, by the same statistic, whose p-value is (1 + at least as large) / (1 + drawn).
    """
    rows = [list(row) for row in table if sum(row)]
    kept = [place for place in range(len(rows[0]) if rows else 0) if sum(r[place] for r in rows)]
    counts = np.array([[row[place] for place in kept] for row in rows], dtype=np.int64)
    if counts.ndim != 2 or min(counts.shape) < 2:
        return None
    total = int(counts.sum())
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total
    statistic = float(((counts - expected) ** 2 / expected).sum())
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    fine = expected.min() >= 1 and float((expected < SMALL).mean()) <= 0.2
    if fine:
        method, p = "chi_square", chi_square_tail(statistic, df)
    elif counts.shape == (2, 2):
        method, p = "fisher", fisher(counts.tolist())
    else:
        method, p = "monte_carlo", _by_drawing(counts, expected, statistic)
    strength = math.sqrt(statistic / total / (min(counts.shape) - 1))
    return Independence(method, p, statistic, df, total, strength)


def chi_square_tail(x: float, df: int) -> float:
    """P(chi-square with ``df`` degrees of freedom > x): Abramowitz and Stegun 26.4.4 and 5."""
    if x <= 0:
        return 1.0
    half = x / 2
    if df % 2 == 0:
        terms = (math.exp(-half + k * math.log(half) - math.lgamma(k + 1)) for k in range(df // 2))
        return min(1.0, math.fsum(terms))
    terms = (
        math.exp(-half + (k - 0.5) * math.log(half) - math.lgamma(k + 0.5))
        for k in range(1, (df - 1) // 2 + 1)
    )
    return min(1.0, math.erfc(math.sqrt(half)) + math.fsum(terms))


def fisher(table: Counts) -> float:
    """Fisher's exact test, two-sided: all tables that are no likelier than the one seen."""
    (a, b), (c, d) = table
    row, column, total = a + b, a + c, a + b + c + d

    def log_chance(k: int) -> float:
        return (
            _log_choose(column, k) + _log_choose(total - column, row - k) - _log_choose(total, row)
        )

    seen = log_chance(a)
    each = [log_chance(k) for k in range(max(0, row + column - total), min(row, column) + 1)]
    return min(1.0, math.fsum(math.exp(one) for one in each if one <= seen + 1e-7))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _by_drawing(counts: np.ndarray, expected: np.ndarray, statistic: float) -> float:
    """Cell by cell: what is left of a row and of a column is hypergeometric."""
    draw = np.random.default_rng(20260131)  # the same table has the same p-value
    left = np.tile(counts.sum(axis=0), (DRAWS, 1))  # of each column, in each table
    reached = np.zeros(DRAWS)
    for place, row_total in enumerate(counts.sum(axis=1)):
        wanted = np.full(DRAWS, row_total)
        for column in range(counts.shape[1]):
            others = left[:, column + 1 :].sum(axis=1)
            got = np.minimum(wanted, left[:, column])
            if column < counts.shape[1] - 1:
                got = draw.hypergeometric(left[:, column], others, wanted)
            left[:, column] -= got
            wanted = wanted - got
            reached += (got - expected[place, column]) ** 2 / expected[place, column]
    return float((1 + (reached >= statistic * (1 - 1e-12)).sum()) / (DRAWS + 1))

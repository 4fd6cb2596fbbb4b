"""Random weightings and random values of unknown cells, and the ranks that follow from them.

A cell's draws come from a stream of its own, named after market and indicator, so that they are
the same in whatever order the rows stand and whichever other markets are compared.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.ranking.data import ERROR, KNOWN, RANGE, Floats, Sheet, score
from apps.engines.contract import Context

VARIATION = 0.25  # of an average weight, relative: about a quarter
TIE = 1e-9  # of a hundred points: breaks exact ties evenly and nothing else
_inverse = np.frompyfunc(NormalDist().inv_cdf, 1, 1)


@dataclass
class Draws:
    """N draws of M markets. ``weights`` (N, A) over both axes, ``total`` (N, M) from 0 to 100 with
    ease of entry as 100 minus difficulty, ``ranks`` (N, M) from 1. ``cells`` holds the drawn good
    score (N,) of each unknown cell (market, indicator).
    """

    weights: Floats
    total: Floats
    ranks: NDArray[np.int32]
    cells: dict[tuple[int, int], Floats]
    concentration: float


def stream(seed: int, *names: str) -> np.random.Generator:
    """A generator that depends on the seed and these names alone."""
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=16).digest()
    words = [int.from_bytes(digest[at : at + 4], "little") for at in range(0, 16, 4)]
    return np.random.default_rng([seed, *words])


def ties(seed: int, market: str, count: int) -> Floats:
    """(count,) what is added to a market's totals so that equals come first equally often."""
    return TIE * stream(seed, "tie", market).random(count)


def concentration(count: int, given: float | None) -> float:
    """Of the Dirichlet distribution. A weight w of it varies with variance w(1 − w)/(c + 1)."""
    if given is not None:
        return given
    return max(1.0, (count - 1) / VARIATION**2 - 1)


def good(sheet: Sheet, scores: Floats) -> Floats:
    """(..., A) scores turned so that more is better: ease of entry for difficulty."""
    return np.where(sheet.axis("difficulty"), 100.0 - scores, scores)


def quantile(sheet: Sheet, m: int, a: int, u: Floats) -> Floats:
    """Good scores of one cell at probabilities ``u`` of its distribution.

    Between two bounds triangular where a most likely value is given and uniform otherwise, normal
    with a standard error, and any score as likely as another where nothing is known.
    """
    scale, kind = sheet.indicators[a].scale, sheet.kind[m, a]
    value, low, high = sheet.value[m, a], sheet.low[m, a], sheet.high[m, a]
    if kind == KNOWN:
        drawn = score(np.full(len(u), value), scale)
    elif kind == RANGE:
        raw = low + u * (high - low) if np.isnan(value) else triangular(low, value, high, u)
        drawn = score(raw, scale)
    elif kind == ERROR:
        normal = np.asarray(_inverse(np.clip(u, 1e-12, 1 - 1e-12)), dtype=np.float64)
        drawn = score(value + sheet.error[m, a] * normal, scale)
    else:
        drawn = 100.0 * u
    easy = sheet.indicators[a].axis == "difficulty"
    return 100.0 - drawn if easy else drawn


def triangular(low: float, mode: float, high: float, u: Floats) -> Floats:
    """Quantiles of the triangular distribution."""
    width, rise = high - low, mode - low
    left = low + np.sqrt(u * width * rise)
    right = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u * width < rise, left, right)


def draw(ctx: Context, sheet: Sheet, count: int, given: float | None) -> Draws:
    """``count`` draws of weights and unknown cells."""
    c = concentration(len(sheet.indicators), given)
    weights = stream(ctx.seed, "weights").dirichlet(c * sheet.shares, size=count)
    total = weights @ good(sheet, sheet.point()).T
    base = good(sheet, sheet.point())
    cells = {}
    for m, a in np.argwhere(sheet.kind != KNOWN).tolist():
        ctx.check_cancelled()
        named = (sheet.markets[m], sheet.indicators[a].key)
        drawn = quantile(sheet, m, a, stream(ctx.seed, *named).random(count))
        total[:, m] += weights[:, a] * (drawn - base[m, a])
        cells[m, a] = drawn
    for m, market in enumerate(sheet.markets):
        total[:, m] += ties(ctx.seed, market, count)
    return Draws(weights, total, ranks(total), cells, c)


def ranks(total: Floats) -> NDArray[np.int32]:
    """(N, M) ranks from 1, the highest first."""
    order = np.argsort(-total, axis=1, kind="stable")
    places = np.empty(total.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(1, total.shape[1] + 1, dtype=np.int32)[None], axis=1)
    return places


def beats(total: Floats, chosen: NDArray[np.int64]) -> Floats:
    """(C, C) how often the first of two chosen markets comes before the second."""
    picked = total[:, chosen]
    share = np.empty((len(chosen), len(chosen)))
    for place in range(len(chosen)):
        share[place] = (picked[:, [place]] > picked).mean(axis=0)
    np.fill_diagonal(share, 0.5)
    return share

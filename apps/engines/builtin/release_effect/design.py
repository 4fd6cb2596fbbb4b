"""Columns of the fits: levels of markets and periods, trend and season."""

from __future__ import annotations

import numpy as np

from apps.engines.builtin.release_effect.glm import Bools, Floats
from apps.engines.builtin.release_effect.noise import NDArrayInt

TREND_FROM = 8  # periods before the release


def trend(time: NDArrayInt, centre: float) -> Floats:
    """(n, 1) in units of ten periods."""
    return np.asarray(((time - centre) / 10.0)[:, None])


def waves(time: NDArrayInt, season: int, pairs: int) -> Floats:
    """(n, 2 · pairs), or one less where the last sine is zero at every period."""
    found = []
    for number in range(1, pairs + 1):
        angle = 2 * np.pi * number * time / season
        found.append(np.cos(angle))
        if 2 * number != season:
            found.append(np.sin(angle))
    return np.column_stack(found) if found else np.empty((len(time), 0))


def pairs_for(season: int, periods: int) -> int:
    """How many waves of the season so many periods allow: none below two seasons."""
    if season < 2 or periods < 2 * season:
        return 0
    return min(season // 2, 1 if periods < 3 * season else 2)


def single(time: NDArrayInt, centre: float, *, trended: bool, season: int, pairs: int) -> Floats:
    """(n, p) of one series: its level, a trend, a season."""
    parts = [np.ones((len(time), 1))]
    if trended:
        parts.append(trend(time, centre))
    parts.append(waves(time, season, pairs))
    return np.hstack(parts)


def two_way(market: NDArrayInt, time: NDArrayInt) -> Floats:
    """(n, markets + periods - 1): a level for each market and each period but the first."""
    return np.hstack([dummies(market), dummies(np.unique(time, return_inverse=True)[1])[:, 1:]])


def dummies(codes: NDArrayInt) -> Floats:
    """(n, k) of zeros and ones."""
    return np.asarray(np.eye(int(codes.max()) + 1)[codes])


def connected(market: NDArrayInt, time: NDArrayInt, used: Bools) -> Bools:
    """Cells whose market and period are tied to the largest group of used cells, so that both of
    their levels are known.
    """
    period = np.unique(time, return_inverse=True)[1]
    group_m = np.arange(int(market.max()) + 1)
    group_p = np.full(int(period.max()) + 1, -1)
    for _ in range(len(group_m) + len(group_p) + 1):
        before = (group_m.copy(), group_p.copy())
        for m, p in zip(market[used].tolist(), period[used].tolist(), strict=True):
            low = group_m[m] if group_p[p] < 0 else min(group_m[m], group_p[p])
            group_m[m] = group_p[p] = low
        if (before[0] == group_m).all() and (before[1] == group_p).all():
            break
    seen = np.unique(market[used])
    if not len(seen):
        return np.zeros(len(market), bool)
    sizes = {one: int((group_m[market[used]] == one).sum()) for one in set(group_m[seen].tolist())}
    largest = max(sorted(sizes), key=lambda one: sizes[one])
    own = np.isin(market, seen) & (group_m[market] == largest)
    return np.asarray(own & (group_p[period] == largest))

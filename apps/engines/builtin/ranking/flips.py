"""What change of the weights would make another market win. Exact, in closed form.

Everything here takes weights ``g`` (A,), not negative and summing to 1, and scores ``u`` (M, A) of
which more is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.ranking.data import Floats

EPS = 1e-12


@dataclass(frozen=True)
class Flip:
    """Moving ``moved`` of all weight (0 to 1) from ``givers`` (indicator, amount) to ``taker``
    makes ``rival`` draw level with the winner. ``weights`` are those after it.
    """

    rival: int
    moved: float
    givers: tuple[tuple[int, float], ...]
    taker: int
    weights: Floats


@dataclass(frozen=True)
class Turn:
    """An indicator's weight at which ``rival`` draws level, the other weights kept in proportion;
    None where no weight in that direction does.
    """

    below: tuple[float, int] | None
    above: tuple[float, int] | None


@dataclass(frozen=True)
class Stretch:
    """From ``start`` to ``end`` of the share of attractiveness, ``market`` leads."""

    start: float
    end: float
    market: int


def winner(g: Floats, u: Floats) -> int:
    """The market with the highest total; of equals the first."""
    return int(np.argmax(u @ g))


def smallest(g: Floats, u: Floats) -> Flip | None:
    """The least weight that has to move (half the sum of absolute changes) before another market
    draws level with the winner. None where no weights at all make another one win.
    """
    best = winner(g, u)
    found = (_against(g, u[j] - u[best], j) for j in range(len(u)) if j != best)
    flips = [flip for flip in found if flip is not None]
    return min(flips, key=lambda flip: (flip.moved, flip.rival), default=None)


def _against(g: Floats, lead: Floats, rival: int) -> Flip | None:
    """Least weight to move so that ``weights @ lead`` reaches zero.

    A linear programme that a greedy rule solves: each bit of weight moved from indicator a to b
    gains lead[b] − lead[a]. The best taker is always the indicator with the greatest lead, and the
    best givers are those with the smallest, as far as their weight reaches.
    """
    missing = -float(g @ lead)
    taker = int(np.argmax(lead))
    if missing <= EPS:
        return Flip(rival, 0.0, (), taker, g.copy())
    if lead[taker] < 0:
        return None
    after, givers = g.copy(), []
    for a in np.argsort(lead, kind="stable").tolist():
        gain = float(lead[taker] - lead[a])
        if a == taker or gain <= 0 or missing <= EPS:
            break
        amount = min(float(g[a]), missing / gain)
        if amount > 0:
            givers.append((a, amount))
            after[a] -= amount
            after[taker] += amount
            missing -= amount * gain
    if missing > EPS * 1e3:
        return None
    return Flip(rival, sum(amount for _a, amount in givers), tuple(givers), taker, after)


def turns(g: Floats, u: Floats) -> list[Turn]:
    """For each indicator, the nearest weights below and above its own at which the winner ends."""
    best = winner(g, u)
    return [_turn(g, u - u[best], a, best) for a in range(len(g))]


def _turn(g: Floats, lead: Floats, a: int, best: int) -> Turn:
    if len(g) == 1 or g[a] >= 1 - EPS:
        return Turn(None, None)
    rest = (lead @ g - lead[:, a] * g[a]) / (1 - g[a])  # lead where the indicator has no weight
    below: tuple[float, int] | None = None
    above: tuple[float, int] | None = None
    for j in range(len(lead)):
        slope = float(lead[j, a] - rest[j])
        if j == best or abs(slope) < EPS:
            continue
        x = float(-rest[j] / slope)
        if slope > 0 and x <= 1 + EPS and (above is None or x < above[0]):
            above = (max(x, float(g[a])), j)
        if slope < 0 and x >= -EPS and (below is None or x > below[0]):
            below = (min(max(x, 0.0), float(g[a])), j)
    return Turn(below, above)


def stretches(attractive: Floats, easy: Floats) -> Iterator[Stretch]:
    """Who leads at each share of attractiveness from 0 to 1: (M,) scores of both axes, of which
    more is better. Of equals the one that leads longer, then the first.
    """
    share = 0.0
    slope = attractive - easy
    current = _leader(easy, slope, list(range(len(easy))))
    while True:
        steeper = np.flatnonzero(slope > slope[current] + EPS)
        cross = np.array([])
        if len(steeper):
            cross = (easy[current] - easy[steeper]) / (slope[steeper] - slope[current])
            reached = cross < 1 - EPS
            steeper, cross = steeper[reached], cross[reached]
        if not len(steeper):
            yield Stretch(share, 1.0, int(current))
            return
        at = max(float(cross.min()), share)
        if at > share + EPS:
            yield Stretch(share, at, int(current))
        current = _leader(np.zeros(len(slope)), slope, steeper[cross <= cross.min() + EPS].tolist())
        share = at


def _leader(level: Floats, slope: Floats, among: list[int]) -> int:
    """The highest level of these; of equals the steepest."""
    return int(min(among, key=lambda m: (-round(float(level[m]), 9), -float(slope[m]), m)))


def front(attractive: Floats, easy: Floats) -> list[bool]:
    """Which markets no other is at least as good as on both axes and better on one."""
    found = []
    for m in range(len(easy)):
        as_good = (attractive >= attractive[m]) & (easy >= easy[m])
        better = (attractive > attractive[m]) | (easy > easy[m])
        found.append(not bool((as_good & better).any()))
    return found

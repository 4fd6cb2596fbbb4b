"""Profile likelihood intervals of what a channel does.

A value is inside where some retention, point and effect that give it fit not worse than the sum of
squares S (1 + t^2 c / df), with other coefficients at their best and other channels' retention and
point linearised at theirs. c is how much wider than classical the errors chosen are (Chandler and
Bate 2007, vertical adjustment), and at least 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.response.channels import Channel, Problem, Surface
from apps.engines.builtin.response.periods import Floats

FINE = 33


@dataclass
class Region:
    """``surface`` is fine where the sum of squares is below the largest bound asked for. ``least``
    is the smallest sum found, ``free`` the degrees of freedom of its variance.
    """

    channel: Channel
    surface: Surface
    least: float
    free: int

    def bound(self, t: float, wider: float) -> float:
        return self.least * (1 + t * t * max(wider, 1.0) / self.free)

    def retention(self, bound: float) -> tuple[float, float]:
        low, high = _ends(self.surface.rs, self.surface.sse.min(axis=1), bound)
        return low, high

    def point(self, bound: float) -> tuple[float, float]:
        """Of half saturation; 0 or infinity where no end was found."""
        logs = np.log(self.surface.ks)
        low, high = _ends(logs, self.surface.sse.min(axis=0), bound)
        first, last = np.log(self.channel.reach)
        return (
            0.0 if low <= first + 1e-9 else float(np.exp(low)),
            float("inf") if high >= last - 1e-9 else float(np.exp(high)),
        )

    def effect(self, factor: Floats, bound: float) -> tuple[float, float]:
        """Of effect times ``factor`` (a, b), which retention and point give."""
        slack = np.maximum(bound - self.surface.sse, 0.0)
        inside = (self.surface.sse <= bound) & np.isfinite(self.surface.beta)
        if not inside.any():  # the best alone, which rounding may have put outside
            inside = self.surface.sse == self.surface.sse.min()
        size = np.where(inside, self.surface.size, 1.0)
        half = np.sqrt(slack / size)
        beta = np.where(inside, self.surface.beta, 0.0)
        ends = np.array([(beta - half) * factor, (beta + half) * factor])[:, inside]
        return float(ends.min()), float(ends.max())


def region(
    problem: Problem, channel: Channel, beside: Floats, least: float, free: int, widest: float
) -> Region:
    """``beside`` (m, k) are all other columns and slopes; ``widest`` is the largest t^2 c."""
    coarse = Surface.of(problem, channel, beside, *channel.grid())
    least = min(least, float(coarse.sse.min()))
    limit = least * (1 + widest / free)
    rs, ks = channel.grid()
    if channel.free_r:
        rs = _closer(rs, coarse.sse.min(axis=1) <= limit, channel.r, 0.0, 0.99)
    if channel.free_k:
        logs = np.log(ks)
        low, high = (float(end) for end in np.log(channel.reach))
        inside = coarse.sse.min(axis=0) <= limit
        ks = np.exp(_closer(logs, inside, float(np.log(channel.k)), low, high))
    fine = Surface.of(problem, channel, beside, rs, ks)
    return Region(channel, fine, min(least, float(fine.sse.min())), free)


def _closer(grid: Floats, inside: Floats, best: float, low: float, high: float) -> Floats:
    """A fine grid from one step before the first point inside to one after the last."""
    step = float(grid[1] - grid[0])
    points = np.append(grid[inside], best)
    ends = max(float(points.min()) - step, low), min(float(points.max()) + step, high)
    return np.unique(np.append(np.linspace(*ends, FINE), best))


def _ends(grid: Floats, profile: Floats, bound: float) -> tuple[float, float]:
    """Where the profile crosses the bound, interpolated; the grid's end where it does not."""
    inside = np.flatnonzero(profile <= bound)
    if not len(inside):
        best = int(profile.argmin())
        return float(grid[best]), float(grid[best])

    def crossing(within: int, beyond: int) -> float:
        if not 0 <= beyond < len(grid):
            return float(grid[within])
        share = (bound - profile[within]) / (profile[beyond] - profile[within])
        return float(grid[within] + share * (grid[beyond] - grid[within]))

    first, last = int(inside[0]), int(inside[-1])
    return crossing(first, first - 1), crossing(last, last + 1)

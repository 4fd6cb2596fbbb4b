"""All (p, q, m) that the data do not rule out, and with them the interval of anything they give.

A value of g(p, q, m) is within its profile interval if some parameters that give it have a residual
sum of squares of at most RSS + s² F(1 - alpha; 1, n - k). So the interval of every g, of m, of the
time of the peak or of the curve at any time, is the range of g over one region. That needs no
linearisation: where the peak has not been seen the region has no end, and m has no upper limit.

Source: Bates and Watts (1988), Nonlinear Regression Analysis and its Applications, chapter 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from apps.engines.builtin.adoption import bass
from apps.engines.builtin.adoption.bass import Fit
from apps.engines.builtin.series import Floats

ANGLES = 180
RADII = np.concatenate([[0.0], np.geomspace(0.05, 400, 90)])
INNER = np.sin(np.linspace(0, np.pi / 2, 24))  # denser towards the edge, where g ends
HALVINGS = 40


@dataclass
class Region:
    """``p``, ``q``, ``low``, ``high`` (k,): points of the region with the ends of m at each.
    ``open`` says that p can go to nothing and m with it beyond every limit; ``flat`` that q can.
    """

    p: Floats
    q: Floats
    low: Floats
    high: Floats
    open: bool
    flat: bool

    def of(self, values: Floats) -> tuple[float, float]:
        """The range of something that p and q alone give, (k,)."""
        return float(values.min()), float(values.max())

    def potential(self) -> tuple[float, float | None]:
        """Ends of m; None: no upper limit."""
        return float(self.low.min()), None if self.open else float(self.high.max())

    def peak(self) -> tuple[float, float | None]:
        """Ends of the time of the peak, in periods from the launch; None: no upper limit."""
        low, high = self.of(bass.peak_time(self.p, self.q))
        return low, None if self.open else high

    def peak_rate(self) -> tuple[float, float | None]:
        """Ends of the largest number of adopters in one period of time."""
        rate = bass.peak_rate(self.p, self.q)
        return float((rate * self.low).min()), None if self.open else float(
            (rate * self.high).max()
        )

    def curve(self, shares: Floats) -> tuple[Floats, Floats]:
        """(t,) lower and upper ends of m times ``shares`` (k, t)."""
        return (self.low[:, None] * shares).min(axis=0), (self.high[:, None] * shares).max(axis=0)


def region(x: Floats, found: Fit, confidence: float, variance: float | None = None) -> Region:
    """Of new adopters ``x`` (n,) and their fit. ``variance`` of the errors, by default the fit's
    own; at least what rounding leaves.
    """
    size = float(np.sqrt(np.mean(x**2)))
    scaled, m = x / size, found.m / size if found.known else None
    spread = (found.variance if variance is None else variance) / size**2
    spread = max(spread, 1e-14)
    bound = spread * float(stats.f.ppf(confidence, 1, found.df))
    centre = np.log([found.p, found.q])
    limit = float(_rss(scaled, centre[None, :], m)[0]) + bound
    directions = _directions(scaled, centre, m) * np.sqrt(bound)
    reach, touched = _reach(scaled, centre, directions, limit, m)
    at = centre + (reach[:, None] * INNER)[..., None] * directions[:, None, :]
    at = at.reshape(-1, 2)
    p, q = np.exp(at[:, 0]), np.exp(at[:, 1])
    best, rss, square = bass.project(scaled, bass.increments(p, q, found.n), m)
    half = np.sqrt(np.maximum(limit - rss, 0.0) / square) if m is None else np.zeros(len(best))
    inside = rss <= limit * (1 + 1e-9) + 1e-300
    low = np.maximum(best - half, 0.0)[inside] * size
    high = (best + half)[inside] * size
    return Region(p[inside], q[inside], low, high, bool(touched[0]) and m is None, bool(touched[1]))


def _rss(x: Floats, at: Floats, m: float | None) -> Floats:
    return bass.project(x, bass.increments(np.exp(at[..., 0]), np.exp(at[..., 1]), len(x)), m)[1]


def _directions(x: Floats, centre: Floats, m: float | None) -> Floats:
    """(angles, 2) of (log p, log q), each as long as a linear model would take it to the edge."""

    def left(at: Floats) -> Floats:
        f = bass.increments(np.exp(at[0]), np.exp(at[1]), len(x))
        return np.asarray(x - bass.project(x, f, m)[0] * f)

    step = 1e-5
    jacobian = np.column_stack(
        [(left(centre + move) - left(centre - move)) / (2 * step) for move in np.eye(2) * step]
    )
    _, values, axes = np.linalg.svd(jacobian, full_matrices=False)
    values = np.maximum(values, 1e-6 * max(float(values[0]), 1e-12))
    angle = np.linspace(0, 2 * np.pi, ANGLES, endpoint=False)
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return np.asarray((circle / values) @ axes)


def _reach(
    x: Floats, centre: Floats, directions: Floats, limit: float, m: float | None
) -> tuple[Floats, tuple[bool, bool]]:
    """(angles,): how far each direction stays below the limit, and whether that is as far as p or
    q can go at all.
    """
    low, high = np.log([bass.LEAST_P, bass.LEAST_Q]), np.log([bass.MOST_P, bass.MOST_Q])
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.where(directions > 0, high - centre, low - centre) / directions
    walls = np.where(np.isfinite(ends), np.maximum(ends, 0.0), np.inf)
    wall = walls.min(axis=1)
    # Radii up to the wall: outside the bounds nothing is computed.
    radii = np.minimum(RADII[None, :], wall[:, None])
    rss = _rss(x, centre + radii[..., None] * directions[:, None, :], m)
    beyond = rss > limit
    first = np.where(beyond.any(axis=1), beyond.argmax(axis=1), RADII.size - 1)
    rows = np.arange(len(directions))
    inner, outer = radii[rows, np.maximum(first - 1, 0)], radii[rows, first]
    crossed = beyond[rows, first]
    for _ in range(HALVINGS):
        middle = (inner + outer) / 2
        over = _rss(x, centre + middle[:, None] * directions, m) > limit
        inner, outer = np.where(over, inner, middle), np.where(over, middle, outer)
    reach = np.where(crossed, inner, radii[rows, -1])
    ended = ~crossed & (reach >= wall * (1 - 1e-12))
    towards = walls.argmin(axis=1)
    down = directions[rows, towards] < 0
    far = ~crossed & ~ended & (directions[:, 0] < 0)  # still below where the radii end
    return reach, (
        bool((ended & down & (towards == 0)).any() or far.any()),
        bool((ended & down & (towards == 1)).any()),
    )

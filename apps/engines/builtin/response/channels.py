"""Finding retention and half-saturation: least squares that is linear but for these.

Variable projection (Golub and Pereyra 1973): for given retention and saturation all effects are one
least-squares fit, so only these are searched for, first over a grid, channel by channel, then by
Gauss-Newton with Kaufman's slope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize

from apps.engines.builtin.response import carry
from apps.engines.builtin.response.carry import Series, Shape
from apps.engines.builtin.response.design import Design
from apps.engines.builtin.response.frame import Bools, Ints
from apps.engines.builtin.response.least import centred, factor
from apps.engines.builtin.response.periods import Floats

HIGHEST = 0.99
RETENTIONS, POINTS = 25, 19
SWEEPS = 6
ALIKE = 1e-6  # what is left of a slope's column beside the others', to count as told apart


@dataclass(frozen=True)
class Channel:
    """``k`` is the half-saturation point of Hill's curve, the scale of the logarithm, else 1."""

    name: str
    series: Series
    shape: Shape
    r: float
    k: float
    free_r: bool
    reach: tuple[float, float]  # of k, where it is searched for

    @property
    def free_k(self) -> bool:
        return self.shape.kind == "hill"

    def effect(self) -> Floats:
        return self.shape.effect(self.series.adstock(self.r), self.k)

    def slopes(self) -> list[Floats]:
        """Derivatives of the effect by what is free: retention, logarithm of the point."""
        adstock, found = self.series.adstock(self.r), []
        if self.free_r:
            slope = self.shape.slope(np.maximum(adstock, 1e-12 * self.k), self.k)
            found.append(slope * self.series.slope(self.r))
        if self.free_k:
            found.append(self.k * self.shape.by_point(adstock, self.k))
        return found

    def grid(self) -> tuple[Floats, Floats]:
        """Retentions and points to try."""
        rs = np.linspace(0, 0.96, RETENTIONS) if self.free_r else np.array([self.r])
        ks = np.geomspace(*self.reach, POINTS) if self.free_k else np.array([self.k])
        return rs, ks


def channels(design: Design, given: dict[str, float]) -> list[Channel]:
    """The channels at their first guess."""
    data, params = design.data, design.params
    found = []
    for place, name in enumerate(data.roles["spends"]):
        own = carry.series(data.values["spends"][:, place], data.starts, data.market, params.before)
        some = own.spend[own.spend > 0]
        middle = float(np.median(some)) if len(some) else 1.0
        most = float(some.max()) if len(some) else 1.0
        mean = float(some.mean()) if len(some) else 1.0
        scale = {"none": 1.0, "log": mean, "hill": middle}[params.saturation]
        found.append(
            Channel(
                name=name,
                series=own,
                shape=Shape(params.saturation, params.hill_shape),
                r=given.get(name, 0.3),
                k=scale,
                free_r=name not in given,
                reach=(0.02 * middle, 20 * most),
            )
        )
    return found


@dataclass
class Problem:
    """y (m,) and the linear columns x (m, k), centred; ``used`` (n,) rows of the series."""

    y: Floats
    x: Floats
    used: Bools
    market: Ints

    def column(self, channel: Channel) -> Floats:
        return centred(channel.effect()[self.used], self.market)

    def slopes(self, channel: Channel) -> list[Floats]:
        return [centred(slope[self.used], self.market) for slope in channel.slopes()]

    def whole(self, found: list[Channel]) -> Floats:
        return np.column_stack([self.x, *(self.column(one) for one in found)])


def search(problem: Problem, found: list[Channel], told: Callable[[], None]) -> list[Channel]:
    """The channels with retention and point of least squares."""
    if not any(one.free_r or one.free_k for one in found):
        return found
    for _ in range(SWEEPS):
        before = list(found)
        for place, channel in enumerate(found):
            told()
            others = [*found[:place], *found[place + 1 :]]
            found[place] = _best(problem, channel, problem.whole(others))
        if before == found or len(found) == 1:
            break
    return _polished(problem, found)


def _best(problem: Problem, channel: Channel, beside: Floats) -> Channel:
    surface = Surface.of(problem, channel, beside, *channel.grid())
    row, column = np.unravel_index(int(surface.sse.argmin()), surface.sse.shape)
    return replace(channel, r=float(surface.rs[row]), k=float(surface.ks[column]))


@dataclass
class Surface:
    """For a channel's retentions ``rs`` (a,) and points ``ks`` (b,): the least sum of squares
    ``sse`` (a, b) beside given columns, the effect ``beta`` (a, b) that reaches it, and ``size``
    (a, b), by which the sum rises for the square of a step of the effect.
    """

    rs: Floats
    ks: Floats
    sse: Floats
    beta: Floats
    size: Floats

    @classmethod
    def of(
        cls, problem: Problem, channel: Channel, beside: Floats, rs: Floats, ks: Floats
    ) -> Surface:
        q = factor(beside)[0] if beside.shape[1] else beside
        rest = problem.y - q @ (q.T @ problem.y)
        whole = float(rest @ rest)
        sse, beta, size = (np.empty((len(rs), len(ks))) for _ in range(3))
        for row, r in enumerate(rs):
            adstock = channel.series.adstock(float(r))[problem.used, None]
            tried = centred(channel.shape.effect(adstock, ks[None, :]), problem.market)
            inner = q.T @ tried
            raw = np.einsum("ij,ij->j", tried, tried)
            left = np.maximum(raw - np.einsum("ij,ij->j", inner, inner), 0.0)
            told = left > 1e-12 * raw
            pull = tried.T @ rest
            size[row] = np.where(told, left, np.nan)
            beta[row] = np.where(told, pull / np.where(told, left, 1.0), np.nan)
            sse[row] = whole - np.where(told, pull**2 / np.where(told, left, 1.0), 0.0)
        return cls(rs, ks, sse, beta, size)


def _polished(problem: Problem, found: list[Channel]) -> list[Channel]:
    low = np.array([v for one in found for v in _ends(one)[0]])
    high = np.array([v for one in found for v in _ends(one)[1]])
    start = np.array([v for one in found for v in _theta(one)])

    def residuals(theta: Floats) -> Floats:
        x = problem.whole(_at(found, theta))
        q = factor(x)[0]
        return np.asarray(problem.y - q @ (q.T @ problem.y))

    def slope(theta: Floats) -> Floats:
        here = _at(found, theta)
        x = problem.whole(here)
        q, inverse = factor(x)
        beta = inverse @ (q.T @ problem.y)
        columns = [
            -effect * one
            for channel, effect in zip(here, beta[problem.x.shape[1] :], strict=True)
            for one in problem.slopes(channel)
        ]
        moved = np.column_stack(columns)
        return np.asarray(moved - q @ (q.T @ moved))

    inside = np.clip(start, low + 1e-6 * (high - low), high - 1e-6 * (high - low))
    done = optimize.least_squares(
        residuals, inside, slope, bounds=(low, high), x_scale=high - low, xtol=1e-12, ftol=1e-14,
        gtol=1e-14, max_nfev=100,
    )  # fmt: skip
    return _at(found, done.x)


def _theta(channel: Channel) -> list[float]:
    return [channel.r] * channel.free_r + [float(np.log(channel.k))] * channel.free_k


def _ends(channel: Channel) -> tuple[list[float], list[float]]:
    low, high = np.log(channel.reach)
    return (
        [0.0] * channel.free_r + [float(low)] * channel.free_k,
        [HIGHEST] * channel.free_r + [float(high)] * channel.free_k,
    )


def _at(found: list[Channel], theta: Floats) -> list[Channel]:
    moved, place = [], 0
    for channel in found:
        r, k = channel.r, channel.k
        if channel.free_r:
            r, place = float(theta[place]), place + 1
        if channel.free_k:
            k, place = float(np.exp(theta[place])), place + 1
        moved.append(replace(channel, r=r, k=k))
    return moved


def apart(columns: list[Floats], beside: Floats) -> list[bool]:
    """Which of these columns (m,) say something beside ``beside`` (m, k) and those before."""
    q = factor(beside)[0] if beside.shape[1] else beside
    told = []
    for column in columns:
        length = float(np.linalg.norm(column))
        rest = column - q @ (q.T @ column)
        rest = rest - q @ (q.T @ rest)
        left = float(np.linalg.norm(rest))
        told.append(length > 0 and left > ALIKE * length)
        if told[-1]:
            q = np.column_stack([q, rest / left])
    return told

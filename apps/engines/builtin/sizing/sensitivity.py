"""Where the uncertainty of a size comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.sizing import draws
from apps.engines.builtin.sizing.assumptions import Assumption, Key
from apps.engines.builtin.sizing.chains import Chain, Floats, factor, size


@dataclass(frozen=True)
class Swing:
    """One figure moved from its low to its high end, all others at their medians. ``middle`` is
    the size with all at their medians.

    ``share`` is the figure's first-order share of the size's variance: by how much the variance
    would fall on average if the figure were known.
    """

    step: Assumption
    low: float
    high: float
    at_low: float
    at_high: float
    middle: float
    share: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


def swings(
    own: Sequence[Chain],
    level: str,
    values: Mapping[Key, Floats],
    tail: float,
    coverage: float,
) -> list[Swing]:
    """Of the sum of one way's chains at a level, widest first; figures that are known are not
    among them.
    """
    steps = {step.key: step for chain in own for step in chain.steps(level)}
    middle = draws.at(list(steps.values()), 0.5, coverage)
    shares = first_order(own, level, values)
    base, where = _sum(own, level, middle), _chains_of(own, level)
    found = []
    for key, step in draws.uncertain(list(steps.values())).items():
        ends = draws.quantile(step, np.array([tail, 1 - tail]), coverage)
        rest = base - _sum(where[key], level, middle)
        low, high = (rest + _sum(where[key], level, {**middle, key: ends[[end]]}) for end in (0, 1))
        first, last = ends.tolist()
        found.append(Swing(step, first, last, low, high, base, shares[key]))
    return sorted(found, key=lambda one: (-one.width, one.step.key))


def _chains_of(own: Sequence[Chain], level: str) -> dict[Key, list[Chain]]:
    """The chains that each figure stands in: only these change with it."""
    found: dict[Key, list[Chain]] = {}
    for chain in own:
        for step in chain.steps(level):
            found.setdefault(step.key, []).append(chain)
    return found


def _sum(own: Sequence[Chain], level: str, values: Mapping[Key, Floats]) -> float:
    """The sum of the chains for one value of each figure."""
    return sum(float(size(chain, level, values)[0]) for chain in own)


def first_order(own: Sequence[Chain], level: str, values: Mapping[Key, Floats]) -> dict[Key, float]:
    """First-order shares of the variance (Sobol 1993) of the sum of chains of independent factors.

    Given one factor f, a product of independent ones has the mean f · Π E(others), so the variance
    of that mean is (Σ over chains of Π E(others))² · Var(f).
    """
    total = np.asarray(sum(size(chain, level, values) for chain in own))
    variance = float(total.var())
    slopes: dict[Key, float] = {}
    spread: dict[Key, float] = {}
    for chain in own:
        factors = {step.key: factor(step, values) for step in chain.steps(level)}
        means = {key: float(column.mean()) for key, column in factors.items()}
        for key, column in factors.items():
            rest = float(np.prod([mean for other, mean in means.items() if other != key]))
            slopes[key] = slopes.get(key, 0.0) + rest
            spread[key] = float(column.var())
    return {
        key: slope**2 * spread[key] / variance if variance > 0 else 0.0
        for key, slope in slopes.items()
    }

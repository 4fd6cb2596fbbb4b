"""From the median of a target to its mean, where its logarithm was modelled.

The model's middle, exp of the fit, is a median where the scatter of the logarithm is symmetric. The
mean is larger, by the mean of exp of the residuals. Source: Duan (1983), Smearing estimate: a
nonparametric retransformation method, JASA 78.
"""

from __future__ import annotations

import numpy as np

from apps.engines.builtin.linear.diagnostics import Keeper
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.scan import Block, Floats


class Smear:
    """Takes the blocks of the pass over the residuals, and hands them on to ``keep``."""

    def __init__(self, fit: Fit, keep: Keeper | None) -> None:
        self._fit, self._next = fit, keep
        self._sums, self._weight = np.zeros(len(fit.spec.targets)), 0.0

    @property
    def keep(self) -> Keeper | None:
        """What the pass is to be given."""
        return self if self._fit.spec.logged else self._next

    def take(self, block: Block, residuals: Floats, leverage: Floats) -> None:
        """``residuals`` (n, m) of the scaled basis."""
        with np.errstate(over="ignore"):
            self._sums += block.w @ np.exp(residuals * self._fit.target_scale)
        self._weight += float(block.w.sum())
        if self._next is not None:
            self._next.take(block, residuals, leverage)

    @property
    def factors(self) -> list[float]:
        """(m,) means of exp of the residuals; empty where no logarithm is modelled, or
        where they leave the range of a double."""
        if not self._fit.spec.logged or not self._weight:
            return []
        means = self._sums / self._weight
        return means.tolist() if np.isfinite(means).all() else []

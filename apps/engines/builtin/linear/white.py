"""White's general test of even scatter: e² on all predictors, their squares and products.

White (1980), A heteroskedasticity-consistent covariance matrix estimator. The products are those of
the orthonormal basis, which span the same: so that the unit of a column changes nothing, and with
:class:`..whitened.Triangle` no digit is lost to how alike squares and products are.
"""

from __future__ import annotations

import numpy as np

from apps.engines.builtin.linear.factor import reveal_rank
from apps.engines.builtin.linear.fit import Fit, chi2_tail
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.builtin.linear.shape import Spread
from apps.engines.builtin.linear.whitened import Triangle

MOST_TERMS = 300
MOST_WORK = 1e10  # rows times the square of the terms: some two seconds


class White:
    """Gathers the regression of each target's squared residuals."""

    def __init__(self, fit: Fit) -> None:
        self.fit = fit
        first = int(fit.frame.intercept)
        k = fit.unknowns - first
        self.pairs = np.triu_indices(k)
        self.terms = k + len(self.pairs[0])
        width = self.terms + fit.beta.shape[1]
        self.wanted = k > 0 and self.terms <= MOST_TERMS and fit.df > 0
        self.wanted = self.wanted and fit.scan.used * float(width) ** 2 <= MOST_WORK
        self.triangle = Triangle(1 + width, intercept=True) if self.wanted else None
        self.scale = np.sqrt(max(fit.scan.total_weight, 1e-300))

    def add(self, block: Block, u: Floats, residuals: Floats) -> None:
        """``u`` (n, p) and ``residuals`` (n, m) of the scaled basis."""
        if self.triangle is None or not len(block):
            return
        v = u[:, int(self.fit.frame.intercept) :] * self.scale
        size = np.where(self.fit.left_over > 0, self.fit.left_over / self.scale, 1.0)
        products = v[:, self.pairs[0]] * v[:, self.pairs[1]]
        values = np.asfortranarray(np.hstack([v, products, (residuals / size) ** 2]))
        self.triangle.add(Block(block.positions, values, block.w, self.terms, block.plain))

    def tests(self) -> list[Spread | None]:
        """One for each target; None where there are too few rows for so many products."""
        none: list[Spread | None] = [None] * self.fit.beta.shape[1]
        if self.triangle is None or self.triangle.frame is None:
            return none
        full = self.triangle.triangle(self.triangle.frame)[1:, 1:]
        inner = full[: self.terms, : self.terms]
        noise = np.full(self.terms, 100.0 + 8.0 * self.fit.condition)
        kept = reveal_rank(inner, noise).kept
        if self.fit.observations - len(kept) - 1 <= 0 or not kept:
            return none
        return [self._test(full, kept, self.terms + target) for target in range(len(none))]

    def _test(self, full: Floats, kept: list[int], column: int) -> Spread | None:
        reduced: Floats = np.asarray(np.linalg.qr(full[:, [*kept, column]], mode="r"))
        explained, total = reduced[:-1, -1], reduced[:, -1]
        if not total @ total > 0:
            return None
        share = float(explained @ explained / (total @ total))
        statistic = self.fit.observations * share
        return Spread(statistic, chi2_tail(statistic, len(kept)), len(kept), share)

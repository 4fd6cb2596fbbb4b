"""How sure the estimates of a mixed model are, with few markets.

The information of the variance components is the expected one, so that it can be inverted on the
boundary too. Degrees of freedom are Satterthwaite's: 2 V² / Var(V).

Sources: Satterthwaite (1946); Kackar and Harville (1984), Approximations for standard errors of
estimators of fixed and random effects; Giesbrecht and Burns (1985); Kuznetsova, Brockhoff and
Christensen (2017), lmerTest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from apps.engines.builtin.transfer.mixed import Floats, Mixed, Solved, solve

STEP = 1e-4


def basis(q: int) -> list[Floats]:
    """Symmetric matrices, one for each element of G's lower triangle."""
    found = []
    for row, column in zip(*np.tril_indices(q), strict=True):
        one = np.zeros((q, q))
        one[row, column] = one[column, row] = 1.0
        found.append(one)
    return found


@dataclass
class Uncertainty:
    """Covariance of (elements of G, s2), with what derivatives along them need."""

    model: Mixed

    @cached_property
    def ways(self) -> list[Floats]:
        return [] if self.model.flat else basis(len(self.model.random))

    @cached_property
    def covariance(self) -> Floats:
        """(a + 1, a + 1): the inverse of the expected restricted information."""
        at, s2 = self.model.at, self.model.s2
        count = len(self.ways)
        information = np.zeros((count + 1, count + 1))
        information[count, count] = self.model.df / (2 * s2**2)
        known = at.k - at.l @ at.c @ at.l.transpose(0, 2, 1)
        blurred = at.l @ at.c @ at.l.transpose(0, 2, 1)
        drawn = self.pulls
        for a, first in enumerate(self.ways):
            information[a, count] = information[count, a] = (
                np.einsum("ab,mba->", first, known) / 2 / s2
            )
            left = first @ at.k
            for b, second in enumerate(self.ways[: a + 1]):
                right = second @ at.k
                own = np.einsum("mab,mba->", left, right)
                shared = np.einsum("mab,mba->", first @ blurred, right)
                joint = np.trace(at.c @ drawn[a] @ at.c @ drawn[b])
                information[a, b] = information[b, a] = (own - 2 * shared + joint) / 2
        size = 1 / np.sqrt(np.diag(information))  # of any unit: the cut-off is relative
        return np.asarray(np.linalg.pinv(information * np.outer(size, size)) * np.outer(size, size))

    @cached_property
    def pulls(self) -> list[Floats]:
        """H_a = sum of L' E_a L: C H_a C is the derivative of C along element a of G."""
        l = self.model.at.l  # noqa: E741
        return [np.einsum("mqp,qr,mrs->ps", l, way, l) for way in self.ways]

    @cached_property
    def step(self) -> float:
        """Small against G, and small enough that I + A G stays regular."""
        reach = max(float(np.trace(self.model.g)), 1.0 / float(self.model.moments.rows.max()))
        return STEP * reach

    @cached_property
    def beside(self) -> list[Solved]:
        """The model solved a step along each element of G."""
        model = self.model
        return [solve(model.moments, model.random, model.g + self.step * way) for way in self.ways]

    def of_fixed(self, contrasts: Floats) -> tuple[Floats, Floats]:
        """(standard errors (r,), degrees of freedom (r,)) of ``contrasts`` (r, p) of beta."""
        c = self.model.at.c
        relative = np.einsum("rp,pq,rq->r", contrasts, c, contrasts)
        turned = contrasts @ c
        slopes = np.array(
            [np.einsum("rp,pq,rq->r", turned, pull, turned) for pull in self.pulls]
        ).T.reshape(len(contrasts), -1)
        found = satterthwaite(self.model.s2, self.covariance, relative, slopes)
        df = np.minimum(found, self.model.df)
        return np.sqrt(self.model.s2 * relative), np.maximum(df, 1.0)

    def standard_errors(self) -> Floats:
        """(a + 1,): of the absolute variance components s2 G and of s2 (delta method)."""
        s2, count = self.model.s2, len(self.ways)
        rows = [
            np.append(s2 * np.eye(count)[a], self.model.g[np.tril_indices(len(way))][a])
            for a, way in enumerate(self.ways)
        ]
        rows.append(np.append(np.zeros(count), 1.0))
        slopes = np.array(rows)
        return np.sqrt(np.einsum("ra,ab,rb->r", slopes, self.covariance, slopes))


def satterthwaite(s2: float, covariance: Floats, relative: Floats, slopes: Floats) -> Floats:
    """(r,) degrees of freedom of variances s2 * relative (r,) with ``slopes`` (r, a) along G;
    ``covariance`` (a + 1, a + 1) is that of (G, s2).
    """
    gradient = np.column_stack([s2 * slopes, relative])
    variance = np.einsum("ra,ab,rb->r", gradient, covariance, gradient)
    return np.asarray(2 * (s2 * relative) ** 2 / np.maximum(variance, 1e-300))

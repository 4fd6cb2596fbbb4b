"""The conditional logit (McFadden 1974): log-likelihood, Newton's method, covariance.

P(i | situation) = exp(x_i b) / sum of exp(x_j b) over the situation's alternatives. The
log-likelihood is concave, so Newton with step-halving finds its top where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from apps.engines.builtin.choice.data import Codes, Floats
from apps.engines.builtin.linear.spanning import spanning

STEPS = 60
SETTLED = 1e-22  # Newton decrement, as a share of the number of choices
FLAT = 1e-7  # curvature, as a share of the curvature at equal chances, that speaks of no maximum


@dataclass
class Sets:
    """Rows of situations: ``chosen`` (n,) how many chose the row."""

    x: Floats
    chosen: Floats
    situation: Codes
    starts: Codes

    @property
    def totals(self) -> Floats:
        """(s,) how many chose in each situation."""
        return np.asarray(np.add.reduceat(self.chosen, self.starts))

    def sums(self, values: Floats) -> Floats:
        """(s, …) sums over each situation's rows."""
        return np.asarray(np.add.reduceat(values, self.starts, axis=0))


@dataclass
class Fit:
    """``inner`` (n, p) are columns less their mean over each situation by chance of choice,
    ``information`` the negative Hessian. ``settled`` is False where no maximum was found.
    """

    beta: Floats
    chance: Floats
    inner: Floats
    information: Floats
    loglik: float
    steps: int
    settled: bool

    @property
    def classical(self) -> Floats:
        """(p, p) covariance of maximum likelihood."""
        return np.asarray(linalg.inv(self.information))


def chances(sets: Sets, index: Floats) -> tuple[Floats, Floats]:
    """Chances of choice and their logs, (n,) each."""
    top = np.maximum.reduceat(index, sets.starts)[sets.situation]
    shifted = index - top
    total = sets.sums(np.exp(shifted))[sets.situation]
    logs = shifted - np.log(total)
    return np.exp(logs), logs


def _at(sets: Sets, beta: Floats) -> tuple[Floats, float]:
    chance, logs = chances(sets, sets.x @ beta)
    return chance, float(sets.chosen @ logs)


def _curvature(sets: Sets, chance: Floats) -> tuple[Floats, Floats]:
    inner = sets.x - sets.sums(chance[:, None] * sets.x)[sets.situation]
    w = chance * sets.totals[sets.situation]
    return inner, inner.T @ (w[:, None] * inner)


def fit(sets: Sets) -> Fit:
    """Maximise the likelihood of choices over columns that vary within situations."""
    p = sets.x.shape[1]
    beta = np.zeros(p)
    totals = sets.totals
    chance, loglik = _at(sets, beta)
    inner, information = _curvature(sets, chance)
    first = np.diag(information).copy()
    step, settled, flat = 0, p == 0, False
    while not (settled or flat) and step < STEPS:
        step += 1
        slope = sets.x.T @ (sets.chosen - totals[sets.situation] * chance)
        try:
            move = linalg.cho_solve(linalg.cho_factor(information), slope)
        except linalg.LinAlgError:
            flat = True
            break
        decrement = float(slope @ move)
        beta, chance, loglik = _step(sets, beta, move, loglik)
        inner, information = _curvature(sets, chance)
        settled = decrement <= SETTLED * float(totals.sum()) or _still(sets, chance)
        flat = bool((np.diag(information) < FLAT * first).any())
    return Fit(beta, chance, inner, information, loglik, step, settled and not flat)


def _still(sets: Sets, chance: Floats) -> bool:
    """Whether the slope is mere rounding."""
    slope = sets.x.T @ (sets.chosen - sets.totals[sets.situation] * chance)
    size = np.abs(sets.x).T @ sets.chosen + 1e-300
    return bool((np.abs(slope) <= 1e-13 * size).all())


def _step(sets: Sets, beta: Floats, move: Floats, before: float) -> tuple[Floats, Floats, float]:
    share = 1.0
    for _ in range(40):
        tried = beta + share * move
        chance, loglik = _at(sets, tried)
        if loglik >= before - 1e-12 * abs(before):
            return tried, chance, loglik
        share /= 2
    chance, loglik = _at(sets, beta)
    return beta, chance, loglik


def robust(sets: Sets, found: Fit, groups: Codes) -> Floats:
    """(p, p) sandwich over groups of situations (s,), with the factor G / (G - 1)."""
    residual = sets.chosen - sets.totals[sets.situation] * found.chance
    scores = sets.sums(sets.x * residual[:, None])
    count = int(groups.max()) + 1
    summed = np.zeros((count, scores.shape[1]))
    np.add.at(summed, groups, scores)
    half = summed @ found.classical
    return np.asarray(count / (count - 1) * half.T @ half)


def independent(sets: Sets) -> list[int]:
    """Columns that vary within situations and that no earlier columns explain."""
    inner = (
        sets.x - (sets.sums(sets.x) / np.diff([*sets.starts, len(sets.x)])[:, None])[sets.situation]
    )
    return spanning(inner, np.sqrt((sets.x**2).sum(axis=0)))

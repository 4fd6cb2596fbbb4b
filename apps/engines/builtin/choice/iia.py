"""Hausman and McFadden's test of the independence of irrelevant alternatives.

If the ratio of two alternatives' chances does not depend on a third, leaving that one out, with the
situations in which it was chosen, changes estimates by chance alone. The test is of all
coefficients that both models tell.

Source: Hausman and McFadden (1984), Specification tests for the multinomial logit model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, stats

from apps.engines.builtin.choice import logit
from apps.engines.builtin.choice.data import Choices
from apps.engines.builtin.choice.design import ATTRIBUTE, Term
from apps.engines.contract import Context

MOST = 12  # alternatives to leave out, those chosen most


@dataclass(frozen=True)
class Test:
    """Without one alternative: χ² with its degrees of freedom, p, and p by Holm over all left out.
    ``statistic`` is None where the covariances' difference is not positive definite, as happens in
    finite samples.
    """

    alternative: str
    situations: int
    statistic: float | None
    df: int
    p: float | None
    adjusted: float | None = None


def tests(
    ctx: Context,
    choices: Choices,
    terms: list[Term],
    sets: logit.Sets,
    fit: logit.Fit,
    baseline: int,
) -> list[Test]:
    """One test for each alternative left out; none with two alternatives."""
    count = len(choices.alternatives)
    if count < 3:
        return []
    sums = np.bincount(choices.alternative, choices.chosen, count)
    order = [int(k) for k in np.argsort(-sums, kind="stable")[:MOST]]
    found = []
    for k in sorted(order):
        ctx.check_cancelled()
        found.append(_without(choices, terms, sets, fit, k, k == baseline))
    return _holm(found)


def _without(
    choices: Choices, terms: list[Term], sets: logit.Sets, fit: logit.Fit, k: int, is_baseline: bool
) -> Test:
    name = choices.alternatives[k]
    none = Test(name, 0, None, 0, None)
    stay = choices.alternative != k
    left = np.bincount(choices.situation, sets.chosen * stay, choices.situations)
    sizes = np.bincount(choices.situation, stay, choices.situations)
    rows = stay & ((left > 0) & (sizes > 1))[choices.situation]
    if not rows.any():
        return none
    situation = np.unique(choices.situation[rows], return_inverse=True)[1].astype(np.int64)
    starts = np.flatnonzero(np.diff(situation, prepend=-1))
    whole = logit.Sets(sets.x[rows], sets.chosen[rows], situation, starts)
    kept = logit.independent(whole)
    # Without the baseline constants are measured from another one and do not compare.
    same = [p for p in kept if terms[p].kind == ATTRIBUTE or not is_baseline]
    same = [p for p in same if terms[p].alternative != name]
    if not same:
        return none
    again = logit.fit(logit.Sets(whole.x[:, kept], whole.chosen, situation, starts))
    if not again.settled:
        return Test(name, len(starts), None, len(same), None)
    at = [kept.index(p) for p in same]
    change = again.beta[at] - fit.beta[same]
    spread = again.classical[np.ix_(at, at)] - fit.classical[np.ix_(same, same)]
    try:
        statistic = float(change @ linalg.cho_solve(linalg.cho_factor(spread), change))
    except linalg.LinAlgError:
        return Test(name, len(starts), None, len(same), None)
    p = float(stats.chi2.sf(statistic, len(same)))
    return Test(name, len(starts), statistic, len(same), p)


def _holm(found: list[Test]) -> list[Test]:
    """p by Holm's step-down over the tests that could be computed."""
    told = sorted((test for test in found if test.p is not None), key=lambda test: test.p or 0.0)
    adjusted: dict[str, float] = {}
    worst = 0.0
    for rank, test in enumerate(told):
        worst = max(worst, min((test.p or 0.0) * (len(told) - rank), 1.0))
        adjusted[test.alternative] = worst
    return [
        Test(t.alternative, t.situations, t.statistic, t.df, t.p, adjusted.get(t.alternative))
        for t in found
    ]

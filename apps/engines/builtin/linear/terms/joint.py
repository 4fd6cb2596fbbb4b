"""Tests of whole terms, and slopes within each level of a category."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit, f_tail, t_quantile
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.terms.design import Design
from apps.engines.builtin.linear.terms.tree import Category, Factor, Value, needs
from apps.engines.builtin.linear.whitened import solve_upper


@dataclass
class Joint:
    """One term's columns ``first`` to before ``end`` tested at once. None where not testable."""

    term: int
    first: int
    end: int
    f: float | None
    p: float | None

    @property
    def df(self) -> int:
        return self.end - self.first


@dataclass
class Slope:
    """How the target goes with a number in the rows of one level."""

    level: str
    estimate: float
    low: float | None
    high: float | None


def joints(
    design: Design, fit: Fit, found: Diagnostics, place: int, estimate: Estimate
) -> list[Joint]:
    """Wald's test of each term, by the covariance chosen, all other terms being there."""
    first = int(fit.spec.intercept)
    covariance = _inside(fit, found, place, estimate)
    tests = []
    for term, start, end in design.spans():
        f = None
        enough = found.errors != "cluster" or end - start <= estimate.t_df
        if covariance is not None and enough:
            inner = slice(first + start, first + end)
            f = _wald(fit.beta[inner, place], covariance[inner, inner])
        p = None if f is None else f_tail(f, end - start, estimate.t_df)
        tests.append(Joint(term, start, end, f, p))
    return tests


def _inside(fit: Fit, found: Diagnostics, place: int, estimate: Estimate) -> Floats | None:
    """(p, p) covariance of the coefficients in the scaled basis; None without scatter."""
    if estimate.s is None or estimate.t_df <= 0 or found.rss[place] == 0:
        return None
    inverse = solve_upper(fit.r, np.eye(fit.unknowns))
    middle = np.eye(fit.unknowns) * (estimate.s / fit.target_scale[place]) ** 2
    if found.middle is not None:
        middle = found.middle[place]
    return np.asarray(inverse @ middle @ inverse.T)


def _wald(beta: Floats, covariance: Floats) -> float | None:
    size = np.sqrt(np.diag(covariance))
    if not (size > 0).all():
        return None
    t = beta / size
    scaled = covariance / np.outer(size, size)
    return float(t @ np.linalg.lstsq(scaled, t, rcond=None)[0]) / len(beta)


def slopes(
    design: Design,
    fit: Fit,
    found: Diagnostics,
    place: int,
    estimate: Estimate,
    number: Factor,
    category: Category,
) -> list[Slope]:
    """Of ``number`` in each level of ``category``, which are crossed and nothing else with them."""
    covariance = _inside(fit, found, place, estimate)
    quantile = t_quantile(estimate.t_df, estimate.confidence)
    levels = next(one.levels for one in design.facts.given if one.column == category.column
                  and one.levels is not None)  # fmt: skip
    first, scale = int(fit.spec.intercept), float(fit.target_scale[place])
    to_user = fit.to_user() * scale
    slopes_found = []
    for at, level in enumerate(levels):
        pick = np.zeros(fit.unknowns)
        for column, made in enumerate(design.made):
            factors = {design.factors[piece.factor]: piece.place for piece in made.pieces}
            if number in factors and factors.get(category, at) == at:
                pick[first + column] = 1.0
        value = float(pick @ fit.coefficients[:, place])
        half = None
        if covariance is not None and quantile is not None:
            weights = pick @ to_user
            variance = float(weights @ covariance @ weights)
            half = quantile * max(variance, 0.0) ** 0.5
        slopes_found.append(
            Slope(level, value, None if half is None else value - half,
                  None if half is None else value + half)
        )  # fmt: skip
    return slopes_found


def by_level(design: Design) -> list[tuple[Value, Category]]:
    """Numbers that are crossed with one category, and with nothing else."""
    terms = [design.formula.terms[term] for term, _, _ in design.spans()]
    found: list[tuple[Value, Category]] = []
    for term in terms:
        numbers = [one for one in term if isinstance(one, Value)]
        categories = [one for one in term if isinstance(one, Category)]
        if len(term) != 2 or len(numbers) != 1 or len(categories) != 1:
            continue
        pair = {numbers[0], categories[0]}
        own = set(needs(numbers[0].of))
        if any(
            own & set(needs(one.of))
            for one in design.factors
            if one not in pair and not isinstance(one, Category)
        ):
            continue  # its slope is not in these columns alone
        if all(set(other) <= pair for other in terms if numbers[0] in other):
            found.append((numbers[0], categories[0]))
    return found

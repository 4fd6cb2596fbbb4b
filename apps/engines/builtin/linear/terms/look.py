"""A first look at all rows that can be used: levels, ranges, means and knots, which no batch could
tell alone. In a job's child only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.linear.pairs import Floats
from apps.engines.builtin.linear.ranges import refuse_range
from apps.engines.builtin.linear.terms import splines
from apps.engines.builtin.linear.terms.derived import Derived, codes_of, levels_of, past_of
from apps.engines.builtin.linear.terms.expressions import Undefined, evaluate
from apps.engines.builtin.linear.terms.facts import Facts, Given, Measured
from apps.engines.builtin.linear.terms.tree import (
    Category,
    Factor,
    Formula,
    Polynomial,
    Spline,
    Term,
    Value,
)
from apps.engines.builtin.linear.terms.wording import shown
from apps.engines.contract import InputTable, Refusal

MOST_SAMPLE = 1_000_000  # rows that knots at quantiles are taken from


def given_of(table: InputTable, formula: Formula) -> list[Given]:
    """What rows have to tell, before anything is known of their numbers."""
    found = [Given(column=name, before=before) for name, before in formula.numbers()]
    for name in dict.fromkeys(one.column for one in formula.categories()):
        levels = levels_of(table, name)
        _refuse_baseline(formula, name, levels)
        found.append(Given(column=name, levels=levels))
    return found


def derive(
    table: InputTable, given: Sequence[Given], roles: Mapping[str, Sequence[str]]
) -> Derived:
    """Levels and earlier values of all rows."""
    wanted = [(one.column, one.before) for one in given if one.before]
    found = past_of(table, wanted, roles) if wanted else Derived()
    for one in given:
        if one.levels is not None:
            found.codes[one.column] = codes_of(table, one.column, one.levels)
    return found


def _refuse_baseline(formula: Formula, name: str, levels: Sequence[str]) -> None:
    for one in formula.categories():
        if one.column == name and one.baseline and one.baseline not in levels:
            raise Refusal(
                msg(
                    "'{name}' has no level '{baseline}' to compare with.",
                    name=name,
                    baseline=one.baseline,
                ),
                fix=msg("Levels are: {levels}.", levels=list(levels[:12])),
                field="formula",
            )


class Look:
    """Takes usable rows (n, inputs) in batches; :meth:`facts` tells what was found."""

    def __init__(self, formula: Formula, given: list[Given], rows: int) -> None:
        self.formula, self.given = formula, given
        self.factors = formula.factors()
        self.every = max(-(-rows // MOST_SAMPLE), 1)
        self.used = 0
        self.low, self.high = (np.full(len(given), edge) for edge in (np.inf, -np.inf))
        self.sums = np.zeros(len(given))
        self.counts = [np.zeros(len(one.levels or ()), dtype=np.int64) for one in given]
        self.of = [_Range() for _ in self.factors]
        self.samples: dict[int, list[Floats]] = {
            place: []
            for place, one in enumerate(self.factors)
            if isinstance(one, Spline) and splines.inner_knots(one)
        }

    def take(self, raw: Floats, positions: np.ndarray) -> None:
        if not len(raw):
            return
        self.used += len(raw)
        self.low, self.high = (
            np.minimum(self.low, raw.min(axis=0)), np.maximum(self.high, raw.max(axis=0))
        )  # fmt: skip
        self.sums += raw.sum(axis=0)
        numbers = {}
        for place, one in enumerate(self.given):
            if one.levels is None:
                numbers[one.column, one.before] = raw[:, place]
            else:
                codes = raw[:, place].astype(np.int64)
                self.counts[place] += np.bincount(codes, minlength=len(one.levels))
        for place, factor in enumerate(self.factors):
            if isinstance(factor, Category):
                continue
            try:
                values = evaluate(factor.of, numbers, len(raw))
            except Undefined as undefined:
                raise undefined.refusal(positions) from undefined
            self.of[place].take(values)
            if place in self.samples:
                self.samples[place].append(values[positions % self.every == 0])

    def facts(self, step: str) -> Facts:
        """All that is known now. Refuses ranges that a polynomial or spline cannot be of."""
        for place, one in enumerate(self.given):
            if self.used and one.levels is None:
                one.low, one.high = float(self.low[place]), float(self.high[place])
                one.mean = float(self.sums[place] / self.used)
        measured = [self._measured(place, one) for place, one in enumerate(self.factors)]
        dropped: dict[str, list[str]] = {}
        for place, one in enumerate(self.given):
            if one.levels is None:
                continue
            counts = self.counts[place].tolist()
            there = [at for at, count in enumerate(counts) if count or not self.used]
            gone = [level for at, level in enumerate(one.levels) if at not in there]
            dropped |= {one.column: gone} if gone else {}
            one.levels, one.counts = [one.levels[at] for at in there], [counts[at] for at in there]
        named = self._named()
        formula = _renamed(self.formula, named)
        by_factor = {named[one]: found for one, found in zip(self.factors, measured, strict=True)}
        return Facts(
            formula=formula, given=self.given, step=step, dropped=dropped,
            measured=[by_factor[one] for one in formula.factors()],
        )  # fmt: skip

    def _named(self) -> dict[Factor, Factor]:
        """Each factor with the most frequent level as the baseline where none was chosen."""
        most = {
            one.column: one.levels[int(np.argmax(one.counts))] if one.levels else ""
            for one in self.given
            if one.levels is not None
        }

        def named(factor: Factor) -> Factor:
            if not isinstance(factor, Category) or not most[factor.column]:
                return factor
            levels = next(one.levels for one in self.given if one.column == factor.column
                          and one.levels is not None)  # fmt: skip
            if factor.baseline in levels:
                return factor
            return factor.model_copy(update={"baseline": most[factor.column]})

        return {factor: named(factor) for factor in self.factors}

    def _measured(self, place: int, factor: Factor) -> Measured:
        found = self.of[place]
        if isinstance(factor, Category) or not self.used:
            return Measured(low=-1.0, high=1.0, knots=_even(factor))
        name = shown(factor)
        if isinstance(factor, Polynomial):
            refuse_range(name, factor.degree, found.low, found.high)
        if isinstance(factor, Spline) or (isinstance(factor, Value) and factor.scaled):
            refuse_range(name, 1, found.low, found.high)
        knots: list[float] = []
        if isinstance(factor, Spline):
            knots = self._knots(place, factor, name, found)
        return Measured(
            low=found.low, high=found.high, mean=found.mean, sd=found.sd or 1.0, knots=knots
        )

    def _knots(self, place: int, factor: Spline, name: str, found: _Range) -> list[float]:
        inside = splines.inner_knots(factor)
        knots = list(factor.knots)
        if inside:
            shares = np.linspace(0, 1, inside + 2)[1:-1]
            knots = np.quantile(np.concatenate(self.samples[place]), shares).tolist()
        ends = [found.low, *knots, found.high]
        if all(one < other for one, other in pairwise(ends)):
            return knots
        if factor.knots:
            raise Refusal(
                msg(
                    "The knots of '{name}' must lie inside its range, from {low} to {high}.",
                    name=name, low=found.low, high=found.high,
                ),
                fix=msg("Write other knots, or df=4 for knots at quantiles."),
                field="formula",
            )  # fmt: skip
        raise Refusal(
            msg(
                "'{name}' has too few different values for {count} knots.", name=name, count=inside
            ),
            fix=msg("Choose a smaller df, or a polynomial."),
            field="formula",
        )


def _renamed(formula: Formula, named: Mapping[Factor, Factor]) -> Formula:
    """With other factors; what is the same term then (C(g) and C(g, 'b')) is there once."""
    terms: dict[frozenset[Factor], Term] = {}
    for term in formula.terms:
        factors = tuple(dict.fromkeys(named[factor] for factor in term))
        terms.setdefault(frozenset(factors), factors)
    ordered = sorted(terms.values(), key=len)
    return formula.model_copy(update={"terms": tuple(ordered)})


class _Range:
    """Least, most, mean and standard deviation of numbers that come in batches.

    Source: Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance.
    """

    def __init__(self) -> None:
        self.count, self.low, self.high = 0, np.inf, -np.inf
        self.mean, self.squares = 0.0, 0.0

    def take(self, values: Floats) -> None:
        self.low = min(self.low, float(values.min()))
        self.high = max(self.high, float(values.max()))
        many, mean = len(values), float(values.mean())
        gap, total = mean - self.mean, self.count + many
        with np.errstate(over="ignore", invalid="ignore"):  # what is too large is refused later
            inside = float(((values - mean) ** 2).sum())
            self.squares += inside + float(np.square(gap)) * self.count * many / total
        self.mean += gap * many / total
        self.count = total

    @property
    def sd(self) -> float:
        return float(np.sqrt(self.squares / (self.count - 1))) if self.count > 1 else 0.0


def _even(factor: Factor) -> list[float]:
    """Knots where there is no row: the fit is to say that."""
    if not isinstance(factor, Spline):
        return []
    inside = splines.inner_knots(factor) or len(factor.knots)
    return np.linspace(-1, 1, inside + 2)[1:-1].tolist()

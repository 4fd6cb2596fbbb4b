"""What the terms of a formula say, in sentences."""

from __future__ import annotations

import math
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear.estimate import Estimate, Term
from apps.engines.builtin.linear.terms.contrasts import with_baselines
from apps.engines.builtin.linear.terms.design import Design
from apps.engines.builtin.linear.terms.joint import Joint
from apps.engines.builtin.linear.terms.tree import (
    Call,
    Category,
    Expression,
    Factor,
    Polynomial,
    Spline,
    Value,
    needs,
)
from apps.engines.builtin.linear.terms.wording import factor_text, plain, shown, term_text
from apps.engines.builtin.linear.words import answer, effect, together
from apps.engines.figures import measured

LISTED = 12
LEVELS = 5  # of a category, most certain first
PERCENT = math.log(1.01)


def each(design: Design, estimate: Estimate, tests: list[Joint]) -> list[Message]:
    """A sentence or a few on each term, the most certain terms first."""
    order = sorted(tests, key=lambda one: one.p if one.p is not None else 2.0)
    found: list[Message] = []
    for test in order:
        found += _term(design, estimate, test, tests)
    return found[:LISTED]


def headline(design: Design, estimate: Estimate, tests: list[Joint]) -> Message:
    """The share explained, and the clearest term with its interval."""
    if not tests:
        return answer(estimate)
    sentences = each(design, estimate, tests)
    if not sentences:
        return together(estimate)
    if estimate.r2 is None or not estimate.intercept or len(tests) == 1:
        return sentences[0]
    return msg(
        "{count} terms together explain {share} of the differences in {target}. {first}",
        count=len(tests),
        share=Num(value=estimate.r2, style="percent", decimals=1),
        target=estimate.target,
        first=sentences[0],
    )


def _term(design: Design, estimate: Estimate, test: Joint, tests: list[Joint]) -> list[Message]:
    term = design.formula.terms[test.term]
    if len(term) > 1 and with_baselines(design.formula, test.term):
        return [_crossed(term, estimate, test)]
    if len(term) > 1:  # its test is of more than the interaction
        return [_whole(term, estimate, test)]
    factor = term[0]
    rows = _rows(estimate, test)
    if isinstance(factor, (Polynomial, Spline)):
        return [_curve(factor, estimate, test)]
    if isinstance(factor, Category):
        return _levels(design, factor, rows, estimate, test)
    others = [design.formula.terms[one.term] for one in tests if one is not test]
    if any(factor in other for other in others):
        return []  # what it does alone depends on the terms that cross it, which tell it
    if _shared(factor, design):
        return [_whole(term, estimate, test)]
    return [_line(design, factor, rows[0], estimate, alone=len(tests) == 1)]


def _shared(factor: Value, design: Design) -> bool:
    """Whether another factor is made of the same numbers: then none of both changes alone."""
    own = set(needs(factor.of))
    others = (one for one in design.factors if one != factor and not isinstance(one, Category))
    return any(own & set(needs(one.of)) for one in others)


def _whole(term: tuple[Factor, ...], estimate: Estimate, test: Joint) -> Message:
    """A term none of whose coefficients tells an effect by itself."""
    values = {"term": term_text(term), "y": estimate.target}
    if test.p is None:
        return msg("{y} was fitted by the term {term}, among others.", **values)
    if test.p >= 1 - estimate.confidence:
        return msg(
            "The data do not settle whether {y} goes with the term {term} (test of the whole term:"
            " p = {p}).",
            p=_p(test), **values,
        )  # fmt: skip
    return msg(
        "{y} goes with the term {term} (test of the whole term: p = {p}).", p=_p(test), **values
    )


def _rows(estimate: Estimate, test: Joint) -> list[Term]:
    first = int(estimate.intercept)
    return estimate.terms[first + test.first : first + test.end]


def _line(design: Design, factor: Value, term: Term, estimate: Estimate, *, alone: bool) -> Message:
    """A number: in percent where its logarithm or the target's is in the model."""
    logged, inside = design.formula.logged, _of_log(factor)
    if term.low is None or term.high is None or not (logged or inside):
        return effect(term, estimate, others=not alone)
    step = PERCENT if inside else 1.0
    x = plain(inside) if inside is not None else term.name
    if logged:
        y, percents = design.formula.target_column, _percents(term, step)
        return _by_percents(inside is not None, x=x, y=y, level=_level(estimate), **percents)
    half = (term.high - term.low) / 2 * step
    return msg(
        "1 % more {x}, all else held fixed, goes with a change of {change} in {y} ({level} interval"
        " {low} to {high}).",
        change=measured(term.estimate * step, half),
        low=measured(term.low * step, half),
        high=measured(term.high * step, half),
        x=x, y=estimate.target, level=_level(estimate),
    )  # fmt: skip


def _by_percents(growth: bool, **values: Any) -> Message:
    """Of a target whose logarithm is modelled: ``growth`` where the predictor's is too."""
    if growth:
        return msg(
            "1 % more {x}, all else held fixed, goes with a change of {y} by {change} ({level}"
            " interval {low} to {high}).",
            **values,
        )
    return msg(
        "Each additional unit of {x}, all else held fixed, goes with a change of {y} by"
        " {change} ({level} interval {low} to {high}).",
        **values,
    )


def _of_log(factor: Value) -> Expression | None:
    """What stands inside a natural logarithm."""
    if isinstance(factor.of, Call) and factor.of.function == "log" and not factor.scaled:
        return factor.of.of
    return None


def _percents(term: Term, step: float) -> dict[str, Num]:
    """Changes of a target whose logarithm changes by ``step`` times the coefficient."""
    each = {"change": term.estimate, "low": term.low or 0.0, "high": term.high or 0.0}
    return {
        name: Num(value=math.expm1(min(value * step, 700.0)), style="percent", digits=3)
        for name, value in each.items()
    }


def _level(estimate: Estimate) -> Num:
    return Num(value=estimate.confidence, style="percent", digits=6)


def _p(test: Joint) -> Num:
    return Num(value=test.p, digits=2)


def _curve(factor: Polynomial | Spline, estimate: Estimate, test: Joint) -> Message:
    values: dict[str, Message | Num | str | int] = {
        "x": shown(factor), "y": estimate.target, "curve": factor_text(factor),
    }  # fmt: skip
    if test.p is None:
        return msg("{y} follows {x} along the curve {curve}, drawn below.", **values)
    if test.p >= 1 - estimate.confidence:
        return msg(
            "All else held fixed, the data do not settle whether {y} goes with {x} at all (test of"
            " the whole curve {curve}: p = {p}).",
            p=_p(test), **values,
        )  # fmt: skip
    return msg(
        "All else held fixed, {y} follows {x} along the curve {curve}, drawn below (test of the"
        " whole curve: p = {p}).",
        p=_p(test), **values,
    )  # fmt: skip


def _crossed(term: tuple[Factor, ...], estimate: Estimate, test: Joint) -> Message:
    names = [shown(factor) for factor in term]
    values = {"first": names[0], "others": names[1:], "y": estimate.target}
    if test.p is None:
        return msg("How {y} goes with {first} may depend on {others}.", **values)
    if test.p >= 1 - estimate.confidence:
        return msg(
            "The data do not settle whether how {y} goes with {first} depends on {others} (test of"
            " the interaction: p = {p}).",
            p=_p(test), **values,
        )  # fmt: skip
    return msg(
        "How {y} goes with {first} depends on {others} (test of the interaction: p = {p}).",
        p=_p(test), **values,
    )  # fmt: skip


def _levels(
    design: Design, factor: Category, rows: list[Term], estimate: Estimate, test: Joint
) -> list[Message]:
    """Levels against the baseline, the clearest first, and the test of all."""
    clearest = sorted(rows, key=lambda row: -abs(row.t) if row.t is not None else 0.0)
    if not with_baselines(design.formula, test.term):
        return [_own(factor, row, estimate) for row in clearest[:LEVELS]]
    crossed = any(factor in term and len(term) > 1 for term in design.formula.terms)
    said: list[Message] = []
    if test.p is not None:
        values: dict[str, Num | str] = {"name": factor.column, "p": _p(test)}
        if crossed:
            told = msg(
                "Levels of {name}, against '{baseline}', all else held fixed: test of all at once"
                " p = {p}.",
                baseline=factor.baseline, **values,
            )  # fmt: skip
        elif test.p >= 1 - estimate.confidence:
            told = msg(
                "All else held fixed, the data do not settle whether {y} differs between levels of"
                " {name} (test of all at once: p = {p}).",
                y=estimate.target, **values,
            )  # fmt: skip
        else:
            told = msg(
                "All else held fixed, {y} differs between levels of {name} (test of all at once:"
                " p = {p}); they are compared with '{baseline}'.",
                y=estimate.target, baseline=factor.baseline, **values,
            )  # fmt: skip
        said.append(told)
    if crossed or (test.df > 1 and (test.p is None or test.p >= 1 - estimate.confidence)):
        return said
    return [*said, *(_against(design, factor, row, estimate) for row in clearest[:LEVELS])]


def _own(factor: Category, term: Term, estimate: Estimate) -> Message:
    """A level's own coefficient, where there is no intercept to compare it with."""
    values: dict[str, Num | str] = {
        "name": factor.column, "level": term.name[len(factor.column) + 1 : -1],
        "y": estimate.target, "value": measured(term.estimate, term.half),
    }  # fmt: skip
    if term.low is None or term.high is None:
        return msg("{name} = {level}: {y} is {value} where other terms are zero.", **values)
    return msg(
        "{name} = {level}: {y} is {value} where other terms are zero ({interval} interval {low} to"
        " {high}).",
        low=measured(term.low, term.half), high=measured(term.high, term.half),
        interval=_level(estimate), **values,
    )  # fmt: skip


def _against(design: Design, factor: Category, term: Term, estimate: Estimate) -> Message:
    level = term.name[len(factor.column) + 1 : -1]
    values: dict[str, Num | str] = {
        "name": factor.column, "level": level, "baseline": factor.baseline, "y": estimate.target,
    }  # fmt: skip
    if term.low is None or term.high is None:
        return msg(
            "{name} = {level}, against {baseline}: {change} in {y}.",
            change=measured(term.estimate, None), **values,
        )  # fmt: skip
    if design.formula.logged:
        values |= {**_percents(term, 1.0), "y": design.formula.target_column}
    else:
        values |= {
            "change": measured(term.estimate, term.half),
            "low": measured(term.low, term.half),
            "high": measured(term.high, term.half),
        }
    return msg(
        "{name} = {level}, against {baseline}: {change} in {y} ({interval} interval {low} to"
        " {high}).",
        interval=_level(estimate), **values,
    )  # fmt: skip

"""The answer in sentences, its interval with it."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear.estimate import Bend, Estimate, Term
from apps.engines.figures import measured

LISTED = 12  # sentences on single predictors, most certain first


def headline(found: list[Estimate]) -> Message:
    """The answer in one sentence; of several targets, the first and a pointer to the others."""
    if len(found) == 1:
        return answer(found[0])
    others = [estimate.target for estimate in found[1:]]
    return msg("{first} Below: also {others}.", first=answer(found[0]), others=others)


def answer(estimate: Estimate) -> Message:
    """One target's answer."""
    slopes = estimate.slopes
    if not slopes:
        return _mean(estimate)
    if len(slopes) == 1:
        return effect(slopes[0], estimate)
    if not estimate.straight:
        if not estimate.bends:
            return together(estimate)
        return bend(estimate.bends[0], estimate, alone=estimate.count == 1)
    clearest = ranked(estimate.straight)[0]
    if estimate.r2 is None or not estimate.intercept:
        return effect(clearest, estimate, others=True)
    return msg(
        "{count} predictors together explain {share} of the differences in {target}. The clearest"
        " is {name}. {effect}",
        count=estimate.count,
        share=Num(value=estimate.r2, style="percent", decimals=1),
        target=estimate.target,
        name=clearest.name,
        effect=effect(clearest, estimate, others=True),
    )


def together(estimate: Estimate) -> Message:
    """What all terms explain, where none stands for a predictor as it is."""
    if estimate.r2 is None:
        return msg("{target} was fitted by the terms below.", target=estimate.target)
    return msg(
        "All terms together explain {share} of the differences in {target}.",
        share=Num(value=estimate.r2, style="percent", decimals=1),
        target=estimate.target,
    )


def ranked(slopes: list[Term]) -> list[Term]:
    """Most certain first."""
    return sorted(slopes, key=lambda term: -abs(term.t) if term.t is not None else 0.0)


def each_effect(estimate: Estimate) -> list[Message]:
    """A sentence for each of several predictors, most certain first, at most ``LISTED``."""
    slopes = ranked(estimate.straight)
    curved = [bend(one, estimate) for one in estimate.bends]
    return [*(effect(term, estimate, others=True) for term in slopes[:LISTED]), *curved]


def bend(one: Bend, estimate: Estimate, *, alone: bool = False) -> Message:
    """How a target goes with a predictor that enters as a polynomial, and how sure that is."""
    values: dict[str, Num | str | int] = {
        "x": one.name,
        "y": estimate.target,
        "degree": one.degree,
    }
    if one.p is None or one.bend_p is None:
        return msg("{y} follows {x} along a polynomial of degree {degree}.", **values)
    values |= {"p": Num(value=one.p, digits=2), "bend": Num(value=one.bend_p, digits=2)}
    if one.p >= 1 - estimate.confidence:
        return _straying(values, alone=alone)
    if alone:
        return msg(
            "{y} follows {x} along a polynomial of degree {degree}. Test of all its terms:"
            " p = {p}; of its bends, against a straight line: p = {bend}.",
            **values,
        )
    return msg(
        "Other predictors held fixed, {y} follows {x} along a polynomial of degree {degree}. Test"
        " of all its terms: p = {p}; of its bends, against a straight line: p = {bend}.",
        **values,
    )


def _straying(values: dict[str, Num | str | int], *, alone: bool) -> Message:
    """A polynomial that chance explains as well."""
    values = {name: value for name, value in values.items() if name != "bend"}
    if alone:
        return msg(
            "The data do not settle whether {y} goes with {x} at all. Test of all terms of a"
            " polynomial of degree {degree}: p = {p}.",
            **values,
        )
    return msg(
        "Other predictors held fixed, the data do not settle whether {y} goes with {x} at all. Test"
        " of all terms of a polynomial of degree {degree}: p = {p}.",
        **values,
    )


def effect(term: Term, estimate: Estimate, *, others: bool = False) -> Message:
    """What one more unit of a predictor goes with, and how sure that is."""
    values = _values(term, estimate)
    if term.low is None or term.high is None:
        return _unsure(term, values, others)
    if term.low < 0 < term.high:
        if others:
            return msg(
                "The data do not settle whether {y} rises or falls with {x}, other predictors"
                " held fixed: {change} for each additional unit ({level} interval {low} to"
                " {high}).",
                **values,
            )
        return msg(
            "The data do not settle whether {y} rises or falls with {x}: {change} for each"
            " additional unit ({level} interval {low} to {high}).",
            **values,
        )
    return _settled(term, values, others)


def _settled(term: Term, values: dict[str, Num | str], others: bool) -> Message:
    if others and term.estimate >= 0:
        return msg(
            "Each additional unit of {x}, other predictors held fixed, goes with {size} more {y}"
            " ({level} interval {low} to {high}).",
            **values,
        )
    if others:
        return msg(
            "Each additional unit of {x}, other predictors held fixed, goes with {size} less {y}"
            " ({level} interval of the change {low} to {high}).",
            **values,
        )
    if term.estimate >= 0:
        return msg(
            "Each additional unit of {x} goes with {size} more {y} ({level} interval {low} to"
            " {high}).",
            **values,
        )
    return msg(
        "Each additional unit of {x} goes with {size} less {y} ({level} interval of the change"
        " {low} to {high}).",
        **values,
    )


def _unsure(term: Term, values: dict[str, Num | str], others: bool) -> Message:
    shown = {name: values[name] for name in ("x", "y", "change")}
    if others:
        return msg(
            "{y} changes by {change} for each additional unit of {x}, other predictors held"
            " fixed; how sure that is cannot be told, because no row is left over.",
            **shown,
        )
    return msg(
        "{y} changes by {change} for each additional unit of {x}; how sure that is cannot be"
        " told, because no row is left over.",
        **shown,
    )


def _values(term: Term, estimate: Estimate) -> dict[str, Num | str]:
    half = term.half
    return {
        "x": term.name,
        "y": estimate.target,
        "change": measured(term.estimate, half),
        "size": measured(abs(term.estimate), half),
        "low": measured(term.low or 0.0, half),
        "high": measured(term.high or 0.0, half),
        "level": Num(value=estimate.confidence, style="percent", digits=6),
    }


def _mean(estimate: Estimate) -> Message:
    term = estimate.terms[0]
    if term.low is None or term.high is None:
        return msg(
            "The mean of {y} is {value}.", y=estimate.target, value=measured(term.estimate, None)
        )
    values = _values(term, estimate)
    return msg(
        "The mean of {y} is {value} ({level} interval {low} to {high}).",
        y=estimate.target,
        value=values["change"],
        level=values["level"],
        low=values["low"],
        high=values["high"],
    )

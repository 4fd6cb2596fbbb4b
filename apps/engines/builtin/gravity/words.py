"""The sentences of a gravity study."""

from __future__ import annotations

import math

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.gravity.data import Term
from apps.engines.builtin.gravity.potential import Line, Potential
from apps.engines.builtin.gravity.study import Estimate, Study
from apps.engines.figures import level, measured, percent

LISTED = 8


def headline(study: Study, potential: Potential) -> Message:
    """With a home: where its flows are furthest below expectation; else the first effect."""
    top = potential.lines[0] if potential.lines else None
    if study.params.home and top is not None and top.gap is not None and top.gap > 0:
        return _furthest(study, top)
    number = next(n for n in study.ppml.kept if study.terms[n].role != "period")
    return effect(study, number)


def _furthest(study: Study, line: Line) -> Message:
    expected, low, high = (float(v or 0) for v in (line.expected, line.low, line.high))
    half, unit = (high - low) / 2, study.flows.unit

    def flow(value: float) -> Num:
        return measured(value, half).model_copy(update={"unit": unit})

    named = msg(
        "{name} of {actual}, where gravity expects {expected} ({level} interval {low} to {high})",
        name=study.flows.columns["flow"],
        actual=flow(line.actual),
        expected=flow(expected),
        low=flow(low),
        high=flow(high),
        level=level(study.params.confidence),
    )
    if line.actual < low:
        return msg(
            "{home}'s largest untapped potential is {market}: {flow}; {share} of all flows lie"
            " further below theirs.",
            home=line.origin,
            market=line.destination,
            flow=named,
            share=percent(line.rank or 0.0),
        )
    return msg(
        "No destination of {home} is clearly below what gravity expects; the largest gap is"
        " {market}: {flow}.",
        home=line.origin,
        market=line.destination,
        flow=named,
    )


def effect(study: Study, number: int) -> Message:
    """What one column goes with, in words."""
    term, found = study.terms[number], study.ppml.estimates[number]
    return _in_words(study, term, found)


def _in_words(study: Study, term: Term, found: Estimate) -> Message:
    half = (found.high - found.low) / 2
    if term.role == "logged":
        values = {
            "name": term.name, "value": measured(found.value, half),
            "low": measured(found.low, half), "high": measured(found.high, half),
            "level": level(study.params.confidence),
            "double": factor(_exp(found.value * math.log(2))),
        }  # fmt: skip
        return Message(
            text=msg(
                "1 % more {name} changes flows by {value} % ({level} interval {low} to {high});"
                " twice as much multiplies them by {double}."
            ).text,
            values=values,
        )
    values = {
        "name": term.name, "value": factor(_exp(found.value)), "low": factor(_exp(found.low)),
        "high": factor(_exp(found.high)), "level": level(study.params.confidence),
    }  # fmt: skip
    if term.role == "indicators":
        return Message(
            text=msg(
                "{name} multiplies flows by {value} ({level} interval {low} to {high}), all else"
                " equal."
            ).text,
            values=values,
        )
    return Message(
        text=msg(
            "Each unit more of {name} multiplies flows by {value} ({level} interval {low} to"
            " {high})."
        ).text,
        values=values,
    )


def _exp(value: float) -> float:
    return math.exp(min(max(value, -700.0), 700.0))


def factor(value: float) -> Num:
    """A factor on flows, three figures."""
    return Num(value=value, digits=3)


def effects(study: Study) -> list[Message]:
    """One sentence for each column told."""
    shown = [n for n in study.ppml.kept if study.terms[n].role != "period"][:LISTED]
    return [effect(study, number) for number in shown]


def why_different(study: Study) -> list[Message]:
    """Why both models give different effects, and which to read."""
    found = [
        msg(
            "PPML models the flow itself; log-linear least squares models its log. Both agree only"
            " where the spread of flows around what is expected is the same share of it"
            " everywhere, and no flow is 0 (Santos Silva and Tenreyro 2006). Read PPML."
        )
    ]
    if study.zeros:
        found.append(
            msgn(
                "{count} of {rows} flows is 0. It has no log, so least squares leaves it out; PPML"
                " keeps it unless a fixed effect or column predicts it perfectly.",
                "{count} of {rows} flows are 0. They have no log, so least squares leaves them"
                " out; PPML keeps those that no fixed effect or column predicts perfectly.",
                study.zeros,
                rows=len(study.flows.y),
            )
        )
    else:
        found.append(msg("No flow is 0, so both use the same rows."))
    if study.spread is not None:
        p = study.spread.p
        found.append(
            msg(
                "The errors of the logs spread differently for small and large flows (test of"
                " Koenker and White, p = {p}): the effects of least squares mix the flow's level"
                " with its spread.",
                p=Num(value=p, digits=2),
            )
            if p < 0.05
            else msg(
                "The errors of the logs show no sign of spreading differently for small and large"
                " flows (test of Koenker and White, p = {p}).",
                p=Num(value=p, digits=2),
            )
        )
    if study.ols is None:
        found.append(msg("Too few flows are above 0 to fit their logs."))
    return found


def would_change(study: Study, potential: Potential) -> list[Message]:
    """What the answer hangs on."""
    found = []
    if study.params.fixed_effects not in ("both", "by_period"):
        found.append(
            msg(
                "Without fixed effects of both sides, what makes an origin or a destination trade"
                " more with everybody (prices, openness, remoteness: multilateral resistance) is"
                " taken for an effect of the columns. Compare with 'of origins and of"
                " destinations' where several of each are in the table."
            )
        )
    else:
        found.append(
            msg(
                "With fixed effects of both sides expected flows add up to each origin's and"
                " destination's total: potential is a matter of how flows are divided among"
                " partners, not of how much there is in all."
            )
        )
    if potential.band[1] is not None:
        found.append(
            msg(
                "A single flow lies between {low} and {high} times what is expected of it in"
                " {level} of cases, as found on rows left out. A gap within that is nothing"
                " unusual; a column that explains it would move it.",
                low=factor(float(potential.band[0] or 0.0)),
                high=factor(potential.band[1]),
                level=level(study.params.confidence),
            )
        )
    found.append(
        msg(
            "Expected flows are for markets as they are: a new agreement or border changes prices"
            " and all other flows, too, which this model does not follow."
        )
    )
    return found


def data(study: Study) -> list[Message]:
    """Rows used and left out, and how it was computed."""
    flows, fit = study.flows, study.ppml.fit
    found = [
        msg(
            "PPML: {used} of {rows} rows, {pairs} pairs; {steps} steps of iteratively reweighted"
            " least squares.",
            used=len(study.rows),
            rows=flows.rows,
            pairs=study.pairs,
            steps=fit.steps,
        )
    ]
    if study.ols is not None:
        found.append(
            msg("Log-linear least squares: {used} rows with a flow above 0.", used=study.ols.fit.n)
        )
    found.append(
        msg("Standard errors are by pair, both directions together.")
        if study.groups is not None
        else msg("Standard errors are HC1.")
    )
    if flows.has_period and study.params.fixed_effects != "by_period":
        found.append(msg("Each period has an effect of its own, the first being the measure."))
    if flows.left_out:
        found.append(
            msgn("{count} row was left out.", "{count} rows were left out.", flows.left_out)
        )
    return found

"""The sentences of a choice study."""

from __future__ import annotations

import math

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.choice.design import ATTRIBUTE
from apps.engines.builtin.choice.market import Interval, Market, WhatIf
from apps.engines.builtin.choice.study import Study
from apps.engines.figures import level, measured, percent

LISTED = 8


def shown(found: Interval) -> tuple[Num, Num, Num]:
    """Value and ends with the places that the interval has."""
    low, high = found.low, found.high
    half = (high - low) / 2 if low is not None and high is not None else None
    return (
        measured(found.value, half),
        measured(low, half) if low is not None else Num(value=None),
        measured(high, half) if high is not None else Num(value=None),
    )


def headline(study: Study, market: Market) -> Message:
    """What if, where asked; else what the own price does; else the first attribute."""
    if market.what_if is not None:
        return what_if(study, market.what_if)
    if market.elasticities:
        return _elasticity(study, market)
    attributes = [place for place, term in enumerate(study.terms) if term.kind == ATTRIBUTE]
    if attributes:
        return effect(study, attributes[0])
    return _share(study, market)


def _share(study: Study, market: Market) -> Message:
    one = market.shares[study.own]
    return msg(
        "{name} is chosen in {share} of cases ({level} interval {low} to {high}).",
        name=one.alternative,
        share=percent(one.fitted.value, 1),
        low=percent(one.fitted.low, 1),
        high=percent(one.fitted.high, 1),
        level=level(study.params.confidence),
    )


def _elasticity(study: Study, market: Market) -> Message:
    place = market.named.index(study.own)
    value, low, high = shown(market.elasticities[place][place])
    name = study.choices.alternatives[study.own]
    rivals = [(row[place].value, k) for k, row in enumerate(market.elasticities) if k != place]
    most, nearest = max(rivals)
    if most <= 0:  # its own share grows with its price
        return msg(
            "1 % more on the price of {name} changes its share by {value} % ({level} interval {low}"
            " to {high}).",
            name=name,
            value=value,
            low=low,
            high=high,
            level=level(study.params.confidence),
        )
    gain, gain_low, gain_high = shown(market.elasticities[nearest][place])
    return msg(
        "1 % more on the price of {name} changes its share by {value} % ({level} interval {low} to"
        " {high}); {rival} gains most, {gain} % ({gain_low} to {gain_high}).",
        name=name,
        value=value,
        low=low,
        high=high,
        level=level(study.params.confidence),
        rival=study.choices.alternatives[market.named[nearest]],
        gain=gain,
        gain_low=gain_low,
        gain_high=gain_high,
    )


def what_if(study: Study, found: WhatIf) -> Message:
    """The share that is asked about, before and after."""
    params, names = study.params, study.choices.alternatives
    if found.newcomer:
        one = found.after[-1]
        _, most = min((change.value, k) for k, change in enumerate(found.change[:-1]))
        left = found.after[most]
        said = msg(
            "A newcomer like {like} would take {share} ({level} interval {low} to {high}); {loser}"
            " would lose most, from {before} to {after} ({left_low} to {left_high}).",
            like=params.joins_like,
            share=percent(one.value, 1),
            low=percent(one.low, 1),
            high=percent(one.high, 1),
            level=level(study.params.confidence),
            loser=names[most],
            before=percent(found.before[most], 1),
            after=percent(left.value, 1),
            left_low=percent(left.low, 1),
            left_high=percent(left.high, 1),
        )
        if not params.changed:
            return said
        return msg(
            "With the price of {changed} changed by {percent}: {said}",
            changed=params.changed,
            percent=percent(params.change / 100, 1),
            said=said,
        )
    own, other = found.after[study.own], names.index(params.changed)
    return msg(
        "If the price of {changed} changed by {percent}, the share of {name} would go from {before}"
        " to {after} ({level} interval {low} to {high}).",
        changed=names[other],
        percent=percent(params.change / 100, 1),
        name=names[study.own],
        before=percent(found.before[study.own], 1),
        after=percent(own.value, 1),
        low=percent(own.low, 1),
        high=percent(own.high, 1),
        level=level(study.params.confidence),
    )


def effect(study: Study, place: int) -> Message:
    """What one unit of an attribute does to the odds."""
    term = study.terms[place]
    value = float(study.beta[place])
    half = study.quantile * math.sqrt(float(study.covariance[place, place]))
    return msg(
        "Each unit more of {name} multiplies the odds of being chosen by {value} ({level} interval"
        " {low} to {high}).",
        name=term.name,
        value=odds(value),
        low=odds(value - half),
        high=odds(value + half),
        level=level(study.params.confidence),
    )


def odds(value: float) -> Num:
    return Num(value=math.exp(min(max(value, -700.0), 700.0)), digits=3)


def effects(study: Study, market: Market) -> list[Message]:
    """Each attribute in words, and what it is worth."""
    places = [p for p, term in enumerate(study.terms) if term.kind == ATTRIBUTE][:LISTED]
    found = [effect(study, place) for place in places]
    for one in market.worth:
        if study.terms[one.place].kind != ATTRIBUTE or one.place not in places:
            continue
        name = study.terms[one.place].name
        value, low, high = shown(one.found)
        unit = study.choices.units.get(study.choices.price, "")
        if one.unbounded:
            found.append(
                msg(
                    "What {name} is worth has no bounds at {level}: the effect of the price is not"
                    " told apart from 0, and the worth is a ratio to it.",
                    name=name,
                    level=level(study.params.confidence),
                )
            )
            continue
        found.append(
            msg(
                "A unit of {name} is worth {value} of {price} ({level} interval {low} to {high}).",
                name=name,
                value=value.model_copy(update={"unit": unit}),
                price=study.choices.price,
                low=low.model_copy(update={"unit": unit}),
                high=high.model_copy(update={"unit": unit}),
                level=level(study.params.confidence),
            )
        )
    return found


def would_change(study: Study) -> list[Message]:
    """What the answer hangs on."""
    found = [
        msg(
            "The model takes the odds between two alternatives as independent of all others (IIA):"
            " a newcomer, or a lower price, takes from all others in proportion to their shares in"
            " each situation. Where two alternatives are near substitutes, it takes more from the"
            " near one, and these figures are wrong in that direction."
        )
    ]
    failed = [test.alternative for test in study.tests if (test.adjusted or 1.0) < 0.05]
    if failed:
        found.append(
            msg(
                "Leaving out {names} changes the estimates by more than chance: a nested logit, or"
                " attributes that make alternatives alike, would change the answer.",
                names=failed,
            )
        )
    if study.choices.price:
        found.append(
            msg(
                "If prices were set by what made an alternative liked and is not in the table"
                " (quality, advertising), the effect of the price is too small: prices that were"
                " varied at random, as in a conjoint study, settle it."
            )
        )
    if study.params.chosen_as == "shares":
        found.append(
            msg(
                "Shares say nothing of how many people they are of: intervals rest on how much"
                " situations differ, and each counts once."
            )
        )
    found.append(
        msg(
            "Shares are of who was asked or observed and of the alternatives shown: they are market"
            " shares as far as these are the market's."
        )
    )
    return found


def data(study: Study) -> list[Message]:
    """Rows used and left out, and how it was computed."""
    choices = study.choices
    found = [
        msg(
            "{situations} situations with {rows} rows of {alternatives} alternatives; Newton's"
            " method, {steps} steps.",
            situations=choices.situations,
            rows=len(choices.chosen),
            alternatives=len(choices.alternatives),
            steps=study.fit.steps,
        )
    ]
    if study.baseline is not None:
        found.append(
            msg(
                "Constants are measured from {name}, whose constant is 0.",
                name=choices.alternatives[study.baseline],
            )
        )
    found.append(
        {
            "classical": msg("Standard errors are those of maximum likelihood."),
            "situation": msg("Standard errors are robust, situations being independent."),
            "respondent": msgn(
                "Standard errors are robust, by {count} respondent.",
                "Standard errors are robust, by {count} respondents.",
                study.groups,
            ),
        }[study.errors]
    )
    if choices.left_out:
        found.append(
            msgn("{count} row was left out.", "{count} rows were left out.", choices.left_out)
        )
    return found

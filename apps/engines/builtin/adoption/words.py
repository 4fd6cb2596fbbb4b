"""The answer in sentences, its intervals with it, and what would change it."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.adoption import bass
from apps.engines.builtin.adoption.study import One, Study
from apps.engines.figures import level, measured, percent

FURTHEST = 10_000  # periods from the launch: a later peak is none


def when(study: Study, one: One, time: float | None) -> str | Message:
    """The period that a time after the launch lies in."""
    if time is None or time > FURTHEST:
        return msg("no end")
    try:
        return str(study.read.timeline.period(one.case.launch + int(time)))
    except (ValueError, OverflowError):  # beyond the year 9999
        return msg("no end")


def lower(value: float, high: float | None, half: float) -> Num:
    """With places of its own where there is no upper limit: rounded to those it would be zero."""
    return measured(value, half if high is not None else value / 10)


def upper(value: float | None, half: float) -> Num | Message:
    return msg("no upper limit") if value is None else measured(value, half)


def peak(study: Study, one: One) -> Message:
    """When, with its interval."""
    low, high = one.region.peak()
    if one.fit.peak <= 0:
        return msg("{period}, at the launch", period=when(study, one, 0.0))
    return msg(
        "{period} ({level}: {low} to {high})",
        period=when(study, one, one.fit.peak),
        level=level(study.params.confidence),
        low=when(study, one, low),
        high=when(study, one, high),
    )


def potential(study: Study, one: One) -> Message:
    """How many in all, with the interval."""
    if one.fit.known:
        return msg("{value}, as given", value=size(study, one.fit.m, None))
    low, high = one.region.potential()
    half = ((high if high is not None else 2 * one.fit.m) - low) / 2
    return msg(
        "{value} ({level}: {low} to {high})",
        value=size(study, one.fit.m, half),
        level=level(study.params.confidence),
        low=lower(low, high, half),
        high=upper(high, half),
    )


def size(study: Study, value: float, half: float | None) -> Num:
    if half is None:
        return Num(value=value, digits=7, unit=study.read.unit)
    return measured(value, half).model_copy(update={"unit": study.read.unit})


def rate(study: Study, one: One) -> Num:
    """New adopters in the period of the peak, which the curves may not reach."""
    place = int(one.fit.peak)
    if place < len(one.curves.new):
        half = float(one.curves.new_high[place] - one.curves.new_low[place]) / 2
        return size(study, float(one.curves.new[place]), half)
    first, last = bass.share(one.fit.p, one.fit.q, np.array([place, place + 1.0]))
    return size(study, one.fit.m * float(last - first), None)


def headline(study: Study) -> Message:
    one = study.focus
    values: dict[str, Message | Num | str] = {
        "value": study.read.value,
        "market": one.name,
        "peak": peak(study, one),
        "potential": potential(study, one),
        "rate": rate(study, one),
        "share": percent(min(one.adopted / one.fit.m, 1.0)),
    }
    if one.seen == "no":
        if not one.name:
            return msg(
                "The peak of {value} has not been seen. The fit puts it at {peak} and all who will"
                " adopt at {potential}.",
                **values,
            )
        return msg(
            "{market}: the peak of {value} has not been seen. The fit puts it at {peak} and all"
            " who will adopt at {potential}.",
            **values,
        )
    if not one.name:
        return msg(
            "{value} peaks at {rate} in {peak}. All who will adopt: {potential}; {share} of them"
            " have.",
            **values,
        )
    return msg(
        "{market}: {value} peaks at {rate} in {peak}. All who will adopt: {potential}; {share} of"
        " them have.",
        **values,
    )


def would_change(study: Study) -> list[Message]:
    """Further periods, a potential from elsewhere, and what no curve knows."""
    one = study.focus
    found: list[Message] = []
    later = [step for step in one.steps if step.more and step.high is not None]
    if later:
        step = later[-1]
        high = step.high if step.high is not None else step.low
        half = (high - step.low) / 2
        found.append(
            msgn(
                "With {count} more period the market potential would be known to {low} to {high},"
                " if this fit is right and errors stay as they are.",
                "With {count} more periods the market potential would be known to {low} to {high},"
                " if this fit is right and errors stay as they are.",
                step.more,
                low=measured(step.low, half),
                high=measured(high, half),
            )
        )
    if not one.fit.known and one.seen != "yes":
        found.append(
            msg(
                "A market potential from elsewhere, such as a sizing, settles more than further"
                " early periods: give it, and only speed is estimated."
            )
        )
    found.append(
        msg(
            "The curve knows no price, no campaign and no rival, and no second purchase. What"
            " changes who can adopt changes the potential."
        )
    )
    return found


def method(study: Study) -> list[Message]:
    one = study.focus
    return [
        msg(
            "Bass's diffusion curve by nonlinear least squares on the adopters of each period"
            " (Srinivasan and Mason 1986). Intervals are of the profile likelihood: all curves that"
            " {count} periods do not rule out.",
            count=one.n,
        )
    ]


def data(study: Study) -> list[Message]:
    one, line = study.focus, study.read.timeline
    found = [
        msg(
            "{used} of {rows} rows; {market}: {count} periods, {first} to {last}. The first one"
            " counts as the launch.",
            used=study.read.rows - study.read.left_out,
            rows=study.read.rows,
            market=one.name or study.read.value,
            count=one.n,
            first=str(line.period(one.case.launch)),
            last=str(line.period(one.case.launch + one.n - 1)),
        )
    ]
    if study.several:
        found.append(msg("{count} markets, each with a fit of its own.", count=len(study.markets)))
    return found

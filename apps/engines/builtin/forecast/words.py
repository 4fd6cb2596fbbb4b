"""The answer in sentences, its band with it, and what would change it."""

from __future__ import annotations

import numpy as np
from scipy import special

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.forecast import bands
from apps.engines.builtin.forecast.study import NAIVE, One, Study
from apps.engines.figures import level, measured, percent

METHOD_NAMES = (msg("Naive"), msg("ETS"), msg("Theta"), msg("Mean of ETS and Theta"))


def amount(study: Study, value: float, half: float) -> Num:
    """A figure of the forecast with the places that its band's half width leaves it, and unit."""
    return measured(value, half).model_copy(update={"unit": study.read.unit})


def method_name(one: One, method: int) -> Message | str:
    """'ETS(M,Ad,M)' where the form is known."""
    return one.form if method == 1 and one.form else METHOD_NAMES[method]


def headline(study: Study) -> Message:
    """The furthest period of the market told first, and what the naive forecast would have done."""
    one = study.focus
    point, low, high = (float(values[-1]) for values in (one.points, one.low, one.high))
    half = (high - low) / 2
    values: dict[str, Message | Num | str] = {
        "value": study.read.value,
        "market": one.name,
        "period": str(study.read.timeline.period(one.series.end + one.horizon - 1)),
        "point": amount(study, point, half),
        "low": measured(low, half),
        "high": measured(high, half),
        "level": level(study.params.confidence),
        "beside": beside(one),
    }
    if not one.name:
        return msg(
            "{value} is forecast at {point} for {period} ({level}: {low} to {high}); {beside}.",
            **values,
        )
    return msg(
        "{value} in {market} is forecast at {point} for {period} ({level}: {low} to {high});"
        " {beside}.",
        **values,
    )


def beside(one: One) -> Message:
    """The naive forecast's errors on the periods held back, against the method's."""
    loss = one.naive_loss
    if one.method == NAIVE:
        return (
            msg("this is the naive forecast: as one season ago")
            if one.season > 1
            else msg("this is the naive forecast: as the last value")
        )
    if loss is None:
        return msg("on periods held back it was never off")
    if loss >= 0:
        return msg(
            "on periods held back the naive forecast was off by {share} more", share=percent(loss)
        )
    return msg(
        "on periods held back the naive forecast was off by {share} less", share=percent(-loss)
    )


def method(study: Study) -> list[Message]:
    """Which forecast and which band it is, and what they rest on."""
    one = study.focus
    origins, tested = len(one.rolled.origins), len(one.rolled.origins) - one.rolled.held
    return [
        msg(
            "{method}, chosen by its errors at {count} past origins; the last {tested} origins took"
            " no part in choosing and tell how it does.",
            method=method_name(one, one.method),
            count=origins - tested,
            tested=tested,
        )
        if study.params.method == "auto"
        else msg(
            "{method}, as asked for; the last {tested} of {count} past origins tell how it does.",
            method=method_name(one, one.method),
            count=origins,
            tested=tested,
        ),
        _band(study),
    ]


def _band(study: Study) -> Message:
    one = study.focus
    if one.widths.free.all():
        return msg(
            "The band is conformal: as wide as errors at past origins ask, at each distance. It"
            " takes no distribution for granted, but that the future is off as the past was;"
            " errors of a time series follow each other, so nothing is proved, and the share held"
            " on periods held back is measured."
        )
    if one.widths.free.any():
        return msg(
            "The band is conformal up to {count} periods ahead: as wide as errors at past origins"
            " ask. Further ahead there are too few of them, and it is Student's t of their size,"
            " which takes a normal distribution for granted.",
            count=int(one.widths.free.sum()),
        )
    return msg(
        "The band is Student's t of the errors at past origins, which takes a normal distribution"
        " for granted: there are too few origins for a band without one."
    )


def would_change(study: Study) -> list[Message]:
    """More periods, a shorter way, and what no past tells."""
    one, wanted = study.focus, bands.needed(study.params.confidence)
    found = []
    fewest = int(one.widths.count[-1])
    if fewest < wanted:
        found.append(
            msgn(
                "With {count} more period the band at {ahead} ahead would take no distribution for"
                " granted.",
                "With {count} more periods the band at {ahead} ahead would take no distribution for"
                " granted.",
                wanted - fewest,
                ahead=one.horizon,
            )
        )
    first, last = float(one.half[0]), float(one.half[-1])
    if one.horizon > 1 and last > 0:
        found.append(
            msg(
                "One period ahead the half width is {first}, {count} ahead it is {last}.",
                first=amount(study, first, first),
                last=amount(study, last, last),
                count=one.horizon,
            )
        )
    found.append(
        msg(
            "A forecast carries the past on. A new price, a rival, a change of channel or of law"
            " is in no past value; where one is coming, take the band as too narrow."
        )
    )
    return found


def data(study: Study) -> list[Message]:
    """Rows, periods, and what was left out or filled."""
    read = study.read
    one = study.focus
    line = read.timeline
    found = [
        msg(
            "{used} of {rows} rows; {market}: {count} periods, {first} to {last}.",
            used=read.rows - read.left_out,
            rows=read.rows,
            market=one.name or read.value,
            count=len(one.series.values),
            first=str(line.period(one.series.start)),
            last=str(line.period(one.series.end - 1)),
        ),
        msg("{count} periods make a season.", count=one.season)
        if one.season > 1
        else msg("No season was taken."),
    ]
    if study.several:
        found.append(
            msg(
                "{count} markets were forecast, each from its own past; the table of the run"
                " (forecast.parquet) holds all of them.",
                count=len(study.markets),
            )
        )
    return found


def of_share(held: float, judged: float, origins: float) -> tuple[float, float]:
    """95 % interval of a share by Clopper and Pearson, each origin counted once: what it says of
    several distances is not independent.
    """
    share = held / judged
    count = share * origins
    low = special.betaincinv(count, origins - count + 1, 0.025) if count > 0 else 0.0
    high = special.betaincinv(count + 1, origins - count, 0.975) if count < origins else 1.0
    return float(low), float(high)


def coverage(study: Study) -> tuple[float, float, float, int] | None:
    """Share held with its interval over all markets, and of how many values."""
    judged = sum(float(one.coverage.judged.sum()) for one in study.markets)
    held = sum(float(one.coverage.held.sum()) for one in study.markets)
    origins = sum(float(np.max(one.coverage.judged)) for one in study.markets)
    if not judged:
        return None
    return held / judged, *of_share(held, judged, origins), int(judged)

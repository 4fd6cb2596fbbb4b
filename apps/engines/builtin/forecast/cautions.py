"""What the reader must know before trusting a forecast, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.forecast import bands
from apps.engines.builtin.forecast.methods import LONGEST_SEASON
from apps.engines.builtin.forecast.study import MOST_PERIODS, NAIVE, Study
from apps.engines.builtin.forecast.words import coverage
from apps.engines.builtin.series_report import names, of_data
from apps.engines.figures import level, percent
from apps.engines.result import Warning as Caution

MANY_ZEROS = 0.3


def cautions(study: Study) -> Iterator[Caution]:
    """Most serious matters of the band first, then the data."""
    yield from _exact(study)
    yield from _held(study)
    yield from _naive(study)
    yield from _few(study)
    yield from _last(study)
    yield from _seasons(study)
    yield from _left_out(study)
    yield from _ends(study)
    yield from _zeros(study)
    yield from _long(study)
    yield from of_data(study.read)


def _exact(study: Study) -> Iterator[Caution]:
    if study.focus.exact:
        yield Caution(
            code="exact",
            severity="serious",
            message=msg(
                "No past forecast was off at all: the values follow a rule, as if they had been"
                " computed. The band is half of the smallest change between periods, and says no"
                " more than that."
            ),
            fix=msg("Check that these are values that were observed."),
        )


def _held(study: Study) -> Iterator[Caution]:
    found = coverage(study)
    if found is None:
        return
    share, low, high, count = found
    if high < study.params.confidence:
        yield Caution(
            code="undercoverage",
            severity="serious",
            message=msg(
                "On periods held back the bands held {share} of {count} values and not {level}"
                " (95% interval {low} to {high}).",
                share=percent(share, 1),
                count=count,
                level=level(study.params.confidence),
                low=percent(low, 1),
                high=percent(high, 1),
            ),
            fix=msg("Take the band as too narrow: the last periods differ from those before."),
        )


def _naive(study: Study) -> Iterator[Caution]:
    one = study.focus
    loss = one.naive_loss
    if loss is not None and loss < 0:
        yield Caution(
            code="naive_better",
            message=msg(
                "On periods held back the naive forecast was off by {share} less than the method"
                " chosen.",
                share=percent(-loss, 1),
            ),
            fix=msg("Look at both lines; periods held back are few, and chance plays its part."),
        )
    if one.method == NAIVE and study.params.method == "auto":
        yield Caution(
            code="naive_chosen",
            severity="info",
            message=msg(
                "No method was better than the naive forecast on past periods, so it is the"
                " forecast."
            ),
        )


def _few(study: Study) -> Iterator[Caution]:
    one = study.focus
    wanted = bands.needed(study.params.confidence)
    if one.widths.free.all():
        return
    yield Caution(
        code="no_distribution_free",
        message=msg(
            "A distribution-free {level} takes {wanted} past errors; at {ahead} periods ahead there"
            " are {count}. Student's t is used there, which takes normally distributed errors for"
            " granted.",
            level=level(study.params.confidence),
            wanted=wanted,
            ahead=one.horizon,
            count=int(one.widths.count[-1]),
        ),
        fix=msg("Add earlier periods, look less far ahead, or choose a lower level."),
    )


def _last(study: Study) -> Iterator[Caution]:
    """A last period that is not complete is the usual cause."""
    suspects = []
    for one in study.markets:
        error = float(one.rolled.error[-1, one.method, 0])
        half = float(one.widths.half[0] * one.rolled.scale[-1])
        *before, last = one.rolled.score(one.method)[:, 0].tolist()
        if np.isfinite(half) and error < 0 and error <= -half and last > max(before):
            suspects.append(one)
    if not suspects:
        return
    line = study.read.timeline
    yield Caution(
        code="last_low",
        message=msg(
            "The last period is lower than any forecast error so far would have it: {names}.",
            names=names(
                [f"{one.name} {line.period(one.series.end - 1)}".strip() for one in suspects]
            ),
        ),
        fix=msg("If the period is not complete yet, take its row out."),
    )


def _seasons(study: Study) -> Iterator[Caution]:
    if study.unseasonal:
        yield Caution(
            code="no_season",
            message=msg(
                "A season of {count} periods takes more than two seasons of past values to learn"
                " and to check: none was taken for {names}.",
                count=study.season,
                names=names(study.unseasonal),
            )
            if study.read.market
            else msg(
                "A season of {count} periods takes more than two seasons of past values to learn"
                " and to check: none was taken.",
                count=study.season,
            ),
            fix=msg("Add earlier periods; until then highs and lows of a season are not foreseen."),
        )
    if study.focus.season > LONGEST_SEASON:
        yield Caution(
            code="long_season",
            severity="info",
            message=msg(
                "ETS takes seasons of up to {most} periods; of {count} only Theta and the naive"
                " forecast know.",
                most=LONGEST_SEASON,
                count=study.focus.season,
            ),
        )


def _left_out(study: Study) -> Iterator[Caution]:
    if study.short:
        yield Caution(
            code="short_markets",
            message=msg(
                "Too few periods to check a forecast so far ahead, and left out: {names}.",
                names=names(study.short),
            ),
            fix=msg("Add earlier periods, or look less far ahead."),
        )
    if study.flat:
        yield Caution(
            code="flat_markets",
            message=msg(
                "The same value in every period, and left out: {names}.", names=names(study.flat)
            ),
        )


def _ends(study: Study) -> Iterator[Caution]:
    last = max(one.series.end for one in study.markets)
    early = [one.name for one in study.markets if one.series.end < last]
    if early:
        yield Caution(
            code="ends_early",
            message=msg(
                "These markets end before {period}, and are forecast from their own end: {names}.",
                period=str(study.read.timeline.period(last - 1)),
                names=names(early),
            ),
        )


def _zeros(study: Study) -> Iterator[Caution]:
    one = study.focus
    zeros = float((one.series.values == 0).mean())
    if zeros > MANY_ZEROS:
        yield Caution(
            code="many_zeros",
            message=msg(
                "{share} of the values are zero. Smoothing forecasts a mean of such demand, not"
                " when it comes.",
                share=percent(zeros),
            ),
            fix=msg("Use longer periods, such as quarters instead of months."),
        )
    if one.cut_at_zero:
        yield Caution(
            code="cut_at_zero",
            severity="info",
            message=msg("No past value is negative, so the band ends at zero."),
        )


def _long(study: Study) -> Iterator[Caution]:
    long = [one.name for one in study.markets if len(one.series.values) > MOST_PERIODS]
    if long:
        yield Caution(
            code="long_past",
            severity="info",
            message=msg("Only the last {most} periods are used.", most=MOST_PERIODS),
        )

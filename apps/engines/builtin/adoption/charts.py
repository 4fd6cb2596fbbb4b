"""The plots of an adoption: all adopters, those of each period, and what m would be known to."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg
from apps.engines.builtin.adoption.study import One, Study
from apps.engines.builtin.series import Floats
from apps.engines.builtin.series_report import axis, when
from apps.engines.figures import level
from apps.engines.result import Axis, Chart, Series

MARKETS = 6
Points = list[list[float | str | None]]


def charts(study: Study) -> Iterator[Chart]:
    """The market told first, what would settle its potential, then some of the others."""
    yield _total(study, study.focus, "total")
    yield _new(study, study.focus)
    if study.focus.steps and len(study.focus.steps) > 1:
        yield _learning(study, study.focus)
    others = [one for one in study.markets if one is not study.focus]
    for number, one in enumerate(others[: MARKETS - 1], start=2):
        yield _total(study, one, f"total:{number}")


def _drawn(
    study: Study, one: One, seen: Floats, curve: tuple[Floats, Floats, Floats]
) -> list[Series]:
    line = study.read.timeline
    times = [when(line, one.case.launch + place) for place in range(len(curve[0]))]
    middle: Points = [[time, float(v)] for time, v in zip(times, curve[0], strict=True)]
    band: Points = [
        [time, float(low), float(high)]
        for time, low, high in zip(times, curve[1], curve[2], strict=True)
    ]
    known: Points = [[times[place], float(v)] for place, v in enumerate(seen)]
    return [
        Series(
            name=msg("{level} band", level=level(study.params.confidence)), kind="band", points=band
        ),
        Series(name=msg("Diffusion curve"), kind="line", points=middle),
        Series(name=msg("Seen"), points=known),
    ]


def _total(study: Study, one: One, key: str) -> Chart:
    curves = one.curves
    return Chart(
        key=key,
        title=msg("All adopters in {market}", market=one.name)
        if one.name
        else msg("All adopters"),
        x=axis(study.read.timeline),
        y=Axis(label=msg("All adopters so far"), unit=study.read.unit),
        series=_drawn(
            study, one, one.case.new.cumsum(),
            (curves.total, curves.total_low, curves.total_high),
        ),
        note=msg("The band is of the curve: all that the data do not rule out."),
    )  # fmt: skip


def _new(study: Study, one: One) -> Chart:
    curves = one.curves
    return Chart(
        key="new",
        title=msg("Adopters of each period in {market}", market=one.name)
        if one.name
        else msg("Adopters of each period"),
        x=axis(study.read.timeline),
        y=Axis(label=study.read.value, unit=study.read.unit),
        series=_drawn(study, one, one.case.new, (curves.new, curves.new_low, curves.new_high)),
        note=msg("The band is of a single period's value."),
    )


def _learning(study: Study, one: One) -> Chart:
    closed = [step for step in one.steps if step.high is not None]
    band: Points = [[step.more, step.low, step.high] for step in closed]
    line: Points = [[step.more, one.fit.m] for step in one.steps]
    low: Points = [[step.more, step.low] for step in one.steps]
    drawn = [Series(name=msg("Market potential, as fitted"), kind="line", points=line)]
    if band:
        drawn.insert(
            0,
            Series(
                name=msg("{level} band", level=level(study.params.confidence)),
                kind="band",
                points=band,
            ),
        )
    else:
        drawn.append(Series(name=msg("Lower limit"), kind="line", points=low))
    return Chart(
        key="learning",
        title=msg("How well further periods would tell the market potential"),
        x=Axis(label=msg("Further periods")),
        y=Axis(label=msg("Market potential"), unit=study.read.unit),
        series=drawn,
        note=msg("Where the band is missing there is no upper limit yet.")
        if len(closed) < len(one.steps)
        else None,
    )

"""The plots of a transfer: what further periods would bring, the new market, markets left out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.transfer.estimates import Figures
from apps.engines.result import Axis, Chart, Series

SHOWN = 200
Points = list[list[float | str | None]]


def charts(figures: Figures, unit: str) -> Iterator[Chart]:
    """Those that there is something to draw for."""
    yield _learning(figures, unit)
    yield from _forecast(figures, unit)
    yield from _left_out(figures, unit)
    yield _weights(figures)


def _learning(figures: Figures, unit: str) -> Chart:
    study = figures.study
    measured = {one.seen: one.width / 2 * study.frame.unit for one in study.checked}
    series = [
        Series(
            name=msg("One period's value"),
            kind="line",
            points=[[step.periods, step.value] for step in study.steps],
        ),
        Series(
            name=msg("Expected level"),
            kind="line",
            points=[[step.periods, step.level] for step in study.steps],
        ),
    ]
    if measured:
        series.append(
            Series(
                name=msg("Checked on markets left out"),
                points=[[seen, half] for seen, half in sorted(measured.items())],
            )
        )
    return Chart(
        key="learning",
        title=msg("How well own periods would tell {target}", target=study.panel.target),
        x=Axis(label=msg("Own periods")),
        y=Axis(label=msg("Half width of the interval"), unit=unit),
        series=series,
        note=msg("Lines are expected from the variance components; points are measured."),
    )


def _forecast(figures: Figures, unit: str) -> Iterator[Chart]:
    study = figures.study
    panel, found = study.panel, study.forecast
    asked, own = _times(found.periods), _times(panel.own.periods)
    if found.typical or len(found.point) < 2 or asked is None or own is None:
        return
    band: Points = [
        [time, float(low), float(high)]
        for time, low, high in zip(asked, found.low, found.high, strict=True)
    ]
    line: Points = [[time, float(v)] for time, v in zip(asked, found.point, strict=True)]
    seen: Points = [[time, float(v)] for time, v in zip(own, panel.own.y, strict=True)]
    series = [
        Series(name=msg("Interval"), kind="band", points=band[:SHOWN]),
        Series(name=msg("Expected"), kind="line", points=line[:SHOWN]),
    ]
    if seen:
        series.append(Series(name=msg("Seen"), points=seen[-SHOWN:]))
    yield Chart(
        key="forecast",
        title=msg("{target} in {market}", target=panel.target, market=panel.market),
        x=Axis(label=msg("Period")),
        y=Axis(label=panel.target, unit=unit),
        series=series,
    )


def _times(periods: list[str]) -> list[float] | None:
    try:
        return [float(text) for text in periods]
    except ValueError:
        return None


def _left_out(figures: Figures, unit: str) -> Iterator[Chart]:
    study, judged = figures.study, figures.study.judged
    if judged is None:
        return
    order = np.argsort(judged.off, kind="stable")
    if len(order) > SHOWN:
        half = SHOWN // 2
        order = np.concatenate([order[:half], order[-half:]])
    names = [study.panel.others[place].name for place in judged.trial.market[order]]
    points: Points = [
        [float(judged.off[place]) * study.frame.unit, float(judged.share[place])] for place in order
    ]
    yield Chart(
        key="left_out",
        title=msg("Each market when left out"),
        x=Axis(label=msg("Mean error (observed less predicted)"), unit=unit),
        y=Axis(label=msg("Share of values held")),
        series=[Series(name=msg("Markets"), points=points, labels=names)],
    )


def _weights(figures: Figures) -> Chart:
    lines = figures.markets[:SHOWN]
    return Chart(
        key="weights",
        title=msg("Weight of a market's own data in its level"),
        x=Axis(label=msg("Periods")),
        y=Axis(label=msg("Weight of own data")),
        series=[
            Series(
                name=msg("Markets"),
                points=[[line.rows, float(line.own[0])] for line in lines],
                labels=[line.name for line in lines],
            )
        ],
    )

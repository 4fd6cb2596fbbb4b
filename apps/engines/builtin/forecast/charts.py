"""The plots of a forecast: past and future of markets, and errors by distance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.forecast.study import NAIVE, One, Study
from apps.engines.builtin.forecast.words import method_name
from apps.engines.builtin.series_report import axis, when
from apps.engines.figures import level
from apps.engines.result import Axis, Chart, Series

SHOWN = 300
MARKETS = 6
Points = list[list[float | str | None]]


def charts(study: Study) -> Iterator[Chart]:
    """The market told first, its errors, then some of the others."""
    yield _forecast(study, study.focus, "forecast")
    yield _errors(study)
    others = [one for one in study.markets if one is not study.focus]
    for number, one in enumerate(others[: MARKETS - 1], start=2):
        yield _forecast(study, one, f"forecast:{number}")


def _forecast(study: Study, one: One, key: str) -> Chart:
    line, series = study.read.timeline, one.series
    first = max(series.end - SHOWN, series.start)
    past: Points = [
        [when(line, place), float(series.values[place - series.start])]
        for place in range(first, series.end)
    ]
    ahead = [when(line, series.end + place) for place in range(one.horizon)]
    band: Points = [
        [time, float(low), float(high)]
        for time, low, high in zip(ahead, one.low, one.high, strict=True)
    ]
    future: Points = [[time, float(v)] for time, v in zip(ahead, one.points, strict=True)]
    drawn = [
        Series(
            name=msg("{level} band", level=level(study.params.confidence)), kind="band", points=band
        ),
        Series(name=msg("Forecast"), kind="line", points=future),
        Series(name=msg("Past"), kind="line", points=past),
    ]
    if one.method != NAIVE:
        naive: Points = [[time, float(v)] for time, v in zip(ahead, one.naive, strict=True)]
        drawn.append(Series(name=msg("Naive forecast"), kind="line", points=naive))
    return Chart(
        key=key,
        title=msg("{target} in {market}", target=study.read.value, market=one.name)
        if one.name
        else msg("{target}, past and forecast", target=study.read.value),
        x=axis(line),
        y=Axis(label=study.read.value, unit=study.read.unit),
        series=drawn,
        note=msg("The last {count} periods.", count=SHOWN) if len(series.values) > SHOWN else None,
    )


def _errors(study: Study) -> Chart:
    one = study.focus
    drawn = []
    for method in dict.fromkeys((one.method, NAIVE)):
        values = np.abs(one.rolled.error[:, method])
        means = [float(column[np.isfinite(column)].mean()) for column in values.T]
        points: Points = [[ahead, mean] for ahead, mean in enumerate(means, start=1)]
        drawn.append(Series(name=method_name(one, method), kind="line", points=points))
    return Chart(
        key="errors",
        title=msg("How far forecasts were off at past origins"),
        x=Axis(label=msg("Periods ahead")),
        y=Axis(label=msg("Mean absolute error"), unit=study.read.unit),
        series=drawn,
        note=msg("From {count} origins, fewer the further ahead.", count=len(one.rolled.origins)),
    )

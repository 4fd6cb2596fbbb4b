"""The plots: the effect by period about the release, and what was observed beside the expected."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.stats import t

from apps.core.messages import msg
from apps.engines.builtin.release_effect import figures, words
from apps.engines.builtin.release_effect.glm import Bools
from apps.engines.builtin.release_effect.inference import Fitted
from apps.engines.builtin.release_effect.study import Study
from apps.engines.builtin.series_report import axis, when
from apps.engines.figures import level
from apps.engines.result import Axis, Chart, Series

MARKETS, SHOWN = 6, 200
Points = list[list[float | str | None]]


def charts(study: Study) -> Iterator[Chart]:
    """The effect by period, then some markets."""
    yield from _events(study)
    yield from _forest(study)
    series = study.together
    if series is not None and study.way == "summed":
        fitted = series.fitted(study.params.shape)
        if fitted is not None:
            every = np.ones(len(fitted.cells), bool)
            yield _observed(study, fitted, every, "", "observed")
    for number, one in enumerate(study.told[:MARKETS], start=1):
        pair = study.fitted(one)
        if pair is not None:
            yield _observed(study, *pair, one.name, f"observed:{number}")


def _events(study: Study) -> Iterator[Chart]:
    if not study.events:
        return
    log = study.panel.cells.family.log
    points: Points = []
    band: Points = []
    if study.leads is not None:
        found = study.leads
        for place, value, low, high in zip(
            found.places, found.value, found.low, found.high, strict=True
        ):
            ends = [float(np.expm1(one)) * 100 if log else one for one in (value, low, high)]
            points.append([place, ends[0]])
            band.append([place, ends[1], ends[2]])
    for place, effect in study.events:
        shown = figures.shown(effect, log=log)
        if shown.value is None or shown.low is None or shown.high is None:
            continue
        scale = 100 if log else 1
        points.append([place, shown.value * scale])
        band.append([place, shown.low * scale, shown.high * scale])
    if not points:
        return
    first = min(float(point[0]) for point in points if isinstance(point[0], int | float))
    last = max(float(point[0]) for point in points if isinstance(point[0], int | float))
    yield Chart(
        key="events",
        title=msg("Effect by period about the release"),
        x=Axis(label=msg("Periods since the release")),
        y=Axis(label=msg("Effect"), unit="%" if log else study.panel.unit),
        series=[
            Series(name=msg("{level} interval", level=level(study.params.confidence)),
                   kind="band", points=band),
            Series(name=msg("Effect"), points=points),
            Series(name=msg("No effect"), kind="line", points=[[first, 0.0], [last, 0.0]]),
        ],
        note=msg("Left of 0 there was no release: what is seen there is no effect of it.")
        if study.leads is not None
        else None,
    )  # fmt: skip


def _forest(study: Study) -> Iterator[Chart]:
    """Each market's effect, drawn together where there are enough."""
    log = study.panel.cells.family.log
    if len(study.told) < 2:
        return
    scale = 100 if log else 1
    own: Points = []
    together: Points = []
    labels = []
    for one, effect in study.effects:
        value = figures.shown(effect, log=log).value
        own.append([one.name, None if value is None else value * scale])
        labels.append(one.name)
        if one.drawn is not None:
            value = figures.shown(one.drawn, log=log).value
            together.append([one.name, None if value is None else value * scale])
    series = [Series(name=msg("By itself"), kind="bar", points=own, labels=labels)]
    if together:
        series.append(Series(name=msg("Drawn together"), kind="bar", points=together))
    yield Chart(
        key="by_market",
        title=msg("Effect by market"),
        x=Axis(label=msg("Market"), scale="category"),
        y=Axis(label=msg("Effect"), unit="%" if log else study.panel.unit),
        series=series,
    )


def _observed(study: Study, fitted: Fitted, mine: Bools, name: str, key: str) -> Chart:
    cells, line = fitted.cells, study.panel.line
    rows = np.flatnonzero(mine)[-SHOWN:]
    seen: Points = []
    expected: Points = []
    band: Points = []
    for row in rows.tolist():
        time = when(line, int(cells.time[row]))
        e = float(cells.e[row]) if cells.family.log and study.panel.shared else 1.0
        seen.append([time, float(cells.y[row]) / e])
        middle = float(fitted.expected[row])
        expected.append([time, middle / e])
        if cells.post[row]:
            spread, df = fitted.band(row)
            half = float(t.ppf((1 + study.params.confidence) / 2, max(df, 1.0))) * spread
            low = max(middle - half, 0.0) if cells.family.log else middle - half
            band.append([time, low / e, (middle + half) / e])
    value = words.what(study)
    return Chart(
        key=key,
        title=msg("{value} in {market}: observed and expected", value=value, market=name)
        if name
        else msg("{value}: observed and expected", value=value),
        x=axis(line),
        y=Axis(label=value, unit=study.panel.unit),
        series=[
            Series(name=msg("{level} band without the release",
                            level=level(study.params.confidence)), kind="band", points=band),
            Series(name=msg("Expected without the release"), kind="line", points=expected),
            Series(name=msg("Observed"), kind="line", points=seen),
        ],
        note=msg("The band is where a single period would lie if the release had changed nothing."),
    )  # fmt: skip

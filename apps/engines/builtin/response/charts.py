"""The plots: demand and profit over the price, what each channel brings and for how long."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.response.periods import Floats
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Study, along
from apps.engines.figures import finite
from apps.engines.result import Axis, Chart, Series

SHOWN = 400
Points = list[list[float | str | None]]


def charts(study: Study, found: list[Returns], units: dict[str, str]) -> Iterator[Chart]:
    """Those that there is something to draw for."""
    if study.curve is not None:
        yield _demand(study, study.curve, units)
        yield from _profit(study, study.curve, units)
    for place, one in enumerate(found):
        yield _response(one, place, units)
        yield from _weights(one, place)


def _levels(study: Study, prices: Floats) -> Floats:
    """(3, n) expected quantity at each price with the ends of its interval."""
    value, se = along(study, prices)
    ends = np.array([value, value - study.t * se, value + study.t * se])
    return np.exp(np.minimum(ends, 700.0)) * study.smear if study.logs else ends


def _demand(study: Study, curve: Curve, units: dict[str, str]) -> Chart:
    prices = curve.prices()
    levels = _levels(study, prices)
    band: Points = [
        [float(p), finite(low), finite(high)]
        for p, _, low, high in zip(prices, *levels, strict=True)
    ]
    line: Points = [[float(p), finite(at)] for p, at in zip(prices, levels[0], strict=True)]
    name = study.data.name("price")
    return Chart(
        key="demand",
        title=msg("{quantity} at each price", quantity=study.quantity),
        x=Axis(label=name, unit=units.get(name, "")),
        y=Axis(label=study.quantity, unit=units.get(study.quantity, "")),
        series=[
            Series(name=msg("Interval"), kind="band", points=band),
            Series(name=msg("Expected"), kind="line", points=line),
            Series(name=msg("Rows, adjusted"), points=_adjusted(study)),
        ],
        note=msg(
            "Rows are moved to the same promotions, advertising, season and market as the line."
        ),
    )


def _adjusted(study: Study) -> Points:
    """Each row at its own price with all else as in the line, plus what is left over."""
    price = study.data.one("price")
    places = np.unique(np.linspace(0, len(price) - 1, min(len(price), SHOWN)).astype(int))
    shown = price[places]
    value = along(study, shown)[0] + study.fitted.residuals[places]
    value = np.exp(np.minimum(value, 700.0)) if study.logs else value
    return [[float(p), finite(at)] for p, at in zip(shown, value, strict=True)]


def _profit(study: Study, curve: Curve, units: dict[str, str]) -> Iterator[Chart]:
    if curve.cost is None:
        return
    prices = curve.prices()
    now = float(_levels(study, np.array([curve.now]))[0, 0])
    earned = [
        now * (prices - curve.cost) * curve.ratio(prices, k)
        for k in (curve.k, curve.low, curve.high)
        if np.isfinite(k)
    ]
    line: Points = [[float(p), finite(float(v))] for p, v in zip(prices, earned[0], strict=True)]
    series = [Series(name=msg("Expected"), kind="line", points=line)]
    if len(earned) == 3:
        ends = np.sort(np.array(earned[1:]), axis=0)
        band: Points = [
            [float(p), finite(float(a)), finite(float(b))]
            for p, a, b in zip(prices, *ends, strict=True)
        ]
        series.insert(0, Series(name=msg("Interval"), kind="band", points=band))
    series += _best_marks(curve, now)
    unit = units.get(study.data.name("price"), "")
    yield Chart(
        key="profit",
        title=msg("What each price earns in a period"),
        x=Axis(label=study.data.name("price"), unit=unit),
        y=Axis(label=msg("Quantity × (price − cost)"), unit=unit),
        series=series,
        note=msg("The interval is that of the price effect; at today's price it has no width."),
    )


def _best_marks(curve: Curve, now: float) -> list[Series]:
    best = curve.best(curve.k)
    if best is None or curve.cost is None:
        return []
    top = now * (best - curve.cost) * float(curve.ratio(best, curve.k))
    marks = [Series(name=msg("Best price"), points=[[best, finite(top)]])]
    low, high = curve.best_interval()
    if low is not None and high is not None:
        marks.append(
            Series(
                name=msg("Interval of the best price"),
                kind="line",
                points=[[low, finite(top)], [high, finite(top)]],
            )
        )
    return marks


def _response(one: Returns, place: int, units: dict[str, str]) -> Chart:
    curve = one.curve
    name = one.channel.name
    return Chart(
        key=f"response:{place}",
        title=msg("What {channel} brings", channel=name),
        x=Axis(label=msg("Spend in each period"), unit=units.get(name, "")),
        y=Axis(
            label=msg("More {quantity} than without", quantity=one.study.quantity),
            unit=units.get(one.study.quantity, ""),
        ),
        series=[
            Series(
                name=msg("Interval"),
                kind="band",
                points=[[spend, low, high] for spend, _, low, high in curve],
            ),
            Series(
                name=msg("Expected"), kind="line", points=[[spend, at] for spend, at, _, _ in curve]
            ),
            Series(
                name=msg("Mean spend"),
                points=[[one.spend, float(np.interp(one.spend, *_columns(one)))]],
            ),
        ],
        note=msg("Spend kept up for as long as it takes to carry over. Spends seen reach {most}.",
                 most=float(one.channel.series.spend[one.study.data.used].max())),
    )  # fmt: skip


def _columns(one: Returns) -> tuple[list[float], list[float]]:
    return [row[0] for row in one.curve], [row[1] for row in one.curve]


def _weights(one: Returns, place: int) -> Iterator[Chart]:
    rows = one.weights
    if one.channel.r == 0 and one.retention is None:
        return
    series = []
    if one.retention is not None:
        series.append(
            Series(
                name=msg("Interval"),
                kind="band",
                points=[[lag, low, high] for lag, _, low, high in rows],
            )
        )
    series.append(
        Series(name=msg("Expected"), kind="line", points=[[lag, at] for lag, at, _, _ in rows])
    )
    yield Chart(
        key=f"carryover:{place}",
        title=msg("When {channel} does its work", channel=one.channel.name),
        x=Axis(label=msg("Periods later")),
        y=Axis(label=msg("Share of the effect")),
        series=series,
    )

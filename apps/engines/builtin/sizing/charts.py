"""The plots of a sizing: both ways beside each other, their distributions, tornadoes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.sizing.assumptions import LEVELS
from apps.engines.builtin.sizing.chains import WAY_NAMES
from apps.engines.builtin.sizing.findings import Findings
from apps.engines.builtin.sizing.sensitivity import Swing
from apps.engines.result import Axis, Chart, Series

CURVE = np.arange(0.5, 100, 1.0) / 100
BARS = 15


def charts(found: Findings) -> Iterator[Chart]:
    """Sizes, the distribution of the size asked for, and a tornado for each way."""
    yield _sizes(found)
    curves = _distribution(found)
    if curves is not None:
        yield curves
    for way, swings in found.swings.items():
        if swings:
            yield _tornado(found, way, swings)


def _sizes(found: Findings) -> Chart:
    levels = [
        level for level in LEVELS if any(found.size(found.whole, way, level) for way in found.focus)
    ]
    series = []
    for way in found.focus:
        points: list[list[float | str | None]] = [
            [level, one.median]
            for level in levels
            if (one := found.size(found.whole, way, level)) is not None
        ]
        if points:
            series.append(
                Series(name=msg("{way}, median", way=WAY_NAMES[way]), kind="bar", points=points)
            )
    return Chart(
        key="sizes",
        title=msg("Both ways beside each other")
        if len(found.focus) > 1
        else msg("The sizes of the market"),
        x=Axis(label=msg("Level"), scale="category"),
        y=_axis(found),
        series=series,
        note=msg("Sums over all markets.") if found.several else None,
    )


def _axis(found: Findings) -> Axis:
    return Axis(label=msg("Market size"), unit=found.params.unit)


def _distribution(found: Findings) -> Chart | None:
    series = []
    for way, level in found.focus.items():
        one = found.size(found.whole, way, level)
        if one is None or one.low == one.high:
            continue
        values = np.quantile(one.draws, CURVE)
        series.append(
            Series(
                name=msg("{level} {way}", level=level, way=WAY_NAMES[way]),
                kind="line",
                points=[
                    [float(x), 100.0 * float(1 - p)] for x, p in zip(values, CURVE, strict=True)
                ],
            )
        )
    if not series:
        return None
    return Chart(
        key="distribution",
        title=msg("How probable it is that the market is at least so large"),
        x=_axis(found),
        y=Axis(label=msg("Probability of at least this size"), unit="%"),
        series=series,
        note=msg("Curves that lie apart do not describe the same market.")
        if len(series) > 1
        else None,
    )


def _tornado(found: Findings, way: str, swings: list[Swing]) -> Chart:
    shown = swings[:BARS]
    names = [_bar(found, swing) for swing in shown]
    ends: list[tuple[Message, list[float]]] = [
        (msg("At its low end"), [swing.at_low for swing in shown]),
        (msg("At its high end"), [swing.at_high for swing in shown]),
    ]
    middle = shown[0].middle
    return Chart(
        key=f"tornado:{way}",
        title=msg("What moves {level}, {way}", level=found.focus[way], way=WAY_NAMES[way]),
        x=Axis(label=msg("Assumption"), scale="category"),
        y=Axis(label=msg("Change of {level}", level=found.focus[way]), unit=found.params.unit),
        series=[
            Series(
                name=name,
                kind="bar",
                points=[
                    [label, value - middle] for label, value in zip(names, values, strict=True)
                ],
            )
            for name, values in ends
        ],
        note=msg(
            "Against all assumptions at their medians; one moves at a time, the widest first."
        ),
    )


def _bar(found: Findings, swing: Swing) -> str:
    if found.several and swing.step.market:
        return f"{swing.step.name} · {swing.step.market}"
    return swing.step.name

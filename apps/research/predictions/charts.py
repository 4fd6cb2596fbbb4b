"""The charts of the register: promise against what held, and predictions beside what came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from apps.core.messages import msg
from apps.engines.result import Axis, Chart, Series
from apps.research.predictions.coverage import Row, groups

SHOWN = 60
Points = list[list[float | str | None]]


def charts(rows: Sequence[Row]) -> Iterator[Chart]:
    yield calibration(rows)
    yield series(rows)
    if any(row.ahead and row.scale for row in rows):
        yield distance(rows)


def calibration(rows: Sequence[Row]) -> Chart:
    """Promised share and what held, with the interval of the latter, in percent."""
    found = sorted(groups(rows, lambda row: row.level), key=lambda group: float(group.name))
    held: Points = [[100 * group.name, 100 * group.share.share] for group in found]
    band: Points = [
        [100 * group.name, 100 * group.share.low, 100 * group.share.high] for group in found
    ]
    ends = [min(100 * found[0].name, 50.0), 100.0]
    return Chart(
        key="calibration",
        title=msg("Promised and held"),
        x=Axis(label=msg("Promised share"), unit="%"),
        y=Axis(label=msg("Share inside"), unit="%"),
        series=[
            Series(name=msg("95% interval"), kind="band", points=_widened(band)),
            Series(name=msg("As promised"), kind="line", points=[[end, end] for end in ends]),
            Series(name=msg("Held"), kind="scatter", points=held),
        ],
        note=msg("Points below the line: intervals are too narrow."),
    )


def _widened(band: Points) -> Points:
    """A band of a single level would have no width to be seen."""
    if len(band) > 1:
        return band
    ((level, low, high),) = band
    return [[float(level or 0) + step, low, high] for step in (-0.5, 0.5)]


def series(rows: Sequence[Row]) -> Chart:
    """The market with the most scored predictions: the latest of each period, and what came."""
    ((chosen, _count),) = Counter(
        (row.dataset, row.target, row.market) for row in rows
    ).most_common(1)
    of_period: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row.made_at):
        if (row.dataset, row.target, row.market) == chosen:
            of_period[row.period] = row
    shown = [of_period[period] for period in sorted(of_period, key=_in_time)][-SHOWN:]
    _, target, market = chosen
    return Chart(
        key="series",
        title=msg("{target} in {market}, predicted and actual", target=target, market=market)
        if market
        else msg("{target}, predicted and actual", target=target),
        x=Axis(label=msg("Period"), scale="category"),
        y=Axis(label=target, unit=shown[0].unit),
        series=[
            Series(
                name=msg("Interval"),
                kind="band",
                points=[[row.period, row.low, row.high] for row in shown],
            ),
            Series(
                name=msg("Predicted"),
                kind="line",
                points=[[row.period, row.value] for row in shown],
            ),
            Series(
                name=msg("Actual"),
                kind="scatter",
                points=[[row.period, row.actual] for row in shown],
            ),
        ],
        note=msg("The market with the most scored predictions, the last {count} periods.",
                 count=len(shown)),
    )  # fmt: skip


def _in_time(period: str) -> tuple[int, str]:
    """Numbered periods by their number: 9 before 10."""
    return (int(period), "") if period.isdecimal() else (0, period)


def distance(rows: Sequence[Row]) -> Chart:
    """Widths and errors in errors of the naive forecast, by periods ahead."""
    scaled = [row for row in rows if row.ahead and row.scale]
    found = sorted(groups(scaled, lambda row: row.ahead), key=lambda group: int(group.name))
    widths: Points = [[group.name, group.width] for group in found]
    errors: Points = [[group.name, group.scaled_error] for group in found]
    return Chart(
        key="distance",
        title=msg("Widths and errors by distance"),
        x=Axis(label=msg("Periods ahead")),
        y=Axis(label=msg("In errors of the naive forecast")),
        series=[
            Series(name=msg("Mean width of the interval"), kind="line", points=widths),
            Series(name=msg("Mean absolute error"), kind="line", points=errors),
        ],
    )

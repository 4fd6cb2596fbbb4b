"""The charts of the register, as blocks that the chart card draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.messages import Message, clipped, msg
from apps.engines.result import Axis, Chart, Series
from apps.projects.models import Project
from apps.research.competitors import figures
from apps.research.competitors.figures import Place, PriceGroup, own_name, whose

LONGEST = 24  # of a name that the chart writes beside its point
MOST_BARS = 30
MOST_LINES = 12


def axis_label(axis: figures.Axis) -> Message | str:
    return axis.label or msg("Price")


def axis_unit(axis: figures.Axis) -> str:
    return "0–10" if axis.scored else axis.unit


def positioning(
    project: Project,
    pair: tuple[figures.Axis, figures.Axis],
    places: Mapping[Any, tuple[Place, Place]],
    names: Mapping[Any, str],
    where: str,
) -> Chart:
    """Competitors by two axes. ``places``: competitor (None: own product) → its two places."""
    others = [key for key in places if key is not None]
    series = [
        Series(
            name=msg("Competitors"),
            points=[_point(places[key]) for key in others],
            labels=[clipped(names[key], LONGEST) for key in others],
        )
    ]
    if None in places:
        series.append(
            Series(
                name=msg("Own product"),
                points=[_point(places[None])],
                labels=[clipped(own_name(project), LONGEST)],
            )
        )
    x, y = pair
    return Chart(
        key="positioning",
        title=msg("{y} by {x}, {where}", y=axis_label(y), x=axis_label(x), where=where),
        x=Axis(label=axis_label(x), unit=axis_unit(x)),
        y=Axis(label=axis_label(y), unit=axis_unit(y)),
        series=[one for one in series if one.points],
        note=_lowest(pair),
    )


def _lowest(pair: tuple[figures.Axis, figures.Axis]) -> Message | None:
    if not any(axis.is_price for axis in pair):
        return None
    return msg("Of several products of a competitor the one with the lowest price is drawn.")


def _point(pair: tuple[Place, Place]) -> list[float | str | None]:
    return [pair[0].value, pair[1].value]


def comparison(project: Project, group: PriceGroup, where: str, number: int) -> Chart | None:
    """The newest prices of one currency and unit as bars; None for a single one. ``number`` tells
    it from others of the page: a unit is people's text, which no id or file name can hold.
    """
    if len(group.rows) < 2:
        return None
    bars: list[list[float | str | None]] = [
        [f"{whose(row, project)} · {row.product}", float(row.amount)]
        for row in group.rows[:MOST_BARS]
    ]
    return Chart(
        key=f"prices-{group.currency}-{number}",
        title=_title(group, where),
        x=Axis(label=msg("Product or plan"), scale="category"),
        y=Axis(label=msg("Price"), unit=_unit(group.currency, group.per)),
        series=[Series(name=msg("Price"), kind="bar", points=bars)],
        note=_first(len(group.rows), MOST_BARS),
    )


def _first(count: int, most: int) -> Message | None:
    return (
        msg("Only {most} of {count} are drawn.", most=most, count=count) if count > most else None
    )


def _title(group: PriceGroup, where: str) -> Message:
    unit = _unit(group.currency, group.per)
    return msg("Newest prices, {where}, {unit}", where=where, unit=unit)


def _unit(currency: str, per: str) -> str:
    return f"{currency} / {per}" if per else currency


def over_time(rows: list[Any], land: Mapping[str, str]) -> list[Chart]:
    """Price over time, a chart for each currency and unit that has a product seen on two days."""
    groups: dict[tuple[str, str], dict[tuple[str, str], dict[str, float]]] = {}
    called: dict[str, str] = {}  # a product as in figures.newest → its newest spelling
    for row in rows:  # newest first: of two on one day the newer counts
        lines = groups.setdefault((row.currency, row.per), {})
        product = called.setdefault(row.product.casefold(), row.product)
        points = lines.setdefault((row.market, product), {})
        points.setdefault(row.seen_on.isoformat(), float(row.amount))
    charts: list[Chart] = []
    for (currency, per), lines in sorted(groups.items()):
        drawn = [
            Series(
                name=f"{product} · {land.get(market, market)}",
                kind="line",
                points=[[day, amount] for day, amount in sorted(points.items())],
            )
            for (market, product), points in sorted(lines.items())
            if len(points) > 1
        ]
        if drawn:
            unit = _unit(currency, per)
            charts.append(
                Chart(
                    key=f"over-time-{currency}-{len(charts) + 1}",
                    title=msg("Price over time, {unit}", unit=unit),
                    x=Axis(label=msg("Seen on"), scale="time"),
                    y=Axis(label=msg("Price"), unit=unit),
                    series=drawn[:MOST_LINES],
                    note=_first(len(drawn), MOST_LINES),
                )
            )
    return charts

"""The charts of a campaign, as blocks that the chart card draws."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from apps.core.messages import Message, msg
from apps.engines.result import Axis, Chart, Series
from apps.promotion.models import Campaign


def over_time(campaign: Campaign, days: list[dict[str, Any]]) -> list[Chart]:
    """Money by day, and counts by day; a chart for each that has figures of two days or more."""
    money = [_line(msg("Spend"), days, "spend"), _line(msg("Revenue"), days, "revenue")]
    counts = [_line(msg("Clicks"), days, "clicks"), _line(msg("Conversions"), days, "conversions")]
    charts = (
        _chart("money", msg("Spend and revenue by day"), campaign.currency, money),
        _chart("counts", msg("Clicks and conversions by day"), "", counts),
    )
    return [chart for chart in charts if chart]


def _line(name: Message, days: list[dict[str, Any]], key: str) -> Series:
    """A line through days that follow one another; it breaks where a day was not measured."""
    points: list[list[float | str | None]] = []
    due: date | None = None  # the day after the last one that was measured
    for one in days:
        if one[key] is None:
            continue
        if due and due < one["day"]:
            points.append([due.isoformat(), None])
        points.append([one["day"].isoformat(), float(one[key])])
        due = one["day"] + timedelta(days=1)
    return Series(name=name, kind="line", points=points)


def _chart(key: str, title: Message, unit: str, lines: list[Series]) -> Chart | None:
    drawn = [line for line in lines if sum(point[1] is not None for point in line.points) > 1]
    if not drawn:
        return None
    label = msg("Amount") if unit else msg("Count")
    return Chart(
        key=f"campaign-{key}",
        title=title,
        x=Axis(label=msg("Day"), scale="time"),
        y=Axis(label=label, unit=unit),
        series=drawn,
    )

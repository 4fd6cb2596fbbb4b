"""The page of a watched name in words, figures and a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.core.rendering import render, show
from apps.engines.result import Axis, Chart, Series
from apps.modelhub.watching.alerts import named
from apps.modelhub.watching.models import DriftAlert, DriftCheck
from apps.modelhub.watching.quality import Error, Period, Share

MODERATE, LARGE = 0.1, 0.25  # of the population stability index, as the field reads it


@dataclass(frozen=True)
class Statistic:
    """A row of the table: what was looked at, how far it is off, and what that says."""

    name: str
    value: str
    usual: str
    q: str
    drifted: bool
    size: Message | None


@dataclass(frozen=True)
class ShownAlert:
    row: DriftAlert
    said: str


def statistics_of(check: DriftCheck | None) -> list[Statistic]:
    """What a check found, what has drifted first."""
    found = sorted(check.statistics, key=lambda one: one["q"]) if check else []
    return [
        Statistic(
            name=_name(one),
            value=show(Num(value=one["value"], digits=3)),
            usual=show(Num(value=one["usual"], digits=3)),
            q=show(Num(value=one["q"], digits=2)),
            drifted=one["drifted"],
            size=_size(one) if one["drifted"] else None,
        )
        for one in found
    ]


def _name(one: dict[str, Any]) -> str:
    """What was looked at; of a label with its shares."""
    said = named(one["key"])
    if one.get("before") is None:
        return render(said)
    before, now = _percent(one["before"]), _percent(one["now"])
    return render(msg("{what}: {before} before, {now} now", what=said, before=before, now=now))


def _size(one: dict[str, Any]) -> Message | None:
    """The usual words for an index; a discrepancy of texts has none."""
    if one["key"] == "input.text":
        return None
    if one["value"] >= LARGE:
        return msg("large")
    return msg("moderate") if one["value"] >= MODERATE else msg("small")


def shown_alerts(rows: Sequence[DriftAlert]) -> list[ShownAlert]:
    found = [(row, [render(named(key)) for key in row.statistics]) for row in rows]
    return [ShownAlert(row, render(msg("Drift: {what}", what=what))) for row, what in found]


def headline(total: Period | None) -> str:
    """How good the answers were, in one sentence."""
    if total is None:
        return ""
    if total.share is not None:
        return render(
            msg(
                "{share} of {count} labelled answers were right ({low} to {high}).",
                share=_percent(total.share.value),
                count=total.share.count,
                low=_percent(total.share.low),
                high=_percent(total.share.high),
            )
        )
    found = total.error
    if found is None:
        return render(msg("Labels are here, and the model gives no answer to hold them against."))
    return render(
        msg(
            "{count} labelled answers were off by {value} on average ({low} to {high}).",
            count=found.count,
            value=_number(found.value),
            low=_number(found.low),
            high=_number(found.high),
        )
    )


def chart(periods: Sequence[Period]) -> Chart | None:
    """The course of it, with the interval of each day or week."""
    if len(periods) < 2:
        return None
    numeric = all(one.share is None for one in periods)
    shown = [(one.start.isoformat(), _figure(one)) for one in periods]
    found = [(start, figure) for start, figure in shown if figure is not None]
    scale = 1.0 if numeric else 100.0
    return Chart(
        key="quality",
        title=msg("Mean absolute error") if numeric else msg("Right answers"),
        x=Axis(label=msg("Predictions from"), scale="time"),
        y=Axis(label="" if numeric else msg("Share"), unit="" if numeric else "%"),
        series=[
            Series(
                name=msg("95% interval"),
                kind="band",
                points=[[start, one.low * scale, one.high * scale] for start, one in found],
            ),
            Series(
                name=msg("Error") if numeric else msg("Right"),
                kind="line",
                points=[[start, one.value * scale] for start, one in found],
            ),
        ],
    )


def _figure(one: Period) -> Share | Error | None:
    return one.share if one.share is not None else one.error


def _percent(value: float) -> Num:
    return Num(value=value, style="percent", decimals=1)


def _number(value: float) -> Num:
    return Num(value=value, digits=3)

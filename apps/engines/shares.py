"""Shares with their intervals, and how they are drawn. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.core.messages import Message, msg
from apps.engines.figures import wilson
from apps.engines.result import Axis, Chart, Series


@dataclass(frozen=True)
class Share:
    """``rows`` of ``whole``, with Wilson's 95 % interval of the share."""

    rows: int
    whole: int
    share: float
    low: float
    high: float

    def told(self) -> dict[str, float | int]:
        """Counts, share and interval, for machines."""
        return {
            "rows": self.rows, "of": self.whole, "share": self.share,
            "low": self.low, "high": self.high,
        }  # fmt: skip


def share_of(rows: int, whole: int) -> Share:
    return Share(rows, whole, *wilson(rows, whole))


def over_time(
    lines: Iterable[tuple[str, Sequence[tuple[str, Share]]]],
    *,
    title: Message,
    time: Message,
    label: Message,
) -> Chart:
    """A line with its band for each name, in per cent, through its shares at points of time."""
    series: list[Series] = []
    for name, points in lines:
        series += [
            Series(name=name, kind="line", points=[[at, 100 * one.share] for at, one in points]),
            Series(
                name=name,
                kind="band",
                points=[[at, 100 * one.low, 100 * one.high] for at, one in points],
            ),
        ]
    return Chart(
        key="over-time",
        title=title,
        x=Axis(label=time, scale="category"),
        y=Axis(label=label, unit="%"),
        series=series,
        note=msg("Bands are 95% intervals: where they overlap, a change may be chance."),
    )

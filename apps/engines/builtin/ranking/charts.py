"""The plots of a ranking."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg
from apps.engines.builtin.ranking.findings import Findings
from apps.engines.result import Axis, Chart, Series

BARS = 20
Points = list[list[float | str | None]]


def charts(found: Findings) -> Iterator[Chart]:
    """Both axes, and how probable a place at the top is."""
    yield _axes(found)
    yield _places(found)


def _axes(found: Findings) -> Chart:
    series = []
    spans, labels = _spans(found)
    if spans:
        series.append(
            Series(name=msg("What is possible"), kind="line", points=spans, labels=labels)
        )
    for beaten, name in (
        (False, msg("Not beaten on both axes")),
        (True, msg("Beaten on both axes")),
    ):
        chosen = [m for m in found.order if found.front[m] is not beaten]
        if chosen:
            series.append(
                Series(
                    name=name,
                    points=[_place(found, m) for m in chosen],
                    labels=[found.name(m) for m in chosen],
                )
            )
    return Chart(
        key="axes",
        title=msg("Attractiveness against entry difficulty"),
        x=Axis(label=msg("Entry difficulty"), unit="0–100"),
        y=Axis(label=msg("Attractiveness"), unit="0–100"),
        series=series,
        note=msg(
            "Best is top left: attractive and easy to enter. Crosses reach from the lowest to the"
            " highest score that unknown cells allow."
        )
        if spans
        else msg("Best is top left: attractive and easy to enter."),
    )


def _place(found: Findings, m: int) -> list[float | str | None]:
    return [float(found.difficulty.score[m]), float(found.attractiveness.score[m])]


def _spans(found: Findings) -> tuple[Points, list[str]]:
    """A cross for each market whose scores are not certain, parted by empty points."""
    points: Points = []
    labels: list[str] = []
    for m in found.order:
        x, y = _place(found, m)
        hard, attractive = found.difficulty, found.attractiveness
        if hard.high[m] - hard.low[m] >= 0.5:
            points += [[float(hard.low[m]), y], [float(hard.high[m]), y], [None, None]]
        if attractive.high[m] - attractive.low[m] >= 0.5:
            points += [[x, float(attractive.low[m])], [x, float(attractive.high[m])], [None, None]]
        labels += [found.name(m)] * (len(points) - len(labels))
    return points, labels


def _places(found: Findings) -> Chart:
    shown = found.order[:BARS]
    return Chart(
        key="places",
        title=msg("How probable a place at the top is"),
        x=Axis(label=msg("Market"), scale="category"),
        y=Axis(label=msg("Share of plausible cases"), unit="%"),
        series=[
            Series(
                name=msg("First"),
                kind="bar",
                points=[[found.name(m), 100 * float(found.first[m])] for m in shown],
            ),
            Series(
                name=msg("Among the first {k}", k=found.k),
                kind="bar",
                points=[[found.name(m), 100 * float(found.listed[m])] for m in shown],
            ),
        ][1 if found.k == 1 else 0 :],
        note=msg("The first {shown} of {count} markets.", shown=BARS, count=len(found.order))
        if len(found.order) > BARS
        else None,
    )

"""The plots of a run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.segments.findings import Findings
from apps.engines.builtin.segments.naming import POINTS, Names
from apps.engines.figures import percent
from apps.engines.result import Axis, Chart, Series

BARS = 6  # segments side by side
MEASURES = 12
NAMED = 400


def charts(found: Findings, names: Names) -> Iterator[Chart]:
    """The profiles, the rows in two dimensions, and what speaks for each number."""
    if found.k > 1:
        yield _profiles(found)
    if len(found.explained) > 1:
        yield _projection(found, names)
    if found.choice is not None and len(found.choice.strength) > 1:
        yield _strength(found)


def called(segment: int) -> Message:
    return msg("Segment {segment}", segment=segment + 1)


def _profiles(found: Findings) -> Chart:
    z, names = found.profile, found.sheet.scale.names
    telling = np.argsort(-np.abs(z).max(axis=0), kind="stable")[:MEASURES]
    return Chart(
        key="profiles",
        title=msg("What sets the segments apart"),
        x=Axis(label=msg("Measure"), scale="category"),
        y=Axis(label=msg("Distance from the mean of all rows"), unit="sd"),
        series=[
            Series(
                name=called(k),
                kind="bar",
                points=[[names[j], float(z[k, j])] for j in telling.tolist()],
            )
            for k in range(min(found.k, BARS))
        ],
        note=msg("The {shown} largest segments and the {measures} measures that tell them most.",
                 shown=BARS, measures=MEASURES)
        if found.k > BARS or len(names) > MEASURES
        else None,
    )  # fmt: skip


def _projection(found: Findings, names: Names) -> Chart:
    x = np.asarray(found.sheet.rows.x[names.points], dtype=np.float64)
    flat = x @ found.axes[:2].T
    segment = found.members.segment[names.points]
    labelled = len(names.points) <= NAMED
    series = []
    for k in range(found.k):
        own = np.flatnonzero(segment == k).tolist()
        if not own:
            continue
        labels = [names.of(names.points[place]) for place in own] if labelled else []
        points: list[list[float | str | None]] = [
            [float(flat[place, 0]), float(flat[place, 1])] for place in own
        ]
        series.append(
            Series(
                name=called(k) if found.k > 1 else msg("Single rows"),
                points=points,
                labels=labels,
            )
        )
    first, second = (percent(float(share)) for share in found.explained[:2])
    return Chart(
        key="projection",
        title=msg("The rows in two dimensions"),
        x=Axis(label=msg("First principal component ({share} of the variance)", share=first)),
        y=Axis(label=msg("Second principal component ({share} of the variance)", share=second)),
        series=series,
        note=msg(
            "Together they hold {share} of the variance: rows that lie side by side here may be"
            " apart in what is not shown.",
            share=percent(float(found.explained[:2].sum())),
        )
        if len(found.sheet.rows) <= POINTS
        else msg(
            "{shown} of {count} rows. Together both directions hold {share} of the variance: rows"
            " that lie side by side here may be apart in what is not shown.",
            shown=len(names.points),
            count=len(found.sheet.rows),
            share=percent(float(found.explained[:2].sum())),
        ),
    )


def _strength(found: Findings) -> Chart:
    strength, error = found.choice.strength, found.choice.error  # type: ignore[union-attr]
    ks = range(1, len(strength) + 1)
    return Chart(
        key="strength",
        title=msg("Prediction strength by number of segments"),
        x=Axis(label=msg("Number of segments")),
        y=Axis(label=msg("Prediction strength")),
        series=[
            Series(
                name=msg("Mean of ten splits"),
                kind="line",
                points=[[k, float(strength[k - 1])] for k in ks],
            ),
            Series(
                name=msg("± 2 standard errors"),
                kind="band",
                points=[
                    [k, float(strength[k - 1] - 2 * error[k - 1]),
                     float(strength[k - 1] + 2 * error[k - 1])]
                    for k in ks
                ],
            ),
            Series(
                name=msg("Asked for"), kind="line",
                points=[[1, 0.8], [len(strength), 0.8]],
            ),
        ],
        note=msg(
            "The largest number that reaches 0.8 is taken, if a single cloud is ruled out. Long"
            " clouds are cut at the same place each time: strength alone proves no segments."
        ),
    )  # fmt: skip

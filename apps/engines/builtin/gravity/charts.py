"""The plots of a gravity study."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.gravity.potential import Potential
from apps.engines.builtin.gravity.study import Study
from apps.engines.result import Axis, Chart, Series

BARS = 20
POINTS = 1000
Points = list[list[float | str | None]]


def charts(study: Study, potential: Potential) -> Iterator[Chart]:
    """Gaps, expected against actual, both models' effects, residuals."""
    yield from _gaps(study, potential)
    yield from _expected(study, potential)
    yield _effects(study)
    yield _residuals(study)


def _gaps(study: Study, found: Potential) -> Iterator[Chart]:
    lines = [line for line in found.lines if line.gap is not None]
    if len(lines) < 2:
        return
    half = BARS // 2
    shown = lines if len(lines) <= BARS else [*lines[:half], *lines[-half:]]
    points: Points = [
        [
            line.destination if study.params.home else f"{line.origin} → {line.destination}",
            line.gap,
        ]
        for line in shown
    ]
    yield Chart(
        key="gaps",
        title=msg("Untapped potential: expected less actual flow"),
        x=Axis(label=msg("Destination"), scale="category"),
        y=Axis(label=msg("Expected less actual"), unit=study.flows.unit),
        series=[Series(name=msg("Untapped"), kind="bar", points=points)],
        note=msg("Above 0: less flows than gravity expects. Both ends are shown where many are."),
    )


def _expected(study: Study, found: Potential) -> Iterator[Chart]:
    lines = [line for line in found.lines if line.expected and line.actual > 0]
    if len(lines) < 3:
        return
    name = study.flows.columns["flow"]
    edge = [min(float(line.expected or 0) for line in lines)]
    edge.append(max(float(line.expected or 0) for line in lines))
    yield Chart(
        key="expected",
        title=msg("Actual against expected {flow}", flow=name),
        x=Axis(label=msg("Expected"), unit=study.flows.unit, scale="log"),
        y=Axis(label=msg("Actual"), unit=study.flows.unit, scale="log"),
        series=[
            Series(
                name=msg("Flows above 0"),
                points=[[line.expected, line.actual] for line in lines],
                labels=[
                    line.destination if study.params.home else f"{line.origin} → {line.destination}"
                    for line in lines
                ],
            ),
            Series(name=msg("As expected"), kind="line", points=[[v, v] for v in edge]),
        ],
    )


def _effects(study: Study) -> Chart:
    """Intervals of both models, in standard deviations of each column so that they compare."""
    series = []
    for model, name in ((study.ppml, msg("PPML")), (study.ols, msg("Logs"))):
        if model is None:
            continue
        points: Points = [
            [study.terms[n].name, model.estimates[n].value * study.terms[n].scale]
            for n in model.kept
            if study.terms[n].role != "period"
        ]
        series.append(Series(name=name, kind="bar", points=points))
    return Chart(
        key="effects",
        title=msg("Effects of both models"),
        x=Axis(label=msg("Column"), scale="category"),
        y=Axis(label=msg("Change of the log of flows"), unit="1/SD"),
        series=series,
        note=msg("For one standard deviation more of each column. Intervals are in the table."),
    )


def _residuals(study: Study) -> Chart:
    """Pearson residuals over fitted values, of rows spread evenly where there are many."""
    fit = study.ppml.fit
    order = np.argsort(fit.mu, kind="stable")
    if len(order) > POINTS:
        order = order[np.linspace(0, len(order) - 1, POINTS).astype(np.int64)]
    ratio = (fit.residual + fit.mu)[order] / fit.mu[order]
    return Chart(
        key="residuals",
        title=msg("How far single flows lie from what is fitted"),
        x=Axis(label=msg("Fitted"), unit=study.flows.unit, scale="log"),
        y=Axis(label=msg("Flow over fitted")),
        series=[
            Series(
                name=msg("Single rows"),
                points=[[float(mu), float(r)] for mu, r in zip(fit.mu[order], ratio, strict=True)],
            )
        ],
        note=msg("A fan, or a level that drifts from 1, says that the form does not suit."),
    )

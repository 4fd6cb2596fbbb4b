"""How the target goes with a number that enters bent: the curve with its band, all else fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear.charts import bands
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.terms.asking import ranges
from apps.engines.builtin.linear.terms.design import Design, as_it_is
from apps.engines.builtin.linear.terms.expressions import Undefined
from apps.engines.builtin.linear.terms.tree import Category, Formula
from apps.engines.result import Axis, Chart, Series

POINTS = 61
MOST_LINES = 6
MOST_CHARTS = 8
MOST_EXP = 700.0


def curves(
    design: Design, fit: Fit, found: Diagnostics, place: int, estimate: Estimate,
    units: Mapping[str, str],
) -> Iterator[Chart]:  # fmt: skip
    """One chart for each number that enters bent or crossed, at most ``MOST_CHARTS``."""
    drawn = 0
    for index, given in enumerate(design.facts.given):
        if given.levels is not None or not _bent(design, given.column) or given.low >= given.high:
            continue
        try:
            chart = _chart(design, fit, found, place, estimate, index, units)
        except Undefined:  # the means of the others lie where a function has no value
            continue
        drawn += 1
        yield chart
        if drawn == MOST_CHARTS:
            return


def _bent(design: Design, column: str) -> bool:
    """Whether a column, which no term asks the past of, enters otherwise than as it is."""
    if any(name == column and before for name, before in design.formula.numbers()):
        return False
    return any(
        not as_it_is(term)
        for term in design.formula.terms
        if column in Formula(terms=(term,)).columns()
    )


def _chart(
    design: Design, fit: Fit, found: Diagnostics, place: int, estimate: Estimate, index: int,
    units: Mapping[str, str],
) -> Chart:  # fmt: skip
    given = design.facts.given[index]
    x = np.linspace(given.low, given.high, POINTS)
    rows = np.tile(np.array(ranges(design)[2]), (POINTS, 1))
    rows[:, index] = x
    lines = _lines(design, given.column)
    series: list[Series] = []
    for level, at in lines:
        here = rows.copy()
        if at is not None:
            here[:, at[0]] = at[1]
        mean, near, _wide = bands(fit, found, here, place, estimate)
        if near is not None and len(lines) == 1:
            level_ = Num(value=estimate.confidence, style="percent", digits=6)
            series.append(
                Series(
                    name=msg("{interval} for the mean", interval=msg("{level} interval",
                                                                     level=level_))
                    if not fit.spec.logged
                    else msg("{level} interval for the median", level=level_),
                    kind="band",
                    points=_points(fit, x, mean - near, mean + near),
                )
            )  # fmt: skip
        series.append(Series(name=level, kind="line", points=_points(fit, x, mean)))
    name = fit.spec.sources[place] if fit.spec.logged else estimate.target
    return Chart(
        key=f"curve:{estimate.target}:{given.column}",
        title=msg("{target} along {name}, all else fixed", target=name, name=given.column),
        x=Axis(label=given.column, unit=units.get(given.column, "")),
        y=Axis(label=name, unit=units.get(name, "")),
        series=series,
        note=msg("Other numbers are at their means, categories at their baselines."),
    )


def _lines(design: Design, column: str) -> list[tuple[Message, tuple[int, int] | None]]:
    """(name, which input is set to which level) of each line: one, or one for each level of the
    category that the column is crossed with.
    """
    for term in design.formula.terms:
        categories = [factor for factor in term if isinstance(factor, Category)]
        if not categories or column not in Formula(terms=(term,)).columns():
            continue
        at = design.inputs.index(categories[0].column)
        levels = design.facts.given[at].levels or []
        counts = design.facts.given[at].counts
        most = sorted(range(len(levels)), key=lambda code: -counts[code])[:MOST_LINES]
        return [(msg("{name}", name=levels[code]), (at, code)) for code in sorted(most)]
    return [(msg("Fit"), None)]


def _points(fit: Fit, *columns: Floats) -> list[list[float | str | None]]:
    x, *others = columns
    if fit.spec.logged:
        others = [np.exp(np.minimum(other, MOST_EXP)) for other in others]
    return [
        [float(value) if np.isfinite(value) else None for value in row]
        for row in zip(x, *others, strict=True)
    ]

"""Added-variable plots.

An added-variable plot (partial regression) shows what a predictor adds: both axes are what the
other predictors leave over, and the slope of its points is the coefficient. Cook and Weisberg
(1982), Residuals and Influence in Regression, 2.3.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.linear.charts import joined, points_of
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate, Term
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.whitened import solve_upper, whiten
from apps.engines.builtin.linear.words import ranked
from apps.engines.result import Axis, Chart, Series

PLOTS = 8
POINTS = 400  # of one plot


def added(
    estimate: Estimate, fit: Fit, found: Diagnostics, place: int, labels: list[str],
    units: dict[str, str],
) -> Iterator[Chart]:  # fmt: skip
    """One plot for each straight predictor, the clearest first, where there are several unknowns
    to keep apart.
    """
    straight = estimate.straight
    if estimate.count < 2 or not len(found.sample.positions):
        return
    rows = _evenly(len(found.sample.positions))
    u, spread = _basis(fit, found.sample.x[rows])
    residual = (found.sample.y - found.sample.fitted)[rows, place]
    first = int(fit.spec.intercept)
    note = _note(len(rows), fit.scan.used, min(PLOTS, len(straight)), len(straight))
    for term in ranked(straight)[:PLOTS]:
        row = spread[first + straight.index(term)]
        x = u @ row / (row @ row)
        y = residual + term.estimate * x
        yield _chart(estimate, term, (x, y), [labels[i] for i in rows], units, note)


def _evenly(count: int) -> list[int]:
    """Places of at most ``POINTS`` rows of a sample that is random itself."""
    return np.unique(np.linspace(0, count - 1, min(count, POINTS)).astype(int)).tolist()


def _basis(fit: Fit, x: Floats) -> tuple[Floats, Floats]:
    """u (n, p) of predictors x (n, k), and the rows of (X'X)^-1 X' in it, in the user's units."""
    k = len(fit.spec.predictors)
    z = (x - fit.frame.shift[:k]) / fit.frame.scale[:k]
    if fit.frame.intercept:
        z = np.hstack([np.ones((len(z), 1)), z])
    spread = fit.to_user() @ solve_upper(fit.r, np.eye(fit.unknowns))
    return whiten(fit.r, np.asfortranarray(z)), spread


def _note(shown: int, rows: int, plots: int, predictors: int) -> Message | None:
    note = None
    if shown < rows:
        note = msg("A random sample of {shown} of {rows} rows.", shown=shown, rows=rows)
    if plots < predictors:
        more = msg("Plots of the {count} clearest predictors.", count=plots)
        note = joined(more, note)
    return note


def _chart(
    estimate: Estimate, term: Term, points: tuple[Floats, Floats], labels: list[str],
    units: dict[str, str], note: Message | None,
) -> Chart:  # fmt: skip
    x, y = points
    ends = np.array([x.min(), x.max()])
    return Chart(
        key=f"added:{estimate.target}:{term.name}",
        title=msg("{target}: what {name} adds", target=estimate.target, name=term.name),
        x=Axis(
            label=msg("{name}, what the others do not tell", name=term.name),
            unit=units.get(term.name, ""),
        ),
        y=Axis(
            label=msg("{name}, what the others do not tell", name=estimate.target),
            unit=units.get(estimate.target, ""),
        ),
        series=[
            Series(
                name=msg("Slope: the coefficient"),
                kind="line",
                points=points_of(ends, ends * term.estimate),
            ),
            Series(name=msg("Data"), points=points_of(x, y), labels=labels),
        ],
        note=joined(msg("Points far from the others at either end decide this coefficient."), note),
    )

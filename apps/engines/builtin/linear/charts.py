"""The plots of a linear fit: the line with its bands, residuals, Q-Q, leverage."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import special

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit, t_quantile
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.whitened import whiten
from apps.engines.result import Axis, Chart, Series

CURVE_POINTS = 61
Points = list[list[float | str | None]]


def charts(
    estimate: Estimate,
    fit: Fit,
    found: Diagnostics,
    place: int,
    labels: list[str],
    units: dict[str, str],
) -> Iterator[Chart]:
    """All plots of one target. ``labels`` name the sampled rows."""
    note = None
    if found.sampled:
        note = msg(
            "A random sample of {shown} of {rows} rows.",
            shown=len(found.sample.positions),
            rows=fit.scan.used,
        )
    alone = len(fit.spec.columns) == 1
    if fit.spec.design is not None:  # curves of what enters bent are drawn elsewhere
        alone = alone and fit.spec.plain == len(fit.spec.predictors)
    if alone:
        yield _line(estimate, fit, found, place, labels, units, note)
    if not len(found.sample.positions):
        return
    if not alone and estimate.slopes:
        yield _observed(estimate, found, place, labels, units, note)
    yield _residuals(estimate, found, place, labels, units, note)
    if estimate.df > 0 and not estimate.exact:
        yield _quantiles(estimate, found, place, labels, note)
        yield _scale(estimate, found, place, labels, units.get(estimate.target, ""), note)
        yield _leverage(estimate, fit, found, place, labels, note)


def _line(
    estimate: Estimate,
    fit: Fit,
    found: Diagnostics,
    place: int,
    labels: list[str],
    units: dict[str, str],
    note: Message | None,
) -> Chart:
    low, high = fit.spec.raw(np.vstack([fit.scan.minimum, fit.scan.maximum]))[:, 0]
    x = np.linspace(low, high, CURVE_POINTS)
    mean, near, wide = bands(fit, found, x[:, None], place, estimate)
    level = _level(estimate)
    series = []
    if near is not None and wide is not None:
        series = [
            Series(
                name=msg("{interval} for a new observation", interval=level),
                kind="band",
                points=points_of(x, mean - wide, mean + wide),
            ),
            Series(
                name=msg("{interval} for the mean", interval=level),
                kind="band",
                points=points_of(x, mean - near, mean + near),
            ),
        ]
    name = fit.spec.columns[0]
    return Chart(
        key=f"fit:{estimate.target}",
        title=msg("{target} against {name}", target=estimate.target, name=name),
        x=Axis(label=name, unit=units.get(name, "")),
        y=Axis(label=estimate.target, unit=units.get(estimate.target, "")),
        series=[
            *series,
            Series(name=msg("Fit"), kind="line", points=points_of(x, mean)),
            Series(
                name=msg("Data"),
                points=points_of(fit.spec.raw(found.sample.x)[:, 0], found.sample.y[:, place]),
                labels=labels,
            ),
        ],
        note=note,
    )


def bands(
    fit: Fit, found: Diagnostics, x: Floats, place: int, estimate: Estimate
) -> tuple[Floats, Floats | None, Floats | None]:
    """Fitted values at predictors x (n, columns), and half widths for the mean and for a new
    observation.
    """
    k = len(fit.spec.predictors)
    z = (fit.spec.terms(x) - fit.frame.shift[:k]) / fit.frame.scale[:k]
    if fit.frame.intercept:
        z = np.hstack([np.ones((len(z), 1)), z])
    mean = z @ fit.beta[:, place] * fit.target_scale[place]
    if fit.frame.intercept:
        mean = mean + fit.target_shift[place]
    quantile, s = t_quantile(estimate.t_df, estimate.confidence), estimate.s
    if s is None or quantile is None:
        return mean, None, None
    u = whiten(fit.r, z)
    if found.middle is None:
        variance = s**2 * (u**2).sum(axis=1)
    else:
        scale = 0.0 if estimate.exact else fit.target_scale[place]
        variance = np.einsum("ni,ij,nj->n", u, found.middle[place], u) * scale**2
    return mean, quantile * np.sqrt(variance), quantile * np.sqrt(s**2 + variance)


def _observed(
    estimate: Estimate,
    found: Diagnostics,
    place: int,
    labels: list[str],
    units: dict[str, str],
    note: Message | None,
) -> Chart:
    fitted, y = found.sample.fitted[:, place], found.sample.y[:, place]
    ends = np.array([min(fitted.min(), y.min()), max(fitted.max(), y.max())])
    unit = units.get(estimate.target, "")
    return Chart(
        key=f"observed:{estimate.target}",
        title=msg("{target}: observed against fitted", target=estimate.target),
        x=Axis(label=msg("Fitted"), unit=unit),
        y=Axis(label=msg("Observed"), unit=unit),
        series=[
            Series(name=msg("Observed equals fitted"), kind="line", points=points_of(ends, ends)),
            Series(name=msg("Data"), points=points_of(fitted, y), labels=labels),
        ],
        note=note,
    )


def _residuals(
    estimate: Estimate,
    found: Diagnostics,
    place: int,
    labels: list[str],
    units: dict[str, str],
    note: Message | None,
) -> Chart:
    fitted = found.sample.fitted[:, place]
    residual = found.sample.y[:, place] - fitted
    unit = units.get(estimate.target, "")
    return Chart(
        key=f"residuals:{estimate.target}",
        title=msg("{target}: residuals against fitted values", target=estimate.target),
        x=Axis(label=msg("Fitted"), unit=unit),
        y=Axis(label=msg("Residual"), unit=unit),
        series=[
            _level_line(fitted, 0.0),
            Series(name=msg("Residuals"), points=points_of(fitted, residual), labels=labels),
        ],
        note=joined(msg("A good fit shows no pattern: points scatter evenly around zero."), note),
    )


def _quantiles(
    estimate: Estimate, found: Diagnostics, place: int, labels: list[str], note: Message | None
) -> Chart:
    values = found.sample.standardized[:, place]
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(values[known], kind="stable")]
    n = len(order)
    normal = special.ndtri((np.arange(1, n + 1) - 0.375) / (n + 0.25))
    ends = normal[[0, -1]] if n else np.zeros(2)
    return Chart(
        key=f"qq:{estimate.target}",
        title=msg("{target}: normal Q–Q plot", target=estimate.target),
        x=Axis(label=msg("Normal quantile")),
        y=Axis(label=msg("Standardized residual")),
        series=[
            Series(name=msg("Normal"), kind="line", points=points_of(ends, ends)),
            Series(
                name=msg("Residuals"),
                points=points_of(normal, values[order]),
                labels=[labels[place] for place in order] if labels else [],
            ),
        ],
        note=joined(
            msg("Points near the line: the scatter is close to normal, as the intervals assume."),
            note,
        ),
    )


def _leverage(
    estimate: Estimate,
    fit: Fit,
    found: Diagnostics,
    place: int,
    labels: list[str],
    note: Message | None,
) -> Chart:
    h, r = found.sample.leverage, found.sample.standardized[:, place]
    top = float(h.max()) if len(h) else 1.0
    across = np.linspace(max(top * 0.05, 1e-6), min(max(top, 1e-5), 0.995), 40)
    bound = np.sqrt(fit.unknowns * (1 - across) / across)
    limit = max(4.0, 1.5 * float(np.nanmax(np.abs(r), initial=0.0)))
    shown = bound <= limit
    series = [_level_line(np.array([0.0, top]), 0.0)]
    if shown.any():
        series += [
            Series(
                name=msg("Cook's distance 1"),
                kind="line",
                points=points_of(across[shown], sign * bound[shown]),
            )
            for sign in (1.0, -1.0)
        ]
    return Chart(
        key=f"leverage:{estimate.target}",
        title=msg("{target}: leverage and residuals", target=estimate.target),
        x=Axis(label=msg("Leverage")),
        y=Axis(label=msg("Standardized residual")),
        series=[
            *series,
            Series(name=msg("Rows of the data"), points=points_of(h, r), labels=labels),
        ],
        note=joined(
            msg("Rows far right pull the fit; beyond a curve for Cook's distance 1, too much."),
            note,
        ),
    )


def _scale(
    estimate: Estimate, found: Diagnostics, place: int, labels: list[str],
    unit: str, note: Message | None,
) -> Chart:  # fmt: skip
    """The root of the size of standardized residuals against fitted values."""
    fitted = found.sample.fitted[:, place]
    size = np.sqrt(np.abs(found.sample.standardized[:, place]))
    return Chart(
        key=f"scale:{estimate.target}",
        title=msg("{target}: size of the residuals against fitted values", target=estimate.target),
        x=Axis(label=msg("Fitted"), unit=unit),
        y=Axis(label=msg("Root of the standardized residual's size")),
        series=[Series(name=msg("Residuals"), points=points_of(fitted, size), labels=labels)],
        note=joined(msg("Where the cloud rises, errors grow with the fitted value."), note),
    )


def _level_line(x: Floats, y: float) -> Series:
    ends = np.array([x.min(), x.max()]) if len(x) else np.zeros(2)
    return Series(name=msg("Zero"), kind="line", points=points_of(ends, np.array([y, y])))


def points_of(*columns: Floats) -> Points:
    return [
        [float(value) if np.isfinite(value) else None for value in row]
        for row in zip(*columns, strict=True)
    ]


def _level(estimate: Estimate) -> Message:
    share = Num(value=estimate.confidence, style="percent", digits=6)
    return msg("{level} interval", level=share)


def joined(first: Message, second: Message | None) -> Message:
    return msg("{first} {second}", first=first, second=second) if second else first

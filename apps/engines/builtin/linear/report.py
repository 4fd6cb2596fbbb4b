"""The result of a linear fit: answer first, then how far to trust it, then the details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apps.core.messages import msg, msgn
from apps.engines.builtin.linear import added, cautions, checked, lights, moved, tables, words
from apps.engines.builtin.linear import charts as plots
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.model import fields
from apps.engines.builtin.linear.terms.report import dressed
from apps.engines.contract import InputTable
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, Result, Text

CHARTED_TARGETS = 5


def units_of(table: InputTable) -> dict[str, str]:
    """Column name → unit, as far as units are known."""
    return {column.name: column.unit for column in table.columns if column.unit}


def result(
    table: InputTable,
    fit: Fit,
    found: Diagnostics,
    estimates: list[Estimate],
    *,
    extra: Any = (),
    smear: Sequence[float] = (),
) -> Result:
    """Everything that page, API, PDF and CSV show. ``extra`` blocks come after the answer.
    ``smear`` (m,) are factors from median to mean where logarithms of the targets are modelled.
    """
    units = units_of(table)
    names = _names(table, fit, found)
    blocks: list[AnyBlock] = [tables.equation(estimates)]
    several = len(estimates) > 1 or len(fit.spec.columns) > 1
    blocks += [_sentences(estimate) for estimate in estimates if several and estimate.slopes]
    blocks += list(extra)
    blocks += list(cautions.about_data(fit, found, estimates))
    for place, estimate in enumerate(estimates):
        blocks += _target(estimate, fit, found, place, names, units)
    whole = Result(
        headline=words.headline(estimates),
        blocks=blocks,
        summary=summary(fit, found, estimates),
        predict_fields=fields(fit, units),
    )
    if fit.spec.design is None:
        return whole
    return dressed(whole, fit, found, estimates, smear, units)


def _names(table: InputTable, fit: Fit, found: Diagnostics) -> dict[int, str]:
    """Names of the rows that are shown, where a column names them."""
    if not fit.spec.labels:
        return {}
    shown = {int(position) for position in found.sample.positions}
    shown |= {row[0] for top in found.top for row in top}
    shown |= {row[0] for one in found.checks.targets for row in one.moved}
    positions = sorted(shown)
    return dict(zip(positions, table.texts(fit.spec.labels, positions), strict=True))


def _sentences(estimate: Estimate) -> Text:
    paragraphs = words.each_effect(estimate)
    more = estimate.count - len(paragraphs)
    if more:
        paragraphs.append(
            msgn(
                "{count} more is in the table below.",
                "{count} more are in the table below.",
                more,
            )
        )
    return Text(
        heading=msg("What goes with {target}", target=estimate.target), paragraphs=paragraphs
    )


def _target(
    estimate: Estimate,
    fit: Fit,
    found: Diagnostics,
    place: int,
    names: dict[int, str],
    units: dict[str, str],
) -> list[AnyBlock]:
    labels = [
        names.get(int(position)) or str(int(position) + 1) for position in found.sample.positions
    ]
    uneven = cautions.uneven(estimate)
    blocks: list[AnyBlock] = list(cautions.about_target(estimate, fit, found, place, names))
    if len(fit.spec.targets) > 1:
        blocks.append(
            Text(
                heading=msg("{target}", target=estimate.target), paragraphs=[words.answer(estimate)]
            )
        )
    blocks += [tables.tiles(estimate, fit), tables.coefficients(estimate, robust=uneven)]
    blocks.append(lights.block(estimate, lights.lights_of(estimate, fit, found, place, names)))
    if place < CHARTED_TARGETS:
        blocks += list(plots.charts(estimate, fit, found, place, labels, units))
        blocks += list(added.added(estimate, fit, found, place, labels, units))
    elif place == CHARTED_TARGETS:
        blocks.append(
            Text(
                paragraphs=[
                    msg("Plots are drawn for the first {count} targets.", count=CHARTED_TARGETS)
                ]
            )
        )
    blocks.append(tables.anova(estimate))
    moving = tables.influence(estimate, found, place, names)
    single = moved.table(estimate, fit, found, place, names)
    return [*blocks, *(block for block in (moving, single) if block)]


def summary(fit: Fit, found: Diagnostics, estimates: list[Estimate]) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON, null for what is unknown."""
    return {
        "rows": fit.scan.rows,
        "rows_used": fit.scan.used,
        "dropped_missing": fit.scan.dropped_missing,
        "dropped_zero_weight": fit.scan.dropped_weightless,
        "observations": fit.observations,
        "unknowns": fit.unknowns,
        "df": fit.df,
        "intercept": fit.spec.intercept,
        "predictors": fit.spec.columns,
        "powers": {curve.name: curve.degree for curve in fit.spec.curves},
        "left_out": [name for name, _ in fit.left_out],
        "condition": finite(fit.condition),
        "digits": min(estimate.digits for estimate in estimates),
        "max_leverage": finite(found.max_leverage),
        "diagnostics": "full" if found.checks.looked else "none",
        "errors": found.errors,
        "groups": found.groups or None,
        "confidence": estimates[0].confidence,
        "equations": tables.equation(estimates).lines,
        "targets": [
            {**_target_summary(estimate), **checked.summary(estimate, fit, found, place)}
            for place, estimate in enumerate(estimates)
        ],
    }


def _target_summary(estimate: Estimate) -> dict[str, Any]:
    return {
        "target": estimate.target,
        "digits": estimate.digits,
        "coefficients": [
            {
                "term": term.name or None,
                "estimate": finite(term.estimate),
                "se": finite(term.se),
                "t": finite(term.t),
                "p": finite(term.p),
                "low": finite(term.low),
                "high": finite(term.high),
                "se_hc3": finite(term.hc3),
                "vif": finite(term.vif),
                "digits": term.digits,
            }
            for term in estimate.terms
        ],
        "r2": finite(estimate.r2),
        "adjusted_r2": finite(estimate.adjusted_r2),
        "predictive_r2": finite(estimate.predictive_r2),
        "residual_sd": finite(estimate.s),
        "rss": finite(estimate.rss),
        "tss": finite(estimate.tss),
        "press": finite(estimate.press),
        "f": finite(estimate.f),
        "f_p": finite(estimate.f_p),
        "polynomials": [
            {
                "predictor": one.name,
                "degree": one.degree,
                "p": finite(one.p),
                "bend_p": finite(one.bend_p),
            }
            for one in estimate.bends
        ],
        "breusch_pagan": finite(estimate.breusch_pagan),
        "breusch_pagan_p": finite(estimate.breusch_pagan_p),
    }

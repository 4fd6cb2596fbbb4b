"""The result: sentence, tables, cautions, charts, what would change the answer, data."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.transfer import charts, tables, words
from apps.engines.builtin.transfer.cautions import cautions
from apps.engines.builtin.transfer.coverage import Checked
from apps.engines.builtin.transfer.estimates import Figures
from apps.engines.builtin.transfer.study import Study
from apps.engines.contract import InputTable
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, PredictField, Result, Text


def units_of(table: InputTable) -> dict[str, str]:
    """Column name → unit, as far as units are known."""
    return {column.name: column.unit for column in table.columns if column.unit}


def result(table: InputTable, study: Study) -> Result:
    """Everything that page, API, PDF and CSV show."""
    figures, units = Figures(study), units_of(table)
    unit = units.get(study.panel.target, "")
    worst = tables.worst(figures, unit)
    blocks: list[AnyBlock] = [
        tables.tiles(figures, unit),
        Text(paragraphs=[words.method(figures)]),
        tables.forecast(figures, unit),
        tables.coverage(figures, unit),
        *([worst] if worst else []),
        *cautions(figures),
        *charts.charts(figures, unit),
        Text(heading=msg("What would change the answer"), paragraphs=words.would_change(figures)),
        tables.learning(figures, unit),
        tables.fixed(figures),
        tables.components(figures),
        tables.markets(figures),
        Text(heading=msg("Data"), paragraphs=words.data(figures)),
    ]
    return Result(
        headline=words.headline(figures),
        blocks=blocks,
        summary=summary(figures),
        predict_fields=fields(study, table.roles["market"][0], units),
    )


def fields(study: Study, market: str, units: dict[str, str]) -> list[PredictField]:
    """The market by name, and each predictor with the range that it was seen in."""
    panel = study.panel
    found = [PredictField(name=market, dtype="text", example=panel.market or panel.others[0].name)]
    for place, name in enumerate(panel.predictors):
        values = [float(value) for rows in panel.everyone for value in rows.x[:, place]]
        found.append(
            PredictField(
                name=name,
                unit=units.get(name, ""),
                minimum=min(values),
                maximum=max(values),
                example=sum(values) / len(values),
            )
        )
    return found


def summary(figures: Figures) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON, null for what is unknown."""
    study, panel = figures.study, figures.study.panel
    found = study.forecast
    return {
        "target": panel.target,
        "market": panel.market or None,
        "rows": panel.rows,
        "rows_used": panel.used,
        "dropped_missing": panel.left_out,
        "markets": len(panel.others),
        "own_periods": len(panel.own),
        "confidence": study.params.confidence,
        "interval": "t" if found.calibrated_at is None else "conformal",
        "calibrated_at": found.calibrated_at,
        "predictions": [
            {"period": period or None, "value": float(v), "low": float(low), "high": float(high)}
            for period, v, low, high in zip(
                found.periods, found.point, found.low, found.high, strict=True
            )
        ],
        "fixed": [
            {
                "term": term.name or None,
                "estimate": finite(term.estimate),
                "se": finite(term.se),
                "df": finite(term.df),
                "t": finite(term.t),
                "p": finite(term.p),
                "low": finite(term.low),
                "high": finite(term.high),
            }
            for term in figures.terms
        ],
        "between": [
            {"term": one.name or None, "sd": finite(one.sd), "se": finite(one.se)}
            for one in figures.components[:-1]
        ],
        "residual_sd": finite(figures.components[-1].sd),
        "autocorrelation": None if study.echo is None else finite(study.echo.correlation),
        "autocorrelation_p": None if study.echo is None else study.echo.p,
        "coverage": [_checked(one, study.frame.unit) for one in study.checked],
        "worst": [
            {"market": line.name, "rows": line.rows, "share": line.share, "error": line.off}
            for line in figures.worst
        ],
        "learning": [
            {"periods": step.periods, "value": step.value, "level": step.level}
            for step in study.steps
        ],
        "weights": [
            {"market": line.name, "rows": line.rows, "own": [float(w) for w in line.own]}
            for line in figures.markets
        ],
    }


def _checked(one: Checked, unit: float) -> dict[str, Any]:
    return {
        "seen": one.seen,
        "markets": one.trial.judged,
        "interval": "conformal" if one.conformal else "t",
        "coverage": one.coverage,
        "low": one.low,
        "high": one.high,
        "median_width": one.width * unit,
        "ols_coverage": one.ols_coverage,
        "ols_median_width": one.ols_width * unit,
    }

"""The result: sentence, tables, cautions, charts, what would change the answer, data."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.gravity import charts, tables, words
from apps.engines.builtin.gravity.cautions import cautions
from apps.engines.builtin.gravity.potential import Potential
from apps.engines.builtin.gravity.study import Estimate, Model, Study, Test
from apps.engines.contract import InputTable
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, PredictField, Result, Text


def result(table: InputTable, study: Study, potential: Potential) -> Result:
    """Everything that page, API, PDF and CSV show."""
    blocks: list[AnyBlock] = [
        tables.tiles(study, potential),
        Text(heading=msg("In words"), paragraphs=words.effects(study)),
        tables.effects(study),
        Text(heading=msg("Why both models differ"), paragraphs=words.why_different(study)),
        tables.checks(study),
        *cautions(study, potential),
        *([tables.potential(study, potential)] if potential.lines else []),
        *charts.charts(study, potential),
        Text(
            heading=msg("What would change the answer"),
            paragraphs=words.would_change(study, potential),
        ),
        Text(heading=msg("Data"), paragraphs=words.data(study)),
    ]
    return Result(
        headline=words.headline(study, potential),
        blocks=blocks,
        summary=summary(study, potential),
        predict_fields=fields(table, study),
    )


def fields(table: InputTable, study: Study) -> list[PredictField]:
    """Origin, destination, period where it matters, and each column with its range."""
    flows = study.flows
    units = {column.name: column.unit for column in table.columns}
    found = [
        PredictField(name=flows.columns["origin"], dtype="text", example=flows.origin[0]),
        PredictField(name=flows.columns["destination"], dtype="text", example=flows.destination[0]),
    ]
    if flows.has_period:
        found.append(
            PredictField(name=flows.columns["period"], dtype="text", example=flows.period[-1])
        )
    for number in study.ppml.kept:
        term = study.terms[number]
        if term.role == "period":
            continue
        found.append(
            PredictField(
                name=term.name,
                unit=units.get(term.name, ""),
                minimum=term.low,
                maximum=term.high,
                example=term.high if term.role == "indicators" else (term.low + term.high) / 2,
            )
        )
    return found


def summary(study: Study, potential: Potential) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON, null for what is unknown."""
    flows, found = study.flows, study.separated
    return {
        "flow": flows.columns["flow"],
        "home": study.params.home or None,
        "rows": flows.rows,
        "rows_used": len(study.rows),
        "dropped_missing": flows.left_out,
        "zeros": study.zeros,
        "pairs": study.pairs,
        "fixed_effects": study.params.fixed_effects,
        "errors": "HC1" if study.groups is None else "pair",
        "confidence": study.params.confidence,
        "separated": {
            "rows": int((~found.rows).sum()),
            "columns": [study.terms[place].name for place in found.columns],
            "table_rows": sorted(int(flows.places[p]) + 1 for p in (~found.rows).nonzero()[0]),
        },
        "dropped_columns": study.lost,
        "ppml": _model(study, study.ppml),
        "log_ols": _model(study, study.ols) if study.ols is not None else None,
        "spread_of_logs": _test(study.spread),
        "deviance_explained": finite(tables.deviance_explained(study)),
        "correlation_left_out": finite(potential.correlation),
        "band": {"low": potential.band[0], "high": potential.band[1]},
        "period": potential.period or None,
        "potential": [
            {
                "origin": line.origin,
                "destination": line.destination,
                "actual": line.actual,
                "expected": finite(line.expected),
                "low": finite(line.low),
                "high": finite(line.high),
                "gap": finite(line.gap),
                "rank": line.rank,
            }
            for line in potential.lines
        ],
    }


def _model(study: Study, model: Model) -> dict[str, Any]:
    return {
        "rows": model.fit.n,
        "parameters": model.fit.rank,
        "df": model.df,
        "deviance": finite(model.fit.deviance),
        "reset": _test(model.reset),
        "effects": [
            {"term": study.terms[number].name, **_estimate(model.estimates[number])}
            for number in model.kept
        ],
    }


def _estimate(found: Estimate) -> dict[str, float | None]:
    return {
        "estimate": finite(found.value), "se": finite(found.se), "t": finite(found.t),
        "p": finite(found.p), "low": finite(found.low), "high": finite(found.high),
    }  # fmt: skip


def _test(found: Test | None) -> dict[str, float] | None:
    return None if found is None else {"statistic": found.statistic, "p": found.p}

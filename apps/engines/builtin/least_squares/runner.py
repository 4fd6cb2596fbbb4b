"""Runs ``regression.least_squares``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.least_squares.manifest import LeastSquaresParams
from apps.engines.builtin.linear import model, report
from apps.engines.builtin.linear.data import CleanRows, Spec
from apps.engines.builtin.linear.diagnostics import diagnose
from apps.engines.builtin.linear.estimate import estimates
from apps.engines.builtin.linear.fit import fit
from apps.engines.contract import Context, InputTable, Predictor, Refusal
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(
        self, ctx: Context, params: LeastSquaresParams, inputs: Mapping[str, InputTable]
    ) -> Result:
        table = inputs["data"]
        rows = CleanRows(ctx, table, spec_of(table, params))
        fitted = fit(rows, drop_redundant=params.redundant == "leave_out")
        found = diagnose(rows, fitted, seed=ctx.seed)
        figures = estimates(fitted, found, params.confidence)
        model.save(ctx, fitted, found, figures, report.units_of(table))
        return report.result(table, fitted, found, figures)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return model.load(path)


def spec_of(table: InputTable, params: LeastSquaresParams) -> Spec:
    """Who plays which part. Refuses an empty table and a missing target."""
    roles = table.roles
    if not roles.get("target"):
        raise Refusal(msg("Choose a target."), field="data.target")
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    return Spec(
        targets=list(roles["target"]),
        predictors=list(roles.get("predictors", [])),
        weights=_only(roles.get("weights", [])),
        labels=_only(roles.get("labels", [])),
        intercept=params.intercept,
        weight_kind=params.weights_mean,
        missing=params.missing,
    )


def _only(names: list[str]) -> str | None:
    return names[0] if names else None

"""Runs ``regression.least_squares``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.linear import model, report
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.diagnostics import diagnose
from apps.engines.builtin.linear.estimate import estimates
from apps.engines.builtin.linear.fit import fit
from apps.engines.builtin.linear.fitted import fitted_table
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.builtin.linear.scan import spec_of
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: LinearParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        rows = CleanRows(ctx, table, spec_of(table, params))
        fitted = fit(rows, drop_redundant=params.redundant == "leave_out")
        with fitted_table(ctx, fitted, wanted=params.keep_fitted) as keep:
            found = diagnose(rows, fitted, seed=ctx.seed, errors=params.errors, keep=keep)
        if not fitted.refined:
            fitted = fitted.moved(found.step)
        figures = estimates(fitted, found, params.confidence)
        model.save(ctx, fitted, found, figures, report.units_of(table))
        return report.result(table, fitted, found, figures)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return model.load(path)

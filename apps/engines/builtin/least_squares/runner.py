"""Runs ``regression.least_squares``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.engines.builtin.linear import model, parts, report
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.diagnostics import diagnose
from apps.engines.builtin.linear.estimate import estimates
from apps.engines.builtin.linear.fit import fit
from apps.engines.builtin.linear.fitted import fitted_table
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.builtin.linear.roles import known_of, spec_of
from apps.engines.builtin.linear.terms.smear import Smear
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` and ``DivisibleRunner``: the first pass comes apart."""

    def run(self, ctx: Context, params: LinearParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        spec = spec_of(ctx, table, params)
        return self._answer(ctx, params, table, CleanRows(ctx, table, spec))

    def plan(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> list[Any]:
        table = inputs["data"]
        spec = spec_of(ctx, table, params)  # refuses what no part could use
        ctx.check_cancelled()
        known = known_of(spec)
        each = parts.spans(table, params.parts)
        return [{"rows": list(span), "known": known} for span in each]

    def run_part(
        self, ctx: Context, params: LinearParams, inputs: Mapping[str, InputTable], part: Any
    ) -> Any:
        table = inputs["data"]
        first, last = part["rows"]
        known = part["known"]
        spec = spec_of(ctx, table, params, known)
        return {**parts.gather(ctx, table, spec, (first, last)), "known": known}

    def combine(
        self,
        ctx: Context,
        params: LinearParams,
        inputs: Mapping[str, InputTable],
        states: Sequence[Any],
    ) -> Result:
        table = inputs["data"]
        spec = spec_of(ctx, table, params, states[0]["known"])
        rows = CleanRows(ctx, table, spec, passes=1, states=states)
        return self._answer(ctx, params, table, rows)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return model.load(path)

    def _answer(
        self, ctx: Context, params: LinearParams, table: InputTable, rows: CleanRows
    ) -> Result:
        fitted = fit(rows, drop_redundant=params.redundant == "leave_out")
        ctx.log(f"Condition of the whitened rows: {fitted.spread:.3g}.")
        with fitted_table(ctx, fitted, wanted=params.keep_fitted) as keep:
            smear = Smear(fitted, keep)
            found = diagnose(rows, fitted, seed=ctx.seed, errors=params.errors, keep=smear.keep)
        if not fitted.refined:
            fitted = fitted.moved(found.step)
        figures = estimates(fitted, found, params.confidence)
        model.save(ctx, fitted, found, figures, report.units_of(table), smear.factors)
        return report.result(table, fitted, found, figures, smear=smear.factors)

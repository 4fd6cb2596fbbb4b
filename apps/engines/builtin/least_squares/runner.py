"""Runs ``regression.least_squares``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.engines.builtin.linear import model, parts, rapid, report
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.diagnostics import Diagnostics, diagnose
from apps.engines.builtin.linear.estimate import estimates
from apps.engines.builtin.linear.fit import Fit, fit
from apps.engines.builtin.linear.fitted import fitted_table
from apps.engines.builtin.linear.order import order_of
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.builtin.linear.roles import known_of, small, spec_of
from apps.engines.builtin.linear.scan import Spec
from apps.engines.builtin.linear.terms.smear import Smear
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` and ``DivisibleRunner``: the first pass comes apart."""

    def run(self, ctx: Context, params: LinearParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        spec = spec_of(ctx, table, params)
        if not _once(params, table, spec):
            return _answer(ctx, params, CleanRows(ctx, table, spec))
        drawn = rapid.Drawn(table.rows, ctx.seed)
        rows = CleanRows(ctx, table, spec, passes=1, told=drawn.take)
        return _answer(ctx, params, rows, drawn)

    def plan(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> list[Any]:
        table = inputs["data"]
        spec = spec_of(ctx, table, params)  # refuses what no part could use
        ctx.check_cancelled()
        known = small(known_of(spec))
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
        drawn = (
            rapid.Drawn(0, ctx.seed) if _once(params, table, spec) else None
        )  # parts hand on no rows to plot
        return _answer(ctx, params, rows, drawn)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return model.load(path)


def _once(params: LinearParams, table: InputTable, spec: Spec) -> bool:
    """Means of logged targets take the residuals, and so a second reading."""
    return not spec.logged and rapid.enough(params, table.rows * spec.width)


def _answer(
    ctx: Context, params: LinearParams, rows: CleanRows, drawn: rapid.Drawn | None = None
) -> Result:
    """``drawn`` where one reading is asked for; a second follows where it is not certain enough."""
    table = rows.table
    fitted = fit(rows, drop_redundant=params.redundant == "leave_out")
    ctx.log(f"Condition of the whitened rows: {fitted.spread:.3g}.")
    once = rapid.answer(rows, fitted, drawn) if drawn else None
    if drawn and drawn.blocks and not once:
        rows.passes += 1
    factors: list[float] = []
    if once:
        fitted, found = once
    else:
        fitted, found, factors = _twice(ctx, params, rows, fitted)
    figures = estimates(fitted, found, params.confidence)
    model.save(ctx, fitted, found, figures, report.units_of(table), factors)
    return report.result(table, fitted, found, figures, smear=factors)


def _twice(
    ctx: Context, params: LinearParams, rows: CleanRows, fitted: Fit
) -> tuple[Fit, Diagnostics, list[float]]:
    """With the residuals looked at in a second reading, which corrects the coefficients; and the
    factors from medians to means of targets whose logarithm is modelled.
    """
    with fitted_table(ctx, fitted, wanted=params.keep_fitted) as keep:
        smear = Smear(fitted, keep)
        found = diagnose(
            rows,
            fitted,
            seed=ctx.seed,
            errors=params.errors,
            keep=smear.keep,
            order=order_of(rows.table),
        )
    return (fitted if fitted.refined else fitted.moved(found.step)), found, smear.factors

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
from apps.engines.builtin.linear.roles import spec_of
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` and ``DivisibleRunner``: the first pass comes apart."""

    def run(self, ctx: Context, params: LinearParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        spec = spec_of(ctx, table, params)
        if not rapid.enough(params, table.rows * spec.width):
            return _answer(ctx, params, CleanRows(ctx, table, spec))
        drawn = rapid.Drawn(table.rows, ctx.seed)
        rows = CleanRows(ctx, table, spec, passes=1, told=drawn.take)
        return _answer(ctx, params, rows, drawn)

    def plan(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> list[Any]:
        table = inputs["data"]
        spec = spec_of(ctx, table, params)  # refuses what no part could use
        ctx.check_cancelled()
        ranges = [[curve.low, curve.high] for curve in spec.curves]
        each = parts.spans(table, params.parts)
        return [{"rows": list(span), "ranges": ranges} for span in each]

    def run_part(
        self, ctx: Context, params: LinearParams, inputs: Mapping[str, InputTable], part: Any
    ) -> Any:
        table = inputs["data"]
        first, last = part["rows"]
        ranges = part.get("ranges")
        spec = spec_of(ctx, table, params, ranges)
        return {**parts.gather(ctx, table, spec, (first, last)), "ranges": ranges}

    def combine(
        self,
        ctx: Context,
        params: LinearParams,
        inputs: Mapping[str, InputTable],
        states: Sequence[Any],
    ) -> Result:
        table = inputs["data"]
        spec = spec_of(ctx, table, params, states[0].get("ranges"))
        rows = CleanRows(ctx, table, spec, passes=1, states=states)
        once = rapid.enough(params, table.rows * spec.width)
        drawn = rapid.Drawn(0, ctx.seed) if once else None  # parts hand on no rows to plot
        return _answer(ctx, params, rows, drawn)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return model.load(path)


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
    fitted, found = once or _twice(ctx, params, rows, fitted)
    figures = estimates(fitted, found, params.confidence)
    model.save(ctx, fitted, found, figures, report.units_of(table))
    return report.result(table, fitted, found, figures)


def _twice(
    ctx: Context, params: LinearParams, rows: CleanRows, fitted: Fit
) -> tuple[Fit, Diagnostics]:
    """With the residuals looked at in a second reading, which corrects the coefficients."""
    with fitted_table(ctx, fitted, wanted=params.keep_fitted) as keep:
        found = diagnose(
            rows,
            fitted,
            seed=ctx.seed,
            errors=params.errors,
            keep=keep,
            order=order_of(rows.table),
        )
    return (fitted if fitted.refined else fitted.moved(found.step)), found

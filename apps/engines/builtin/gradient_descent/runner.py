"""Runs ``regression.gradient_descent``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from apps.core.messages import msg
from apps.engines.builtin.gradient_descent import compare
from apps.engines.builtin.gradient_descent.descent import Descent, Outcome, Problem
from apps.engines.builtin.gradient_descent.manifest import DescentParams
from apps.engines.builtin.linear import model, report
from apps.engines.builtin.linear.data import CleanRows
from apps.engines.builtin.linear.diagnostics import diagnose
from apps.engines.builtin.linear.estimate import estimates
from apps.engines.builtin.linear.fit import Fit, fit
from apps.engines.builtin.linear.fitted import fitted_table
from apps.engines.builtin.linear.order import order_of
from apps.engines.builtin.linear.roles import spec_of
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.terms.smear import Smear
from apps.engines.contract import Context, InputTable, Predictor, Refusal
from apps.engines.result import Result

MOST_BYTES = 4 * 1024**3


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: DescentParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        quiet = _Quiet(ctx)  # the bar shows the epochs, not the passes of the exact solution
        rows = CleanRows(quiet, table, spec_of(quiet, table, params))
        exact = fit(rows, drop_redundant=params.redundant == "leave_out")
        lengths = _lengths(exact)
        torch.set_num_threads(max(1, ctx.threads))
        outcome = Descent(ctx, params, _problem(ctx, rows, exact, lengths)).run()
        found = _descended(exact, _in_frame(outcome, exact, lengths))
        with fitted_table(ctx, found, wanted=params.keep_fitted) as keep:
            smear = Smear(found, keep)
            checks = diagnose(
                rows,
                found,
                seed=ctx.seed,
                errors=params.errors,
                keep=smear.keep,
                order=order_of(table),
            )
        figures = estimates(found, checks, params.confidence)
        model.save(ctx, found, checks, figures, report.units_of(table), smear.factors)
        far = compare.distance(found, exact, figures)
        extra = compare.blocks(found, exact, outcome, far, params)
        answer = report.result(table, found, checks, figures, extra=extra, smear=smear.factors)
        return answer.model_copy(
            update={"summary": {**answer.summary, **compare.summary(outcome, far)}}
        )

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return model.load(path)


class _Quiet:
    """The context without its progress."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ctx, name)

    def progress(self, done: float, total: float, note: Any = None) -> None:
        return


def _lengths(fit_: Fit) -> Floats:
    """(p + m,) root mean squares of the basis columns, targets about their mean."""
    total = np.sqrt(fit_.scan.total_weight)
    first = int(fit_.frame.intercept)
    columns = np.linalg.norm(fit_.r[first:], axis=0) / total
    if first:
        columns[0] = 1.0
    targets = np.sqrt(fit_.tss) / fit_.target_scale / total
    lengths = np.concatenate([columns, targets])
    return np.where(lengths > 0, lengths, 1.0)


def _problem(ctx: Context, rows: CleanRows, exact: Fit, lengths: Floats) -> Problem:
    if rows.scan.used * len(lengths) * 8 > MOST_BYTES:
        raise Refusal(
            msg("The table is too large to descend on: {rows} rows.", rows=rows.scan.used),
            fix=msg("Use least squares, which reads it in batches and is exact."),
        )
    dtype = torch.float32 if ctx.device.startswith("mps") else torch.float64
    basis, weights = [], []
    for block in rows.blocks(msg("Standardising")):
        basis.append(exact.frame.rows(block) / lengths)
        weights.append(block.w)
    w = np.concatenate(weights)
    p = exact.unknowns
    tensor = torch.from_numpy(np.concatenate(basis)).to(ctx.device, dtype)
    spread = exact.r / lengths[:p] / np.sqrt(exact.scan.total_weight)
    return Problem(
        z=tensor[:, :p].contiguous(),
        y=tensor[:, p:].contiguous(),
        w=torch.from_numpy(w / w.mean())[:, None].to(ctx.device, dtype),
        steepest=float(np.linalg.norm(spread, 2) ** 2) if p else 0.0,
    )


def _descended(exact: Fit, beta: Floats) -> Fit:
    """The fit with the coefficients of the descent, and how far off they are."""
    found = replace(exact, beta=beta, rest=None)
    return replace(found, off=np.abs(found.coefficients - exact.coefficients))


def _in_frame(outcome: Outcome, exact: Fit, lengths: Floats) -> Floats:
    """Standardised coefficients as those of the fit's own basis."""
    p = exact.unknowns
    theta = outcome.theta.numpy()
    return np.asarray(theta * lengths[p:] / lengths[:p, None])

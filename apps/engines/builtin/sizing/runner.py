"""Runs ``markets.sizing``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.country_names import named
from apps.engines.builtin.sizing import report
from apps.engines.builtin.sizing.assumptions import read
from apps.engines.builtin.sizing.findings import find
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` but for ``load``: a sizing predicts nothing."""

    def run(self, ctx: Context, params: SizingParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        return named(report.result(find(ctx, read(table, params), params)), table, "market")

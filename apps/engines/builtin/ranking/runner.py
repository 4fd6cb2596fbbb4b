"""Runs ``markets.ranking``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.country_names import named
from apps.engines.builtin.ranking import report
from apps.engines.builtin.ranking.data import read
from apps.engines.builtin.ranking.findings import find
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` but for ``load``: a ranking predicts nothing."""

    def run(self, ctx: Context, params: RankingParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        return named(report.result(find(ctx, read(table, params), params)), table, "market")

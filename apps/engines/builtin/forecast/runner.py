"""Runs ``markets.forecast``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin import series
from apps.engines.builtin.country_names import named
from apps.engines.builtin.forecast import kept, report
from apps.engines.builtin.forecast.params import ForecastParams
from apps.engines.builtin.forecast.study import conduct
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` but for ``load``: the forecast is kept as a table."""

    def run(self, ctx: Context, params: ForecastParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        read = series.read(ctx, table, gaps=params.gaps, repeats=params.repeats)
        study = conduct(ctx, read, params)
        kept.save(ctx, study)
        return named(report.result(study), table, "market")

"""Runs ``markets.choice``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.choice import market, report
from apps.engines.builtin.choice.data import read
from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.builtin.choice.study import conduct
from apps.engines.builtin.country_names import named
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner`` but for ``load``: a choice is of a whole set, not of a row."""

    def run(self, ctx: Context, params: ChoiceParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        study = conduct(ctx, read(ctx, table, params), params)
        return named(report.result(study, market.find(study)), table, "alternative")

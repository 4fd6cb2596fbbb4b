"""Runs ``effects.release``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.country_names import named
from apps.engines.builtin.release_effect import panel, report
from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.builtin.release_effect.study import conduct
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: ReleaseParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        study = conduct(ctx, panel.read(ctx, table, params), params)
        return named(report.result(study), table, "market")

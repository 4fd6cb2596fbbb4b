"""Runs ``markets.gravity``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.country_names import named
from apps.engines.builtin.gravity import model, potential, report
from apps.engines.builtin.gravity.data import read
from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.builtin.gravity.predictor import GravityPredictor
from apps.engines.builtin.gravity.study import conduct
from apps.engines.builtin.known_names import settled
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: GravityParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        flows = read(ctx, table, params)
        study = conduct(ctx, flows, settled(params, "home", flows.origin))
        ctx.check_cancelled()
        ctx.progress(3, 4, msg("Holding flows against what is expected"))
        found = potential.find(study)
        model.save(ctx, study, found)
        return named(report.result(table, study, found), table, "origin", "destination")

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return GravityPredictor(model.load(path))

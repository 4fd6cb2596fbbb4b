"""Runs ``regression.response``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.country_names import named
from apps.engines.builtin.response import frame, model, report
from apps.engines.builtin.response.conduct import conduct
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.predictor import ResponsePredictor
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: ResponseParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        study = conduct(ctx, frame.read(ctx, table, params), params)
        model.save(ctx, study, report.units_of(table).get(study.quantity, ""))
        return named(report.result(table, study), table, "market")

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return ResponsePredictor(model.load(path))

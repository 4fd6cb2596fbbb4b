"""Runs ``text.regress``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.text.exports import Exports
from apps.engines.builtin.text.params import RegressParams
from apps.engines.builtin.text.runner import Kind, execute
from apps.engines.builtin.text.saved import SavedNumber
from apps.engines.builtin.text_regress.predictor import NumberPredictor
from apps.engines.builtin.text_regress.report import NumberReport, keep
from apps.engines.builtin.text_regress.task import NumberTask
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner(Exports):
    """Satisfies ``exporting.ExportingRunner``."""

    def run(self, ctx: Context, params: RegressParams, inputs: Mapping[str, InputTable]) -> Result:
        return execute(ctx, params, inputs, Kind(NumberTask(params), NumberReport(), keep))

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return NumberPredictor.opened(SavedNumber, path, runtime)

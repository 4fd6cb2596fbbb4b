"""Runs ``text.intent``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.text.exports import Exports
from apps.engines.builtin.text.params import IntentParams
from apps.engines.builtin.text.runner import Kind, execute
from apps.engines.builtin.text.saved import SavedIntents
from apps.engines.builtin.text_intent.predictor import IntentPredictor
from apps.engines.builtin.text_intent.report import IntentReport, arrays, keep
from apps.engines.builtin.text_intent.task import IntentTask
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner(Exports):
    """Satisfies ``exporting.ExportingRunner``."""

    def run(self, ctx: Context, params: IntentParams, inputs: Mapping[str, InputTable]) -> Result:
        task = IntentTask(params)
        kind = Kind(task, IntentReport(), keep, arrays, load=self.load, outside=task.outside)
        return execute(ctx, params, inputs, kind)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return IntentPredictor.opened(SavedIntents, path, runtime)

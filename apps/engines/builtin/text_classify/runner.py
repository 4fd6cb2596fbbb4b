"""Runs ``text.classify``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.runner import Kind, execute
from apps.engines.builtin.text.saved import SavedClasses
from apps.engines.builtin.text_classify.single.predictor import ClassPredictor
from apps.engines.builtin.text_classify.single.report import ClassReport, keep
from apps.engines.builtin.text_classify.single.task import ClassTask
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: ClassifyParams, inputs: Mapping[str, InputTable]) -> Result:
        return execute(ctx, params, inputs["data"], Kind(ClassTask(params), ClassReport(), keep))

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return ClassPredictor.opened(SavedClasses, path, runtime)

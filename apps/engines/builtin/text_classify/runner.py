"""Runs ``text.classify``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.text import saved
from apps.engines.builtin.text.beside import Load
from apps.engines.builtin.text.exports import Exports
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.runner import Kind, execute
from apps.engines.builtin.text_classify.multilabel import report as multilabel_report
from apps.engines.builtin.text_classify.multilabel.evaluation import LabelEvaluation
from apps.engines.builtin.text_classify.multilabel.predictor import LabelPredictor
from apps.engines.builtin.text_classify.multilabel.report import LabelReport
from apps.engines.builtin.text_classify.multilabel.task import LabelTask
from apps.engines.builtin.text_classify.single import report as single_report
from apps.engines.builtin.text_classify.single.evaluation import ClassEvaluation
from apps.engines.builtin.text_classify.single.predictor import ClassPredictor
from apps.engines.builtin.text_classify.single.report import ClassReport
from apps.engines.builtin.text_classify.single.task import ClassTask
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner(Exports):
    """Satisfies ``exporting.ExportingRunner``: one class, or several labels, as the parameters
    say.
    """

    def run(self, ctx: Context, params: ClassifyParams, inputs: Mapping[str, InputTable]) -> Result:
        if params.labels_each == "several":
            return execute(ctx, params, inputs, _several(params, self.load))
        return execute(ctx, params, inputs, _one(params, self.load))

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        if saved.task_of(path) == LabelReport.task:
            return LabelPredictor.opened(saved.SavedLabels, path, runtime)
        return ClassPredictor.opened(saved.SavedClasses, path, runtime)


def _one(params: ClassifyParams, load: Load) -> Kind[ClassEvaluation]:
    return Kind(ClassTask(params), ClassReport(), single_report.keep, load=load)


def _several(params: ClassifyParams, load: Load) -> Kind[LabelEvaluation]:
    return Kind(LabelTask(params), LabelReport(), multilabel_report.keep, load=load)

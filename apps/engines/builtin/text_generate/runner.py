"""Runs ``text.generate``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text.runner import deliver
from apps.engines.builtin.text_generate import saved
from apps.engines.builtin.text_generate.evaluation import AnswerEvaluation
from apps.engines.builtin.text_generate.params import GenerateParams
from apps.engines.builtin.text_generate.predictor import AnswerPredictor
from apps.engines.builtin.text_generate.report import AnswerReport
from apps.engines.builtin.text_generate.run import WriterRun
from apps.engines.builtin.text_generate.saved import SavedWriter
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: GenerateParams, inputs: Mapping[str, InputTable]) -> Result:
        outcome = WriterRun(ctx, params, inputs["data"]).whole()
        ctx.progress(1, 1, msg("Writing the report"))
        report, folder = AnswerReport(), ctx.output_dir / "model"
        kept = _kept(outcome.facts, outcome.writer.hidden, params)
        saved.save(folder, kept, outcome.writer, outcome.prompts)
        deliver(ctx, folder, outcome.facts, report)
        return report.result(outcome.facts)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return AnswerPredictor.opened(path, runtime)


def _kept(facts: Facts[AnswerEvaluation], width: int, params: GenerateParams) -> SavedWriter:
    """What prediction needs."""
    return SavedWriter(
        task=AnswerReport.task,
        text=facts.text,
        label=facts.label,
        base=facts.base.id,
        base_hash=facts.base_hash,
        prefix="",
        method=params.method,
        rank=params.rank,
        steps=facts.steps,
        max_tokens=facts.max_tokens,
        width=width,
        template=params.template,
        answer_tokens=facts.evaluation.way.answer_tokens,
        temperature=params.temperature,
    )

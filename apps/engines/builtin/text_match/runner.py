"""Runs ``text.match``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.engines.builtin.text.exports import Exports
from apps.engines.builtin.text.params import MatchParams
from apps.engines.builtin.text.runner import Kind, execute
from apps.engines.builtin.text_match import report, targets
from apps.engines.builtin.text_match.kinds import LabelTask, PairsTask, ScoreTask
from apps.engines.builtin.text_match.predictor import MatchPredictor
from apps.engines.builtin.text_match.saved import SavedMatch
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner(Exports):
    """Satisfies ``exporting.ExportingRunner``: the cells of the table say what kind of pairs it
    holds.
    """

    def run(self, ctx: Context, params: MatchParams, inputs: Mapping[str, InputTable]) -> Result:
        ctx.check_cancelled()
        kind = targets.kind_of(inputs["data"])
        if kind == "label":
            labels = Kind(LabelTask(params), report.LabelReport(), report.keep_labels)
            return execute(ctx, params, inputs, labels)
        if kind == "score":
            scores = Kind(ScoreTask(params), report.ScoreReport(), report.keep_scores)
            return execute(ctx, params, inputs, scores)
        pairs = Kind(PairsTask(params), report.PairsReport(), report.keep_pairs)
        return execute(ctx, params, inputs, pairs)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return MatchPredictor.opened(SavedMatch, path, runtime)

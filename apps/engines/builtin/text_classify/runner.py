"""Runs ``text.classify``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.text import card, predictor, report, saved
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.run import Outcome, Run
from apps.engines.contract import Context, InputTable, Predictor
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: ClassifyParams, inputs: Mapping[str, InputTable]) -> Result:
        table = inputs["data"]
        outcome = Run(ctx, params, table).whole()
        text, label = table.roles["text"][0], table.roles["label"][0]
        ctx.progress(1, 1, msg("Writing the report"))
        self._save(ctx, outcome, text, label)
        return report.result(outcome.facts, text=text, label=label)

    def _save(self, ctx: Context, outcome: Outcome, text: str, label: str) -> None:
        facts = outcome.facts
        folder = ctx.output_dir / "model"
        about = saved.SavedText(
            task="classify",
            text=text,
            label=label,
            labels=facts.labels,
            temperature=facts.evaluation.temperature,
            base=facts.base.id,
            base_hash=facts.base_hash,
            prefix=facts.base.prefix,
            method=facts.params.method,
            rank=facts.params.rank,
            steps=facts.steps,
            max_tokens=facts.max_tokens,
            width=outcome.model.head.in_features,
        )
        saved.save(folder, about, outcome.model, outcome.tokens)
        for file in sorted(folder.iterdir()):
            ctx.save_artifact(f"model/{file.name}", file)
        for name, content in (
            ("card.md", card.markdown(facts, text=text, label=label)),
            ("test-predictions.csv", report.predictions_csv(facts)),
        ):
            path = ctx.output_dir / name
            path.write_text(content, encoding="utf-8")
            ctx.save_artifact(name, path)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        return predictor.load(path, runtime)

"""What every engine with a text encoder does. Imported in a job's child only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from apps.core.messages import msg
from apps.engines.builtin.text import rehearsal, saved
from apps.engines.builtin.text.beside import SLOT, Load, Other
from apps.engines.builtin.text.facts import E, Facts, Outcome
from apps.engines.builtin.text.names import TO_CHECK
from apps.engines.builtin.text.params import TextParams
from apps.engines.builtin.text.report import Report
from apps.engines.builtin.text.run import Run
from apps.engines.builtin.text.task import Task
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


@dataclass(frozen=True)
class Kind(Generic[E]):
    """A kind of target: how it is learned, told and kept.

    ``keep`` makes what is saved of the facts, given the members that all saved models have;
    ``more`` are arrays to save beside the weights. ``load`` opens another model to be compared
    with, and ``outside`` is what the table calls a row that no class fits.
    """

    task: Task[E]
    report: Report[E]
    keep: Callable[[Facts[E], dict[str, Any]], saved.SavedText]
    more: Callable[[Facts[E]], saved.Arrays] | None = None
    load: Load | None = None
    outside: str = ""


def execute(
    ctx: Context, params: TextParams, inputs: Mapping[str, InputTable], kind: Kind[E]
) -> Result:
    """Train, judge, save and report. Raises ``Refusal`` for data that cannot be learned from, and
    for a model that cannot be compared with.
    """
    run = Run(ctx, params, inputs["data"], kind.task)
    if kind.load and SLOT in inputs:
        run.other = Other(
            inputs[SLOT].path, kind.load, ctx, task=kind.report.task, outside=kind.outside
        )
    if params.rehearsal:
        return rehearsal.result(run.rehearsed(), kind.report.task)
    outcome = run.whole()
    ctx.progress(1, 1, msg("Writing the report"))
    _save(ctx, outcome, kind)
    return kind.report.result(outcome.facts)


def _save(ctx: Context, outcome: Outcome[E], kind: Kind[E]) -> None:
    facts = outcome.facts
    folder = ctx.output_dir / "model"
    kept = kind.keep(facts, {"task": kind.report.task, **saved.common(outcome)})
    more = kind.more(facts) if kind.more else None
    saved.save(folder, kept, outcome.model, outcome.tokens, more, outcome.known)
    deliver(ctx, folder, facts, kind.report)


def deliver(ctx: Context, folder: Path, facts: Facts[E], report: Report[E]) -> None:
    """Keep the saved model in ``folder``, its card, and what it said of the test rows."""
    for file in sorted(folder.iterdir()):
        ctx.save_artifact(f"model/{file.name}", file)
    texts = {
        "card.md": report.card(facts),
        "test-predictions.csv": report.predictions_csv(facts),
    }
    doubtful = report.to_check(facts)
    if doubtful:
        texts[TO_CHECK] = json.dumps(doubtful, ensure_ascii=False)
    for name, content in texts.items():
        path = ctx.output_dir / name
        path.write_text(content, encoding="utf-8")
        ctx.save_artifact(name, path)

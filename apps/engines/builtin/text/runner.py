"""What every engine with a text encoder does. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from apps.core.messages import msg
from apps.engines.builtin.text import rehearsal, saved
from apps.engines.builtin.text.facts import E, Facts, Outcome
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
    ``more`` are arrays to save beside the weights.
    """

    task: Task[E]
    report: Report[E]
    keep: Callable[[Facts[E], dict[str, Any]], saved.SavedText]
    more: Callable[[Facts[E]], saved.Arrays] | None = None


def execute(ctx: Context, params: TextParams, table: InputTable, kind: Kind[E]) -> Result:
    """Train, judge, save and report. Raises ``Refusal`` for data that cannot be learned from."""
    run = Run(ctx, params, table, kind.task)
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
    saved.save(folder, kept, outcome.model, outcome.tokens, more)
    deliver(ctx, folder, facts, kind.report)


def deliver(ctx: Context, folder: Path, facts: Facts[E], report: Report[E]) -> None:
    """Keep the saved model in ``folder``, its card, and what it said of the test rows."""
    for file in sorted(folder.iterdir()):
        ctx.save_artifact(f"model/{file.name}", file)
    for name, content in (
        ("card.md", report.card(facts)),
        ("test-predictions.csv", report.predictions_csv(facts)),
    ):
        path = ctx.output_dir / name
        path.write_text(content, encoding="utf-8")
        ctx.save_artifact(name, path)

"""A trial of a search in this process, told as the job layer tells it but for what is measured."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from apps.engines import dividing, registry
from apps.engines.contract import Engine, Pruned, Refusal
from apps.engines.searching import thinned
from apps.engines.testing.doubles import MemoryContext, MemoryTable
from apps.engines.trials import Trial, TrialRecord


def runner_of(engine: Engine) -> Any:
    """A new runner of the engine."""
    module, _, name = engine.runner.partition(":")
    return getattr(importlib.import_module(module), name)()


def target_of(search: Engine, params: Any) -> Engine:
    """The engine that the trials of ``search`` run."""
    key = search.target(params)
    return registry.get(key) if key and key != search.key else search


def run_trial(
    search: Engine,
    params: Any,
    trial: Trial,
    inputs: Mapping[str, MemoryTable],
    ctx: MemoryContext,
    **known: Any,
) -> TrialRecord:
    """Run ``trial`` in ``ctx``, whose folder must outlive the search; ``known`` are its number and
    round.
    """
    target = target_of(search, params)
    told: dict[str, Any] = {**known, "params": trial.params}
    try:
        asked = target.Params.model_validate(trial.params)
        told["params"] = asked.model_dump(mode="json")
        result = dividing.run_or_whole(runner_of(target), ctx, asked, inputs)
    except Pruned as pruned:
        told |= {"state": "cancelled", "pruned": True, "reason": pruned.reason}
    except Refusal as refusal:
        told |= {"state": "refused", "reason": refusal.issue.message}
    else:
        files = {name: path for name, path in ctx.artifacts.items() if name in search.reads}
        told |= {"state": "succeeded", "summary": result.summary, "files": files}
    return TrialRecord(**told, curves=_curves(ctx))


def _curves(ctx: MemoryContext) -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = {}
    for name, step, value in ctx.metrics:
        found.setdefault(name, []).append((step, value))
    return {name: thinned(points) for name, points in found.items()}

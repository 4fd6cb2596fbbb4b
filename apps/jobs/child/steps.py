"""What a child is asked to do: a whole run, a prediction, or one step of a divided run.

Each step answers with what belongs into ``result.json`` besides its outcome.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, overload

from apps.engines import dividing, searching
from apps.engines.contract import Engine, PredictParams
from apps.engines.result import Result
from apps.engines.trials import TrialRecord
from apps.jobs.child.context import RunContext
from apps.jobs.child.journal import write_json

Answer = dict[str, Any]
Work = Callable[[], Answer]
VALUE = "state.json"  # a part's state that is a JSON value; what else it keeps may not be called so
FILE = "state-file"  # one that is a file, before the file's own suffix
NEEDED = {
    "plan": ("plan", "run_part", "combine"),
    "part": ("run_part",),
    "combine": ("combine",),
    "propose": ("propose", "combine"),
}


def work_of(
    spec: dict[str, Any], ctx: RunContext, engine: type[Engine], runner: Any, inputs: Any
) -> Work:
    """The call that does the work of ``spec['task']``."""
    step = spec["task"]
    lacking = dividing.missing_methods(runner, NEEDED.get(step, ()))
    if lacking:
        raise TypeError(f"the runner of '{engine.key}' has no method {', '.join(lacking)}")
    if step == "predict":
        return _predict(spec, ctx, runner, inputs)
    params = engine.Params.model_validate(spec["params"])
    asked = (runner, ctx, params, inputs)
    steps: dict[str, Work] = {
        "run": lambda: whole(dividing.run_or_whole(*asked), ctx),
        "plan": lambda: _plan(spec, *asked),
        "part": lambda: _part(spec, *asked),
        "combine": lambda: whole(runner.combine(ctx, params, inputs, States(spec["states"])), ctx),
        "propose": lambda: _propose(spec, *asked),
    }
    return steps[step]


def whole(result: Any, ctx: RunContext) -> Answer:
    """The answer of a step that ends its job."""
    answer = dump(result)
    ctx.keep_tracks()
    return {"outcome": "succeeded", "result": answer, "artifacts": _kept(ctx)}


def dump(result: Any) -> Any:
    if not hasattr(result, "model_dump"):
        raise TypeError(f"the runner returned {type(result).__name__}, not a Result")
    return json.loads(result.model_dump_json())  # by way of text: NaN and ∞ become null


def _kept(ctx: RunContext) -> dict[str, str]:
    return {name: str(path) for name, path in ctx.artifacts.items()}


def _predict(spec: dict[str, Any], ctx: RunContext, runner: Any, inputs: Any) -> Work:
    asked = PredictParams.model_validate(spec["params"])
    predictor = runner.load(inputs["model"].path, {"device": ctx.device, "threads": ctx.threads})
    return lambda: whole(predictor.predict(asked.rows), ctx)


def _plan(spec: dict[str, Any], runner: Any, ctx: RunContext, params: Any, inputs: Any) -> Answer:
    parts = dividing.as_parts(runner.plan(ctx, params, inputs), spec["parts_left"])
    return _planned(ctx, {"parts": parts})


def _part(spec: dict[str, Any], runner: Any, ctx: RunContext, params: Any, inputs: Any) -> Answer:
    state = dividing.as_state(runner.run_part(ctx, params, inputs, spec["part"]))
    taken = [name for name in ctx.artifacts if is_state(name)]
    if taken:
        raise ValueError(f"a part keeps its state as '{taken[0]}': no other file may be called so")
    if isinstance(state, Path):
        kept, name = state, f"{FILE}{state.suffix}"
    else:
        kept, name = ctx.output_dir / VALUE, VALUE
        write_json(kept, json.dumps(state, allow_nan=False))
    ctx.save_artifact(name, kept)
    return {"outcome": "succeeded", "result": None, "state": name, "artifacts": _kept(ctx)}


def is_state(name: str) -> bool:
    """Whether an artefact of a part is its state."""
    path = PurePosixPath(name)
    return name == VALUE or (len(path.parts) == 1 and path.stem == FILE)


def _propose(
    spec: dict[str, Any], runner: Any, ctx: RunContext, params: Any, inputs: Any
) -> Answer:
    told = json.loads(Path(spec["history"]).read_text(encoding="utf-8"))
    history = [TrialRecord.model_validate(one) for one in told]
    left = spec["parts_left"]
    trials = searching.as_trials(runner.propose(ctx, params, inputs, history)) if left > 0 else []
    if len(trials) > left:
        ctx.log(f"{len(trials)} trials were proposed and {left} are left", "warning")
    if trials:
        return _planned(ctx, {"trials": [one.model_dump(mode="json") for one in trials[:left]]})
    result = runner.combine(ctx, params, inputs, history)
    if left <= 0 and isinstance(result, Result):
        result.blocks.append(searching.too_many(len(history)))
    return whole(result, ctx)


def _planned(ctx: RunContext, what: Mapping[str, Any]) -> Answer:
    if ctx.artifacts:
        raise ValueError("plan and propose keep no files: what parts need goes into their JSON")
    return {"outcome": "planned", **dividing.as_json(what)}


class States(Sequence[Any]):
    """The states of the parts in their order, each read when it is asked for."""

    def __init__(self, kept: Sequence[Mapping[str, str]]) -> None:
        self._kept = kept

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return States(self._kept[place])
        path = Path(self._kept[place]["path"])
        if self._kept[place]["name"] != VALUE:
            return path
        return json.loads(path.read_text(encoding="utf-8"))

    def __iter__(self) -> Iterator[Any]:
        return (self[place] for place in range(len(self)))

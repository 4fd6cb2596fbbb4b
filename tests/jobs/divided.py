"""Engines that come apart, and engines that search. The child imports this module too."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark, msg
from apps.engines import searching
from apps.engines.contract import (
    Context,
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    Refusal,
    Resources,
    RoleSpec,
)
from apps.engines.result import Result, Tile, Tiles, Warning
from apps.engines.trials import Bound, Trial, TrialRecord


class MomentsParams(BaseModel):
    """Into how many parts, and what should go wrong where (tests)."""

    model_config = ConfigDict(extra="forbid")

    parts: int = Field(4, ge=1, le=5_000, title=mark("Parts"), description=mark("How many."))
    act: str = Field("", title=mark("Act"), description=mark("What goes wrong."))
    at: str = Field("", title=mark("At"), description=mark("In which step or part."))
    seconds: float = Field(0.0, title=mark("Seconds"), description=mark("How long a part takes."))
    files: str = Field("", title=mark("Files"), description=mark("Suffix of states as files."))


class MomentsEngine(Engine):
    """Mean and variance of a column, by parts of its rows that are put together exactly."""

    key = "toy.moments"
    version = "1"
    label = mark("Toy moments")
    Params = MomentsParams
    runner = "tests.jobs.divided:MomentsRunner"
    divisible = True
    warm = True
    inputs = (
        InputSlot(
            key="data",
            label=mark("Data"),
            roles=(RoleSpec(key="target", label=mark("Target")),),
        ),
    )


class MomentsRunner:
    """Rows are summed in blocks of one size whatever the parts, so that sums do not differ."""

    def plan(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> list[Any]:
        rows = inputs["data"].rows
        if not rows:
            raise Refusal(msg("The table is empty."))
        act(ctx, params, "plan")
        if params.act == "large":
            return [{"rows": "x" * 70_000}]
        count = min(params.parts, rows)
        edges = [rows * place // count for place in range(count + 1)]
        return [{"rows": [edges[place], edges[place + 1]]} for place in range(count)]

    def run_part(self, ctx: Context, params: Any, inputs: Mapping[str, Any], part: Any) -> Any:
        import numpy as np

        first, last = part["rows"]
        ctx.check_cancelled()
        act(ctx, params, str(first))
        wait(ctx, params.seconds)
        table = inputs["data"]
        values = table.numbers(table.roles["target"])[first:last, 0]
        kept = values[~np.isnan(values)]
        ctx.log(f"rows {first} to {last}")
        ctx.progress(1, 1)
        state = {"values": [float(value) for value in kept], "missing": len(values) - len(kept)}
        if not params.files:
            return state
        path: Path = ctx.output_dir / f"values.{params.files}"
        if params.files == "json":
            path.write_text(json.dumps(state), encoding="utf-8")
        else:
            np.savez(path, values=kept, missing=state["missing"])
        return path

    def combine(
        self, ctx: Context, params: Any, inputs: Mapping[str, Any], states: Sequence[Any]
    ) -> Result:
        import numpy as np

        act(ctx, params, "combine")
        ctx.progress(1, 1)
        read = [self._read(state) for state in states]
        values = np.sort(np.concatenate([values for values, _missing in read]))
        missing = sum(missing for _values, missing in read)
        warnings = [
            Warning(code="missing", message=msg("{count} rows have no value.", count=missing))
        ]
        model = ctx.output_dir / "values.csv"
        np.savetxt(model, values)
        ctx.save_artifact("values.csv", model)
        return Result(
            headline=msg("The mean is {mean}.", mean=float(values.mean())),
            blocks=[
                Tiles(items=[Tile(label=msg("Parts"), value=str(len(states)))]),
                *(warnings if missing else []),
            ],
            summary={
                "mean": float(values.mean()), "var": float(values.var()), "rows": len(values),
            },
        )  # fmt: skip

    @staticmethod
    def _read(state: Any) -> tuple[Any, int]:
        import numpy as np

        if isinstance(state, Path) and state.suffix == ".json":
            state = json.loads(state.read_text(encoding="utf-8"))
        if isinstance(state, Path):
            with np.load(state) as kept:
                return kept["values"], int(kept["missing"])
        return np.array(state["values"]), state["missing"]


class OrderParams(BaseModel):
    """``count`` parts; what goes wrong where."""

    count: int = Field(3, title=mark("Count"))
    act: str = ""
    at: str = ""
    seconds: float = 0.0


class OrderEngine(Engine):
    """Its result is the list of its states: their order shows. Takes no input."""

    key = "toy.order"
    version = "1"
    label = mark("Toy order")
    Params = OrderParams
    runner = "tests.jobs.divided:OrderRunner"
    divisible = True
    warm = True


class GpuOrderEngine(OrderEngine):
    key = "toy.gpu_order"

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(device="gpu required")


class OrderRunner:
    def plan(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> list[Any]:
        act(ctx, params, "plan")
        return list(range(params.count))

    def run_part(self, ctx: Context, params: Any, inputs: Mapping[str, Any], part: Any) -> Any:
        act(ctx, params, str(part))
        wait(ctx, params.seconds)
        return {"part": part, "seed": ctx.seed}

    def combine(
        self, ctx: Context, params: Any, inputs: Mapping[str, Any], states: Sequence[Any]
    ) -> Result:
        act(ctx, params, "combine")
        wait(ctx, params.seconds)
        seeds = {state["seed"] for state in states}
        return Result(
            headline=msg("Done."),
            summary={"parts": [state["part"] for state in states], "seeds": len(seeds)},
        )


class SquareParams(BaseModel):
    """A search of the lowest (x − 3)², by halving; and what a trial does."""

    model_config = ConfigDict(extra="forbid")

    rounds: int = Field(3, title=mark("Rounds"))
    width: int = Field(2, title=mark("Trials of a round"))
    target: str = ""
    x: float = 0.0
    bad: str = ""  # in the first trial: 'refuse', 'fail', 'unknown'
    prune: bool = False
    seconds: float = 0.0


class SquareEngine(Engine):
    """Searches, and is its own trial."""

    key = "toy.square"
    version = "1"
    label = mark("Toy square")
    Params = SquareParams
    runner = "tests.jobs.divided:SquareRunner"
    searches = True
    warm = True

    def target(self, params: Any) -> str:
        return str(params.target)

    def validate(self, params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        if params.x > 100:
            return [Issue(message=msg("x is too large."), field="x")]
        return []


class OtherSquareEngine(SquareEngine):
    key = "toy.square2"


class ReadingSquareEngine(SquareEngine):
    """Each trial leaves a file that the search reads."""

    key = "toy.square_files"
    runner = "tests.jobs.divided:ReadingSquareRunner"
    reads = ("loss.txt", "nothing.txt")


class SquareRunner:
    def propose(
        self,
        ctx: Context,
        params: Any,
        inputs: Mapping[str, Any],
        history: Sequence[TrialRecord],
    ) -> list[Any] | None:
        ctx.check_cancelled()
        ctx.progress(len(history), params.rounds * params.width)
        ctx.log(f"told {[trial.number for trial in history]}")
        round_ = 1 + max((trial.round for trial in history), default=0)
        if round_ > params.rounds:
            return None
        first = searching.best(history, "loss")
        centre = float(first.params["x"]) if first else 0.0
        places = [centre + step / round_ for step in range(1, params.width + 1)]
        return [self._trial(params, place, number) for number, place in enumerate(places)]

    def _trial(self, params: Any, x: float, number: int) -> Any:
        said: dict[str, Any] = {"x": x, "seconds": params.seconds}
        if number == 0 and params.bad:
            said = {"nothing": 1} if params.bad == "unknown" else said | {"bad": params.bad}
        if number == 0 and params.bad == "large":
            said["x"] = 1000
        bounds = [Bound(metric="loss", step=2, worst=4.5)] if params.prune else []
        return Trial(params=said, bounds=bounds)

    def run(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> Result:
        if params.bad == "refuse":
            raise Refusal(msg("This x cannot be used."))
        if params.bad == "fail":
            raise RuntimeError("secret detail of the trial")
        loss = (params.x - 3) ** 2
        for step in range(5):
            ctx.metric("loss", step, loss + 1 / (step + 1))
            ctx.progress(step + 1, 5)
            wait(ctx, params.seconds)
        return Result(headline=msg("Done."), summary={"loss": loss, "x": params.x})

    def combine(
        self,
        ctx: Context,
        params: Any,
        inputs: Mapping[str, Any],
        history: Sequence[TrialRecord],
    ) -> Result:
        result = searching.report(history, "loss")
        result.summary["history"] = [trial.model_dump(mode="json") for trial in history]
        return result


class ReadingSquareRunner(SquareRunner):
    def run(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> Result:
        result = super().run(ctx, params, inputs)
        for name in ("loss.txt", "other.txt"):
            path = ctx.output_dir / name
            path.write_text(str(result.summary["loss"]))
            ctx.save_artifact(name, path)
        return result

    def combine(
        self,
        ctx: Context,
        params: Any,
        inputs: Mapping[str, Any],
        history: Sequence[TrialRecord],
    ) -> Result:
        result = searching.report(history, "loss")
        files = [{name: path.read_text() for name, path in one.files.items()} for one in history]
        result.summary.update(files=files, models=[history[-1].number])
        return result


def wait(ctx: Context, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ctx.check_cancelled()
        time.sleep(0.01)


def act(ctx: Context, params: Any, here: str) -> None:
    """What ``params.act`` says, in the step or part that ``params.at`` names."""
    if params.at != here:
        return
    if params.act == "refuse":
        raise Refusal(msg("Row {row} is empty.", row=3), fix=msg("Delete it."))
    if params.act == "fail":
        raise RuntimeError("secret detail of the part")
    if params.act == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if params.act == "file":
        path = ctx.output_dir / "x.txt"
        path.write_text("x")
        ctx.save_artifact("x.txt", path)


DIVIDED = (
    MomentsEngine, OrderEngine, GpuOrderEngine, SquareEngine, OtherSquareEngine,
    ReadingSquareEngine,
)  # fmt: skip

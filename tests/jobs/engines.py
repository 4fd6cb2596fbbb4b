"""Engines that behave in every way that a job must survive. Registered by the ``toys`` fixture.

The module is imported by the child too, so it knows nothing of Django.
"""

from __future__ import annotations

import ctypes
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark, msg
from apps.engines.contract import (
    Context,
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    PredictedRow,
    Prediction,
    PredictionColumn,
    Refusal,
    Resources,
    RoleSpec,
)
from apps.engines.result import PredictField, Result, Tile, Tiles
from tests.jobs.divided import DIVIDED

OWNER = "apps.tests"


class SumParams(BaseModel):
    """Parameters of every kind that a form must draw."""

    model_config = ConfigDict(extra="forbid")

    count: int = Field(3, ge=1, le=1_000, title=mark("Count"), description=mark("How many."))
    scale: float = Field(1.0, gt=0, title=mark("Scale"), json_schema_extra={"unit": "kg"})
    mode: Literal["plain", "double"] = Field("plain", title=mark("Mode"))
    label: str | None = Field(None, max_length=20, title=mark("Label"))
    noisy: bool = Field(False, title=mark("Noisy"))
    weights: list[float] = Field([], max_length=5, title=mark("Weights"))
    seed: int | None = Field(None, ge=0, title=mark("Seed"))


class SumEngine(Engine):
    """Adds random numbers: short, warm, repeatable under its seed, and may be asked later."""

    key = "toy.sum"
    version = "1.2"
    label = mark("Toy sum")
    Params = SumParams
    runner = "tests.jobs.engines:SumRunner"
    warm = True
    predicts = True

    def validate(self, params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        if params.mode == "double" and params.noisy:
            return [Issue(message=msg("Doubling and noise do not go together."), field="noisy")]
        return []


class SumRunner:
    def run(self, ctx: Context, params: SumParams, inputs: Mapping[str, Any]) -> Result:
        import numpy as np

        draws = np.random.default_rng(ctx.seed).normal(size=params.count) * params.scale
        total = float(draws.sum()) * (2 if params.mode == "double" else 1)
        for step, value in enumerate(draws):
            ctx.metric("draw", step, float(value))
            ctx.progress(step + 1, params.count, msg("Step {n}", n=step + 1))
        ctx.log("added up")
        model = ctx.output_dir / "model"
        model.mkdir()
        (model / "total.txt").write_text(repr(total))
        ctx.save_artifact("model", model)
        return Result(
            headline=msg("The sum is {total}.", total=total),
            blocks=[Tiles(items=[Tile(label=msg("Sum"), value=f"{total:.3f}")])],
            summary={"total": total, "pid": os.getpid()} if params.noisy else {"total": total},
            predict_fields=[PredictField(name="x")],
        )

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Any:
        return SumPredictor(float((path / "total.txt").read_text()))


class SumPredictor:
    def __init__(self, total: float) -> None:
        self.total = total

    def predict(self, rows: Any) -> Prediction:
        return Prediction(
            columns=[PredictionColumn(key="y", label=msg("y"), role="point")],
            rows=[PredictedRow(values={"y": self.total + float(row["x"])}) for row in rows],
        )


class TableEngine(Engine):
    """Needs a table with a target and predictors."""

    key = "toy.table"
    version = "1"
    label = mark("Toy table")
    runner = "tests.jobs.engines:TableRunner"
    inputs = (
        InputSlot(
            key="data",
            label=mark("Data"),
            roles=(
                RoleSpec(key="target", label=mark("Target")),
                RoleSpec(key="predictors", label=mark("Predictors"), maximum=3),
            ),
        ),
    )

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(memory_bytes=profiles["data"].bytes)


class TableRunner:
    def run(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> Result:
        table = inputs["data"]
        values = table.numbers([*table.roles["target"], *table.roles["predictors"]])
        return Result(headline=msg("Done."), summary={"sum": float(values.sum())})


class ActParams(BaseModel):
    """What the misbehaving engine should do."""

    act: str = Field("nothing", title=mark("Act"))
    seconds: float = 30
    count: int = 0


class ActEngine(Engine):
    """Does what ``act`` says; each act is a function below."""

    key = "toy.act"
    version = "1"
    label = mark("Toy act")
    Params = ActParams
    runner = "tests.jobs.engines:ActRunner"
    supports_resume = True


class WarmActEngine(ActEngine):
    key = "toy.warm_act"
    warm = True


class SlowStartEngine(ActEngine):
    """Its runner takes half a minute to import: the job stays 'starting' for as long."""

    key = "toy.slow_start"
    runner = "tests.jobs.slow_runner:SlowRunner"


class GpuEngine(ActEngine):
    key = "toy.gpu"

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(device="gpu required")


class HeavyEngine(ActEngine):
    key = "toy.heavy"

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(seconds=600)


class ActRunner:
    def run(self, ctx: Context, params: ActParams, inputs: Mapping[str, Any]) -> Result:
        ctx.log(f"act {params.act}")
        summary = ACTS[params.act](ctx, params)
        return Result(headline=msg("Done."), summary=summary or {})


def polite(ctx: Context, params: ActParams) -> None:
    end = time.monotonic() + params.seconds
    while time.monotonic() < end:
        ctx.check_cancelled()
        time.sleep(0.01)


def native(ctx: Context, params: ActParams) -> None:
    """One native call of many seconds that holds the interpreter's lock: no Python code can run."""
    math.factorial(20_000_000)


def stubborn(ctx: Context, params: ActParams) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end = time.monotonic() + params.seconds
    while time.monotonic() < end:
        pass


def hog(ctx: Context, params: ActParams) -> None:
    held = []
    for _ in range(200):
        held.append(bytearray(os.urandom(1024) * 10 * 1024))
        time.sleep(0.05)


def out_of_memory(ctx: Context, params: ActParams) -> None:
    raise MemoryError


def write(ctx: Context, params: ActParams) -> None:
    for number in range(params.count or 2):
        path = ctx.output_dir / f"part{number}.csv"
        path.write_text(f"a,b\n{number},2\n")
        ctx.save_artifact(f"tables/part{number}.csv", path)


def bad_name(ctx: Context, params: ActParams) -> None:
    path = ctx.output_dir / "x"
    path.write_text("x")
    ctx.save_artifact("../../x", path)


def steps(ctx: Context, params: ActParams) -> dict[str, Any]:
    """Counts to ``count`` with a checkpoint after each step; resumes where it was."""
    done = int(ctx.resume_from.read_text()) if ctx.resume_from else 0
    first = done
    while done < params.count and not ctx.should_stop_and_save():
        ctx.check_cancelled()
        time.sleep(params.seconds)
        done += 1
        ctx.progress(done, params.count)
        path = ctx.checkpoint_dir / f"step{done}"
        path.write_text(str(done))
        ctx.checkpoint(path)
    return {"done": done, "first": first}


def show(ctx: Context, params: ActParams) -> dict[str, Any]:
    """Says something, moves on and draws a point with every step."""
    for step in range(params.count):
        ctx.check_cancelled()
        ctx.log(f"step {step}")
        ctx.metric("loss", step, 1 / (step + 1))
        ctx.progress(step, params.count)
        time.sleep(params.seconds)
    return {"done": params.count}


def talk(ctx: Context, params: ActParams) -> None:
    print("said with print")  # noqa: T201
    print("said to stderr", file=sys.stderr)  # noqa: T201
    os.write(1, b"said by native code\n")
    ctx.log("a warning", "warning")
    ctx.log("two\nlines")


def flood(ctx: Context, params: ActParams) -> None:
    for number in range(params.count):
        ctx.log(f"line {number}")


def print_flood(ctx: Context, params: ActParams) -> None:
    for _ in range(params.count):
        os.write(1, b"x" * 1000 + b"\n")


def curve(ctx: Context, params: ActParams) -> None:
    for step in range(params.count):
        ctx.metric("loss", step, 1 / (step + 1))
    ctx.metric("bad", 0, float("nan"))


def fail(ctx: Context, params: ActParams) -> None:
    raise RuntimeError("secret detail of the failure")


def refuse(ctx: Context, params: ActParams) -> None:
    raise Refusal(msg("Row {row} is empty.", row=3), fix=msg("Delete it."), field="data")


def segfault(ctx: Context, params: ActParams) -> None:
    ctypes.string_at(0)


def vanish(ctx: Context, params: ActParams) -> None:
    os._exit(0)


def be_killed(ctx: Context, params: ActParams) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def disk_full(ctx: Context, params: ActParams) -> None:
    raise OSError(28, "No space left on device")


def offspring(ctx: Context, params: ActParams) -> None:
    """Starts a process of its own and hangs."""
    started = subprocess.Popen(["sleep", "60"])
    ctx.log(f"started {started.pid}")
    time.sleep(params.seconds)


def environment(ctx: Context, params: ActParams) -> dict[str, Any]:
    modules = [name for name in ("django", "celery", "torch") if name in sys.modules]
    session = Path("/proc/self/autogroup")
    return {
        "env": dict(os.environ),
        "modules": modules,
        "cwd": str(Path.cwd()),
        "pid": os.getpid(),
        "nice": os.nice(0),
        "session": int(session.read_text().split()[-1]) if session.exists() else None,
    }


def last_words(ctx: Context, params: ActParams) -> None:
    """Four megabytes in one breath, and the end."""
    print("\n".join(["x" * 100_000] * 40))  # noqa: T201 - that is what is tested
    print("that was all")  # noqa: T201 - likewise


def nothing(ctx: Context, params: ActParams) -> None:
    return None


ACTS = {
    function.__name__: function
    for function in (
        polite, native, stubborn, hog, out_of_memory, write, bad_name, steps, show, talk, flood,
        print_flood, curve, fail, refuse, segfault, vanish, be_killed, disk_full, offspring,
        environment, last_words, nothing,
    )
}  # fmt: skip


class NotAResultEngine(Engine):
    key = "toy.not_a_result"
    version = "1"
    label = mark("Toy not a result")
    runner = "tests.jobs.engines:NotAResultRunner"


class NotAResultRunner:
    def run(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> Any:
        return {"headline": "no"}


TOYS = (
    SumEngine, TableEngine, ActEngine, WarmActEngine, SlowStartEngine, GpuEngine, HeavyEngine,
    NotAResultEngine, *DIVIDED,
)  # fmt: skip

"""An engine with curves that dies in mid-run and goes on from its checkpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from apps.core.messages import mark, msg
from apps.engines.contract import Context, Engine
from apps.engines.result import Result

EVERY = 4  # steps from checkpoint to checkpoint


class LearnParams(BaseModel):
    """``dies`` has, for each attempt, the step after which it fails; 0: it does not."""

    steps: int = 10
    dies: list[int] = []


class LearnEngine(Engine):
    key = "toy.learn"
    version = "1"
    label = mark("Toy learner")
    Params = LearnParams
    runner = "tests.jobs.learning:LearnRunner"
    supports_resume = True


class LearnRunner:
    def run(self, ctx: Context, params: LearnParams, inputs: Mapping[str, Any]) -> Result:
        first = int(ctx.resume_from.read_text()) if ctx.resume_from else 0
        if not first:
            ctx.metric("rows", 0, 120.0)  # said once, before any checkpoint
        dies = params.dies.pop(0) if params.dies else 0
        for step in range(first + 1, params.steps + 1):
            ctx.metric("loss", step, 1 / step)
            ctx.progress(step, params.steps)
            if step % EVERY == 0:
                path = ctx.checkpoint_dir / f"step{step}"
                path.write_text(str(step))
                ctx.checkpoint(path)
            if step == dies:
                raise RuntimeError("out it goes")
        return Result(headline=msg("Done."), summary={"accuracy": {"value": 0.75}, "rows": 120})

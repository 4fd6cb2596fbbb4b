"""Engines for faults that the toys of the jobs' tests do not have. The child imports this too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.messages import msg
from apps.engines.contract import Context
from apps.engines.result import Result
from tests.jobs.engines import ActEngine, ActParams


class FillEngine(ActEngine):
    """Keeps a file of ``count`` bytes."""

    key = "toy.fill"
    runner = "tests.faults.engines:FillRunner"


class FillRunner:
    def run(self, ctx: Context, params: ActParams, inputs: Mapping[str, Any]) -> Result:
        path = ctx.output_dir / "big.bin"
        with path.open("wb") as file:
            for _ in range(params.count // 4096):
                file.write(b"x" * 4096)
        ctx.save_artifact("small.txt", _small(ctx))
        ctx.save_artifact("zzz/big.bin", path)
        return Result(headline=msg("Done."))


def _small(ctx: Context) -> Any:
    path = ctx.output_dir / "small.txt"
    path.write_text("small")
    return path


FAULTY = (FillEngine,)

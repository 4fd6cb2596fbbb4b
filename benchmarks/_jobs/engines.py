"""The computations that are timed: a short least-squares fit, and one that needs torch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.messages import mark, msg
from apps.engines.contract import Context, Engine
from apps.engines.result import Result

ROWS, COLUMNS = 2_000, 6


def fit(seed: int) -> float:
    """Residual sum of squares of a random problem of 2,000 rows and 6 columns."""
    import numpy as np

    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(ROWS, COLUMNS)), rng.normal(size=ROWS)
    return float(np.linalg.lstsq(a, b, rcond=None)[1][0])


class ShortFit(Engine):
    key = "bench.fit"
    version = "1"
    label = mark("Short fit")
    runner = "benchmarks._jobs.engines:ShortRunner"
    warm = True


class ShortRunner:
    def run(self, ctx: Context, params: Any, inputs: Mapping[str, Any]) -> Result:
        return Result(headline=msg("Done."), summary={"rss": fit(ctx.seed)})


class TorchStart(Engine):
    key = "bench.torch"
    version = "1"
    label = mark("Torch start")
    runner = "benchmarks._jobs.torch_runner:TorchRunner"


ENGINES = (ShortFit, TorchStart)


def register() -> None:
    """Known to the benchmark's own web and worker processes only."""
    from apps.engines import registry

    for engine in ENGINES:
        registry.register(engine(), owner="apps.benchmarks")

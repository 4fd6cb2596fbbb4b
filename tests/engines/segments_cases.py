"""Tables of rows with and without segments for the tests of ``markets.segments``."""

import numpy as np
import polars
import pytest
from threadpoolctl import threadpool_limits

from apps.engines.builtin.segments import choosing, gap, stability
from apps.engines.builtin.segments.params import SegmentsParams
from apps.engines.builtin.segments.runner import Runner
from apps.engines.testing import MemoryContext, MemoryTable

QUICK = {"most": 3}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """One thread, as the engine computes, and fewer splits, references and bootstrap samples: what
    is asserted needs no more. Tests import it.
    """
    for function, name, count in (
        (choosing.choose, "splits", 3),
        (gap.gap, "references", 5),
        (stability.bootstrap, "draws", 8),
    ):
        assert name in function.__kwdefaults__
        monkeypatch.setitem(function.__kwdefaults__, name, count)
    with threadpool_limits(limits=1):
        yield


def of(x, names=None, **columns):
    """A table of an array, or of columns by name."""
    found = {f"m{j}": x[:, j].tolist() for j in range(x.shape[1])} | columns
    measures = [name for name in found if name != "name"]
    roles = {"measures": measures}
    if names is not None:
        found["name"], roles["name"] = list(names), ["name"]
    return MemoryTable(found, roles)


def run(root, table, **params):
    ctx = MemoryContext(root, seed=3)
    result = Runner().run(ctx, SegmentsParams(**params), {"data": table})
    rows = polars.read_parquet(ctx.artifacts["segments.parquet"])
    return result, rows, Runner().load(ctx.model_dir, {})


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


def planted(seed=0, each=30, centres=((0, 0), (8, 0), (0, 8))):
    rng = np.random.default_rng(seed)
    middle = np.repeat(np.array(centres, dtype=float), each, axis=0)
    return middle + rng.normal(size=middle.shape), np.repeat(np.arange(len(centres)), each)

"""Panels for the tests of ``regression.transfer``."""

import numpy as np

from apps.engines.builtin.transfer.mixed import Moments
from apps.engines.builtin.transfer.params import TransferParams
from apps.engines.builtin.transfer.runner import Runner
from apps.engines.testing import MemoryContext, MemoryTable

ROLES = {"market": ["market"], "period": ["month"], "target": ["demand"], "predictors": ["price"]}


def simulated(rng, sizes, *, tau=(1.0, 0.5), noise=0.5, draw=None):
    """[(X, y)] for each market: intercept 1, slope 2, both different by market."""
    draw = draw or rng.normal
    found = []
    for size in sizes:
        x = np.column_stack([np.ones(size), rng.normal(size=size) + rng.normal()])
        own = np.array([1.0, 2.0]) + np.array(tau) * draw(size=2)
        found.append((x, x @ own + noise * draw(size=size)))
    return found


def moments(panel):
    inner = [np.column_stack([x, y]) for x, y in panel]
    return Moments(
        np.array([one.T @ one for one in inner]), np.array([float(len(one)) for one in inner])
    )


def columns(panel):
    """The panel as columns of a table; markets are A, B, C, …"""
    names = [chr(65 + i // 26) + chr(65 + i % 26) for i in range(len(panel))]
    return {
        "market": [name for name, (x, _) in zip(names, panel, strict=True) for _ in x],
        "month": [month for x, _ in panel for month in range(1, len(x) + 1)],
        "demand": [float(v) for _, y in panel for v in y],
        "price": [float(v) for x, _ in panel for v in x[:, 1]],
    }


def table(markets=8, periods=6, seed=3, roles=ROLES, **options):
    panel = simulated(np.random.default_rng(seed), [periods] * markets, **options)
    return MemoryTable(columns(panel), roles, units={"demand": "t"})


def run(root, data, **params):
    ctx = MemoryContext(root, seed=5)
    result = Runner().run(ctx, TransferParams(**params), {"data": data})
    return result, Runner().load(ctx.model_dir, {})

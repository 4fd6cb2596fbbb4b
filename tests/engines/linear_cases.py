"""Helpers for the tests of linear models."""

import numpy as np

from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.testing import MemoryContext, MemoryTable


def fit(
    root, data, target, predictors, *, weights=None, labels=None, cluster=None, roles=None, **params
):
    """(result, predictor) of a least-squares run on columns in memory."""
    more = {role: [name] for role, name in (roles or {}).items()}
    roles = {"target": target, "predictors": predictors, **more}
    roles |= {"weights": [weights]} if weights else {}
    roles |= {"labels": [labels]} if labels else {}
    roles |= {"cluster": [cluster]} if cluster else {}
    ctx = MemoryContext(root)
    result = Runner().run(ctx, LinearParams(**params), {"data": MemoryTable(data, roles)})
    return result, Runner().load(ctx.model_dir, {})


def column(summary, name, place=0):
    """One figure of all coefficients, intercept first."""
    return np.array([c[name] for c in summary["targets"][place]["coefficients"]], dtype=float)


def codes(result):
    return [block.code for block in result.blocks if block.kind == "warning"]


def warning(result, code):
    return next(b for b in result.blocks if b.kind == "warning" and b.code == code)


def block(result, key):
    return next(b for b in result.blocks if getattr(b, "key", "") == key)

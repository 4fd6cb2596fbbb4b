"""Runs of ``markets.forecast`` for its tests, with real fits or in the place of them."""

import numpy as np
import pytest

from apps.engines.builtin.forecast import rolling, study
from apps.engines.builtin.forecast.methods import Forecasts, naive
from apps.engines.builtin.forecast.params import ForecastParams
from apps.engines.builtin.forecast.runner import Runner
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryContext, MemoryTable

ROLES = {"market": ["market"], "period": ["quarter"], "value": ["demand"]}
ALONE = ROLES | {"market": []}
ONE = {"period": ["period"], "value": ["value"]}


def of_values(values, periods=None):
    named = periods or [
        f"{2000 + place // 12}-{place % 12 + 1:02d}" for place in range(len(values))
    ]
    return MemoryTable({"period": named, "value": [float(v) for v in values]}, ONE)


def run(root, data, **params):
    ctx = MemoryContext(root, seed=5)
    return Runner().run(ctx, ForecastParams(**params), {"data": data}), ctx


def refused(root, data, **params):
    with pytest.raises(Refusal) as caught:
        run(root, data, **params)
    return caught.value.issue


def cheap(y, season, horizon):
    """In the place of ETS and Theta: the mean so far, a drift, and their mean."""
    mean, drift = (
        np.full(horizon, y.mean()),
        y[-1] + np.arange(1, horizon + 1) * (y[-1] - y[0]) / (len(y) - 1),
    )
    points = np.array([naive(y, season, horizon), mean, drift, (mean + drift) / 2])
    return Forecasts(points, "ETS(A,N,N)")


def fitted_by(patch, fit):
    """Until ``patch`` is undone, ``fit`` stands in the place of all methods."""
    rolled = rolling.roll
    patch.setattr(study, "forecast", fit)
    patch.setattr(study, "roll", lambda y, m, h, told: rolled(y, m, h, told, fit))

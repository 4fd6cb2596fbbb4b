"""regression.least_squares keeps every promise of the engine contract."""

import numpy as np

from apps.engines.builtin.least_squares.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable


def table(rows=40, seed=5):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 2))
    y = 3 + x @ [1.5, -2] + rng.normal(scale=0.3, size=rows)
    return MemoryTable(
        {"y": y.tolist(), "x1": x[:, 0].tolist(), "x2": x[:, 1].tolist()},
        {"target": ["y"], "predictors": ["x1", "x2"]},
    )


class TestLeastSquares(EngineContractTests):
    engine = ENGINE
    params = {"keep_fitted": True}
    bad_params = (
        {"confidence": 1.0},
        {"confidence": "often"},
        {"missing": "guess"},
        {"weights_mean": "both"},
        {"errors": "robust"},
        {"parts": 0},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.lights", "apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        return {"data": table()}


class TestLeastSquaresByGroup(TestLeastSquares):
    """Errors by group, of whole rows that are streamed in no particular order."""

    params = {"errors": "cluster"}

    def inputs(self):
        data = table()
        columns = {**data.data, "land": [f"land {place % 9}" for place in range(data.rows)]}
        return {"data": MemoryTable(columns, {**data.roles, "cluster": ["land"]})}

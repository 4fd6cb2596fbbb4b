"""markets.segments keeps every promise of the engine contract."""

import numpy as np

from apps.engines.builtin.segments.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable
from tests.engines.segments_cases import quick  # noqa: F401


def table():
    rng = np.random.default_rng(4)
    place = np.repeat([[0.0, 0.0], [9.0, 1.0], [4.0, 9.0]], 14, axis=0)
    x = place + rng.normal(size=place.shape)
    return MemoryTable(
        {
            "orders": x[:, 0].tolist(),
            "income": np.exp(x[:, 1] / 4).tolist(),
            "shop": [f"shop {row}" for row in range(len(x))],
        },
        {"measures": ["orders"], "logs": ["income"], "name": ["shop"]},
        units={"income": "USD"},
    )


class TestSegments(EngineContractTests):
    engine = ENGINE
    params = {"most": 3}
    bad_params = (
        {"segments": 1},
        {"most": 21},
        {"scaling": "rank"},
        {"missing": "guess"},
        {"sure": 1.0},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.builtin.segments", "apps.engines.builtin.linear")

    def inputs(self):
        return {"data": table()}

    def prediction_rows(self):
        return [{"orders": 0.0, "income": 1.0}, {"orders": 9.0, "income": 1.3},
                {"orders": 60.0, "income": 900.0}]  # fmt: skip

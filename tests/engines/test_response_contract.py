"""regression.response keeps every promise of the engine contract."""

import numpy as np

from apps.engines.builtin.response.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable
from tests.engines import response_cases


class TestResponse(EngineContractTests):
    engine = ENGINE
    params = {"unit_cost": 1.0, "saturation": "hill", "season": "cycle", "cycle": 4}
    bad_params = (
        {"confidence": 1.0},
        {"form": "cubic"},
        {"unit_cost": -1},
        {"price_now": 0},
        {"hill_shape": 9},
        {"errors": "white"},
        {"no_such_parameter": 1},
    )
    # row order may change a search by rounding
    tolerance = 1e-5
    message_packages = ("apps.engines.builtin.response",)

    def inputs(self):
        rng = np.random.default_rng(4)
        data = response_cases.panel(rng, markets=3, weeks=40)
        return {"data": MemoryTable(data, response_cases.ROLES, units=response_cases.UNITS)}

    def prediction_rows(self):
        return [
            {"market": "M01", "price": 2.5, "promo": 1, "tv": 100.0},
            {"market": "Nowhere", "price": 3.0, "promo": 0, "tv": 0.0},
            {"price": 20.0, "promo": 0, "tv": 50.0},
        ]

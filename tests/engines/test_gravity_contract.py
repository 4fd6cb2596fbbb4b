"""markets.gravity keeps every promise of the engine contract."""

from apps.engines.builtin.gravity.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.engines import gravity_cases


class TestGravity(EngineContractTests):
    engine = ENGINE
    params = {"home": "P01", "fixed_effects": "both"}
    bad_params = (
        {"confidence": 1.0},
        {"fixed_effects": "pair"},
        {"errors": "HC3"},
        {"separation": "ignore"},
        {"home": "x" * 201},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.builtin.gravity", "apps.engines.tables")

    def inputs(self):
        return {"data": gravity_cases.table()}

    def prediction_rows(self):
        return [
            {"from": "P01", "to": "P02", "distance": 100.0, "border": 1},
            {"from": "P02", "to": "P05", "distance": 400.0, "border": 0},
            {"from": "P02", "to": "nowhere", "distance": 400.0, "border": 0},
        ]

"""markets.choice keeps every promise of the engine contract."""

from apps.engines.builtin.choice.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.engines import choice_cases


class TestChoice(EngineContractTests):
    engine = ENGINE
    params = {"own": "Beta", "changed": "Beta", "joins_like": "Alpha", "joins_with": "price = 30"}
    bad_params = (
        {"confidence": 1.0},
        {"chosen_as": "ranks"},
        {"errors": "HC1"},
        {"change": -101},
        {"own": "x" * 201},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.builtin.choice", "apps.engines.tables")

    def inputs(self):
        return {"data": choice_cases.table()}

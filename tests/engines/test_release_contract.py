"""effects.release keeps every promise of the engine contract."""

from apps.engines.builtin.release_effect.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.engines import release_cases


class TestRelease(EngineContractTests):
    engine = ENGINE
    bad_params = (
        {"confidence": 1.0},
        {"method": "guess"},
        {"outcome": "sum"},
        {"transition": -1},
        {"release": "x" * 5001},
        {"no_such_parameter": 1},
    )
    tolerance = 1e-6
    message_packages = ("apps.engines.builtin.release_effect", "apps.engines.lights")

    def inputs(self):
        return {"data": release_cases.table(markets=4, months=18, start=8)}

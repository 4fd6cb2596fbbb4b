"""markets.adoption keeps every promise of the engine contract."""

from apps.engines.builtin.adoption.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable
from tests.engines import series_cases


class TestAdoption(EngineContractTests):
    engine = ENGINE
    params = {"horizon": 4}
    bad_params = (
        {"values": "total"},
        {"potential": 0},
        {"potential": float("inf")},
        {"horizon": 0},
        {"confidence": 1.0},
        {"no_such_parameter": 1},
    )
    message_packages = (
        "apps.engines.builtin.adoption",
        "apps.engines.builtin.series",
        "apps.engines.builtin.series_report",
    )
    tolerance = 1e-6

    def inputs(self):
        roles = {"market": ["market"], "period": ["year"], "value": ["sales"]}
        return {"data": MemoryTable(series_cases.durables(), roles, units={"sales": "thousand"})}

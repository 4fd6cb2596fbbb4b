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
        """One market with its potential, which asks for no further periods, and one without."""
        data = series_cases.durables()
        given = {"air conditioners": 19_000.0, "televisions": None}
        data["potential"] = [given[market] for market in data["market"]]
        roles = {name: [name] for name in ("market", "potential")}
        roles |= {"period": ["year"], "value": ["sales"]}
        return {"data": MemoryTable(data, roles, units={"sales": "thousand"})}

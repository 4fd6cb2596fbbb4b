"""markets.ranking keeps every promise of the engine contract."""

from apps.engines.builtin.ranking.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable

SCALES = "income; 1000; 100000; +; 2; log; World Bank\ngrowth; -2; 8\ntariff; 0; 20; +"


def table():
    return MemoryTable(
        {
            "market": ["Chile", "Peru", "Japan", "Kenya", "Austria"],
            "income": [17000.0, 8000.0, 40000.0, None, 55000.0],
            "growth": [2.5, 3.0, 1.0, 5.2, 0.7],
            "tariff": [6.0, 2.4, 4.0, 13.0, None],
            "growth low": [2.0, 2.0, 0.5, 4.0, 0.1],
            "growth high": [3.5, 4.0, 1.5, 6.0, 1.4],
        },
        {
            "market": ["market"],
            "attractiveness": ["income", "growth"],
            "difficulty": ["tariff"],
            "low": ["growth low"],
            "high": ["growth high"],
        },
    )


class TestRanking(EngineContractTests):
    engine = ENGINE
    params = {"scales": SCALES, "draws": 500, "home": "China", "computed": ["distance", "language"]}
    bad_params = (
        {"k": 0},
        {"attractiveness_share": 1.5},
        {"concentration": 0},
        {"computed": ["flight time"]},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        return {"data": table()}

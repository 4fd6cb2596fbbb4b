"""markets.sizing keeps every promise of the engine contract."""

from apps.engines.builtin.sizing.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable

COLUMNS = ("market", "name", "way", "level", "low", "likely", "high", "unit", "source", "year")
ROWS = (
    ("Peru", "households", "top-down", "TAM", 9e6, 10e6, 10.5e6, "", "INEI", 2024),
    ("Chile", "households", "top-down", "TAM", 6e6, 6.5e6, 7e6, "", "INE", 2024),
    ("", "spend", "top-down", "TAM", 4.0, 6.0, 9.0, "USD", "survey", 2025),
    ("", "reached", "top-down", "SAM", 20.0, 30.0, 45.0, "%", "", None),
    ("Peru", "shops", "bottom-up", "TAM", 800.0, 1000.0, 1500.0, "", "census", 2019),
    ("Chile", "shops", "bottom-up", "TAM", 700.0, 900.0, 1000.0, "", "census", 2023),
    ("", "sales of a shop", "bottom-up", "TAM", None, 30000.0, None, "USD", "audit", 2024),
)


def table(rows=ROWS):
    data = {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}
    return MemoryTable(data, {name: [name] for name in COLUMNS})


class TestSizing(EngineContractTests):
    engine = ENGINE
    params = {"year": 2026, "draws": 1024, "unit": "USD a year"}
    bad_params = (
        {"focus": "TOM"},
        {"bottom_up": "from_sam"},
        {"draws": 10},
        {"year": "soon"},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        return {"data": table()}

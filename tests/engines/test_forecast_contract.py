"""markets.forecast keeps every promise of the engine contract."""

import pytest

from apps.engines.builtin.forecast.manifest import ENGINE
from apps.engines.testing import EngineContractTests, MemoryTable
from tests.engines import series_cases

pytestmark = pytest.mark.models
pytest.importorskip("statsforecast")


class TestForecast(EngineContractTests):
    engine = ENGINE
    params = {"horizon": 2, "season": 1}
    bad_params = (
        {"horizon": 0},
        {"method": "prophet"},
        {"season": 0},
        {"confidence": 1.0},
        {"gaps": "guess"},
        {"no_such_parameter": 1},
    )
    message_packages = (
        "apps.engines.builtin.forecast",
        "apps.engines.builtin.series",
        "apps.engines.builtin.series_report",
    )

    def inputs(self):
        data = series_cases.quarters(markets=("Japan", "Kenya"), count=14)
        roles = {"market": ["market"], "period": ["quarter"], "value": ["demand"]}
        return {"data": MemoryTable(data, roles, units={"demand": "units"})}

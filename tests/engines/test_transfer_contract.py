"""regression.transfer keeps every promise of the engine contract."""

from apps.engines.builtin.transfer.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.engines import transfer_cases


class TestTransfer(EngineContractTests):
    engine = ENGINE
    params = {"market": "AB"}
    bad_params = (
        {"confidence": 1.0},
        {"slopes": "some"},
        {"missing": "guess"},
        {"market": "x" * 201},
        {"no_such_parameter": 1},
    )
    message_packages = ("apps.engines.builtin", "apps.engines.tables")

    def inputs(self):
        return {"data": transfer_cases.table()}

    def prediction_rows(self):
        return [{"market": "AB", "price": 0.5}, {"market": "AC", "price": 1.0}, {"price": -1.0}]

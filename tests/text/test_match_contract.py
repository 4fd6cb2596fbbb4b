"""text.match keeps every promise of the engine contract, on a tiny random model."""

import pytest

from apps.engines.builtin.text_match.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.text import tiny

pytestmark = pytest.mark.models
pytest.importorskip("peft")


class TestTextMatch(EngineContractTests):
    engine = ENGINE
    params = {"base": "folder:tiny", "epochs": 2, "batch_size": 16, "learning_rate": 1e-3}
    bad_params = (
        {"method": "magic"},
        {"way": "both"},
        {"aim": "magic"},
        {"class_weights": True},
        {"no_such_parameter": 1},
    )
    tolerance = 1e-5
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_match",
        "apps.engines.tables",
    )
    stop_after = 3

    def inputs(self):
        return {"data": tiny.pairs(48)}

    def prediction_rows(self):
        return [
            {"one": "my parcel", "other": "late courier again"},
            {"one": "very cheap fabric and scratch", "other": "cost"},
            {"one": "cost", "other": "money"},
        ]

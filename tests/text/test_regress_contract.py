"""text.regress keeps every promise of the engine contract, on a tiny random model."""

import pytest

from apps.engines.builtin.text_regress.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.text import tiny

pytestmark = pytest.mark.models
pytest.importorskip("peft")


class TestTextRegress(EngineContractTests):
    engine = ENGINE
    params = {"base": "folder:tiny", "epochs": 2, "batch_size": 16, "learning_rate": 1e-3}
    bad_params = (
        {"method": "magic"},
        {"confidence": 1},
        {"confidence": 0.1},
        {"class_weights": True},
        {"no_such_parameter": 1},
    )
    tolerance = 1e-5
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_regress",
        "apps.engines.tables",
    )
    stop_after = 3

    def inputs(self):
        return {"data": tiny.tickets(40)}

    def prediction_rows(self):
        return [
            {"ticket": "my parcel"},
            {"ticket": "very cheap fabric and scratch"},
            {"ticket": "cost"},
        ]

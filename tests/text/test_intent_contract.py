"""text.intent keeps every promise of the engine contract, on a tiny random model."""

import pytest

from apps.engines.builtin.text_intent.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.text import tiny

pytestmark = pytest.mark.models
pytest.importorskip("peft")


class TestTextIntent(EngineContractTests):
    engine = ENGINE
    params = {
        "base": "folder:tiny", "epochs": 2, "batch_size": 16, "learning_rate": 1e-3,
        "outside": "oos",
    }  # fmt: skip
    bad_params = (
        {"method": "magic"},
        {"kept": 1},
        {"kept": 0.5},
        {"labels_each": "several"},
        {"no_such_parameter": 1},
    )
    tolerance = 1e-5
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_classify",
        "apps.engines.builtin.text_intent",
        "apps.engines.tables",
    )
    stop_after = 3

    def inputs(self):
        return {"data": tiny.asks(60)}

    def prediction_rows(self):
        return [
            {"question": "my parcel late"},
            {"question": "very cheap fabric and scratch"},
            {"question": "the my was very"},
        ]

"""text.classify keeps every promise of the engine contract, on a tiny random model."""

import pytest

from apps.engines.builtin.text_classify.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.text import tiny

pytestmark = pytest.mark.models
pytest.importorskip("peft")


class TestTextClassify(EngineContractTests):
    engine = ENGINE
    params = {"base": "folder:tiny", "epochs": 2, "batch_size": 16, "learning_rate": 1e-3}
    bad_params = (
        {"method": "magic"},
        {"epochs": 0},
        {"learning_rate": -1},
        {"test_share": 0.5},
        {"label_smoothing": 1},
        {"no_such_parameter": 1},
    )
    tolerance = 1e-6
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_classify",
        "apps.engines.tables",
    )
    stop_after = 5

    def inputs(self):
        return {"data": tiny.reviews(60)}

    def prediction_rows(self):
        return [
            {"review": "my parcel"},
            {"review": "very cheap fabric and scratch"},
            {"review": "cost"},
        ]

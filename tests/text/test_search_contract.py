"""text.search and text.search_numbers keep every promise of the engine contract."""

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")
pytest.importorskip("optuna")

from apps.engines.builtin.text_search.manifest import CLASSIFIERS, NUMBERS  # noqa: E402
from apps.engines.testing import EngineContractTests  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = {
    "base": "folder:tiny",
    "methods": ["lora"],
    "tuned": ["learning_rate", "rank", "dropout"],
    "trials": 3,
    "at_once": 2,
    "epochs": 1,
    "batch_size": 32,
}
PACKAGES = (
    "apps.engines.searching",
    "apps.engines.builtin.text",
    "apps.engines.builtin.text_search",
)


@pytest.mark.soak
class TestSearchClassifiers(EngineContractTests):
    engine = CLASSIFIERS
    params = QUICK
    bad_params = (
        {"methods": []},
        {"methods": ["probe"]},
        {"tuned": []},
        {"tuned": ["seed"]},
        {"trials": 1},
        {"at_once": 0},
        {"rehearsal": True},
    )
    tolerance = 1e-6
    message_packages = PACKAGES

    def inputs(self):
        return {"data": tiny.reviews(45)}


@pytest.mark.soak  # the same runner as above, with other figures
class TestSearchNumbers(EngineContractTests):
    engine = NUMBERS
    params = QUICK
    bad_params = ({"tuned": ["label_smoothing"]}, {"trials": 1000})
    tolerance = 1e-5
    message_packages = PACKAGES

    def inputs(self):
        return {"data": tiny.tickets(40)}

"""text.compare and text.compare_numbers keep every promise of the engine contract."""

import pytest

from apps.engines.builtin.text_compare.manifest import CLASSIFIERS, NUMBERS
from apps.engines.testing import EngineContractTests
from tests.text import tiny

pytestmark = pytest.mark.models
pytest.importorskip("peft")

QUICK = {
    "base": "folder:tiny",
    "methods": ["lora", "probe"],
    "epochs": 1,
    "batch_size": 32,
    "learning_rate": 1e-3,
}
PACKAGES = (
    "apps.engines.searching",
    "apps.engines.builtin.text",
    "apps.engines.builtin.text_compare",
)


class TestCompareClassifiers(EngineContractTests):
    engine = CLASSIFIERS
    params = QUICK
    bad_params = (
        {"methods": ["lora"]},
        {"methods": ["lora", "magic"]},
        {"margin": -0.1},
        {"method": "lora"},
        {"rehearsal": True},
    )
    tolerance = 1e-6
    message_packages = PACKAGES

    def inputs(self):
        return {"data": tiny.reviews(45)}


@pytest.mark.soak  # the same runner as above, with other figures
class TestCompareNumbers(EngineContractTests):
    engine = NUMBERS
    params = QUICK
    bad_params = ({"methods": []}, {"margin": 2}, {"label_smoothing": 0.1})
    tolerance = 1e-5
    message_packages = PACKAGES

    def inputs(self):
        return {"data": tiny.tickets(40)}

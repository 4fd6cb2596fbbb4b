"""text.generate keeps every promise of the engine contract, on a tiny random model."""

import pytest

from apps.engines.builtin.text_generate.manifest import ENGINE
from apps.engines.testing import EngineContractTests
from tests.text import writers

pytestmark = pytest.mark.models
pytest.importorskip("peft")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("contract")
    writers.save(found / "gpt2", "gpt2")
    return found


@pytest.fixture(autouse=True)
def bases_here(folder, settings):
    settings.TEXT_MODELS_DIR = folder


class TestTextGenerate(EngineContractTests):
    engine = ENGINE
    params = {
        "base": "folder:gpt2", "epochs": 2, "batch_size": 8, "learning_rate": 5e-3,
        "precision": "fp32",
    }  # fmt: skip
    bad_params = (
        {"method": "adapter"},
        {"temperature": 3},
        {"temperature": -1},
        {"answer_tokens": 5000},
        {"max_tokens": 1},
        {"too_long": "cut"},
        {"no_such_parameter": 1},
    )
    tolerance = 1e-5
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_generate",
        "apps.engines.tables",
    )
    stop_after = 3

    def inputs(self):
        return {"data": writers.questions(40)}

    def prediction_rows(self):
        return [
            {"question": "the apple"},
            {"question": "really the salmon and my"},
            {"question": "leek today"},
        ]

"""What the engines for texts answer is written as every file of a report."""

import pytest

pytestmark = [pytest.mark.models, pytest.mark.soak]
pytest.importorskip("peft")

from tests.jobs.reported import renders  # noqa: E402
from tests.text import (  # noqa: E402
    test_classify_contract,
    test_compare_contract,
    test_embed,
    test_generate_contract,
    test_intent_contract,
    test_match_contract,
    test_regress_contract,
    test_search_contract,
    writers,
)

CASES = [
    test_classify_contract.TestTextClassify,
    test_compare_contract.TestCompareClassifiers,
    test_compare_contract.TestCompareNumbers,
    test_embed.TestTextEmbed,
    test_intent_contract.TestTextIntent,
    test_match_contract.TestTextMatch,
    test_regress_contract.TestTextRegress,
    test_search_contract.TestSearchClassifiers,
    test_search_contract.TestSearchNumbers,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.engine.key)
def test_contract_examples(db, case, tmp_path):
    renders(case(), tmp_path)


def test_the_example_of_writing(db, tmp_path, settings):
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    writers.save(tmp_path / "bases" / "gpt2", "gpt2")
    renders(test_generate_contract.TestTextGenerate(), tmp_path)

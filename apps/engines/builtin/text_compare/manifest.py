"""The manifests of ``text.compare`` and ``text.compare_numbers``. Import nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text_compare.params import (
    CompareClassifiersParams,
    CompareNumbersParams,
    CompareParams,
)
from apps.engines.builtin.text_regress.manifest import NUMBER, TARGET
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources

PREDICTIONS = "test-predictions.csv"  # what each method's run says of every test row
DOCS = (
    "Each method is a run of its own with the same rows, parts and seed. The best one is chosen by"
    " the rows to choose by; the test figures are shown beside and choose nothing. On the test,"
    " every other method is compared with it row by row: {test}. The p-values are corrected for"
    " several comparisons (Holm). A method counts as good as the best one where the 95% interval of"
    " the difference (paired bootstrap, 1,000 draws of the test rows) leaves out that it is worse"
    " by more than the difference that matters; of those, the one that learns the fewest parameters"
    " is named.\n\n"
    "Time is that of the whole run by the clock, memory the most that its process took. Runs that"
    " share a machine slow each other down: compare times only roughly.\n\n"
    "Limits: one seed and one setting for each method; another seed moves the figures, too."
)


class _Compare(Engine):
    """What both comparisons share."""

    version = "1.0.0"
    kind = "text"
    runner = "apps.engines.builtin.text_compare.runner:Runner"
    requires = needs.MODULES
    extra = "models"
    deterministic = False  # it tells seconds and memory, which are measured
    searches = True
    reads = (PREDICTIONS,)

    def resources(self, params: CompareParams, profiles: Mapping[str, InputProfile]) -> Resources:
        """Of the comparison itself: its trials say what they need."""
        data = profiles.get("data")
        return Resources(memory_bytes=400 * 1024**2 + 2048 * (data.rows if data else 0), seconds=20)


class CompareClassifiers(_Compare):
    """Several methods of ``text.classify`` on the same rows."""

    key = "text.compare"
    label = mark("Compare methods: text classifier")
    question = mark("Which method classifies texts best here?")
    description = mark(
        "Trains a text classifier by several methods on the same rows and shows which are as good"
        " as the best one, and what each takes: parameters, time, memory."
    )
    Params = CompareClassifiersParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.LABELLED,)
    docs = DOCS.format(
        test="McNemar's exact test of accuracy, or a paired bootstrap of micro F1 where a text may"
        " have several labels"
    )
    sources = (
        "McNemar (1947), Note on the sampling error of the difference between correlated"
        " proportions",
        "Dietterich (1998), Approximate statistical tests for comparing supervised classifiers",
        "Efron and Tibshirani (1993), An introduction to the bootstrap",
        "Holm (1979), A simple sequentially rejective multiple test procedure",
    )

    def target(self, params: CompareParams) -> str:
        return "text.classify"

    def validate(self, params: CompareParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


class CompareNumbers(_Compare):
    """Several methods of ``text.regress`` on the same rows."""

    key = "text.compare_numbers"
    label = mark("Compare methods: number from text")
    question = mark("Which method tells numbers from texts best here?")
    description = mark(
        "Trains a model that tells numbers by several methods on the same rows and shows which are"
        " as good as the best one, and what each takes: parameters, time, memory."
    )
    Params = CompareNumbersParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.learning_from(TARGET),)
    docs = DOCS.format(test="a paired bootstrap of the RMSE")
    sources = (
        "Efron and Tibshirani (1993), An introduction to the bootstrap",
        "Holm (1979), A simple sequentially rejective multiple test procedure",
    )

    def target(self, params: CompareParams) -> str:
        return "text.regress"

    def validate(self, params: CompareParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles, NUMBER)


CLASSIFIERS = CompareClassifiers()
NUMBERS = CompareNumbers()

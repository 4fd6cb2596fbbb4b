"""The manifests of ``text.search`` and ``text.search_numbers``. Import nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text_regress.manifest import NUMBER, TARGET
from apps.engines.builtin.text_search.params import (
    SearchClassifiersParams,
    SearchNumbersParams,
    SearchParams,
)
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class _Search(Engine):
    """What both searches share."""

    version = "1.0.0"
    kind = "text"
    runner = "apps.engines.builtin.text_search.runner:Runner"
    requires = (*needs.MODULES, "optuna")
    extra = "models"
    searches = True
    sources = (
        "Akiba et al. (2019), Optuna: a next-generation hyperparameter optimization framework",
        "Bergstra et al. (2011), Algorithms for hyper-parameter optimization: TPE",
        "Golovin et al. (2017), Google Vizier: the median stopping rule",
        "Watanabe et al. (2023), PED-ANOVA: importance of hyperparameters",
        "Cawley and Talbot (2010), On over-fitting in model selection",
    )
    docs = (
        "Each trial is a run with settings of its own and the same rows, parts and seed, judged by"
        " the rows to choose by alone: it does not read the test rows and keeps no model. The"
        " first trials use the settings that were chosen; then Optuna's tree-structured Parzen"
        " estimator proposes round after round what has promised most. The trials of a round are"
        " kept apart from one another as if each had come out badly (constant liar). From the"
        " fifth trial on, one is given up that is worse at the end of an epoch, the second or a"
        " later one, than the median of those that went on to their end. In the end the best"
        " settings run once more, and that run reads the test rows, once.\n\n"
        "What Optuna is told follows from the trials and the seed: a search that lost its worker"
        " goes on as if nothing had happened.\n\n"
        "Limits: the best of many is flattered by the rows that chose it: believe the test. How"
        " much a setting mattered (PED-ANOVA) is rough for few trials."
    )

    def resources(self, params: SearchParams, profiles: Mapping[str, InputProfile]) -> Resources:
        """Of one round of proposals: the trials say what they need."""
        return Resources(memory_bytes=needs.LIBRARIES_BYTES, seconds=20)


class SearchClassifiers(_Search):
    """Settings of ``text.classify``."""

    key = "text.search"
    label = mark("Search settings: text classifier")
    question = mark("Which settings classify texts best?")
    description = mark(
        "Tries many settings of a text classifier, gives hopeless ones up early, and tests the best"
        " once."
    )
    Params = SearchClassifiersParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.LABELLED,)

    def target(self, params: SearchParams) -> str:
        return "text.classify"

    def validate(self, params: SearchParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


class SearchNumbers(_Search):
    """Settings of ``text.regress``."""

    key = "text.search_numbers"
    label = mark("Search settings: number from text")
    question = mark("Which settings tell numbers from texts best?")
    description = mark(
        "Tries many settings of a model that tells numbers, gives hopeless ones up early, and tests"
        " the best once."
    )
    Params = SearchNumbersParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.learning_from(TARGET),)

    def target(self, params: SearchParams) -> str:
        return "text.regress"

    def validate(self, params: SearchParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles, NUMBER)


CLASSIFIERS = SearchClassifiers()
NUMBERS = SearchNumbers()

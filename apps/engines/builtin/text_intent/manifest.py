"""The manifest of ``text.intent``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark, msg
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text.params import IntentParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources, RoleSpec
from apps.engines.exporting import ONNX, OPENVINO

INTENT = RoleSpec(
    key="label",
    label=mark("Intent"),
    help=mark("What the writer of each text wants, or a mark that no intent fits."),
    dtypes=("text", "integer", "boolean"),
)
WANTED = slots.Wanted(
    role=INTENT.key,
    another=msg("Choose one column as the text and another as the intent."),
    alike=msg("Every row has the same intent, so there is nothing to tell apart."),
    others=msg("Choose another column, or add rows with other intents."),
    more=msg("Label more texts first."),
    few=True,
)


class TextIntent(Engine):
    """A pretrained text encoder taught to tell intents, and when none fits."""

    key = "text.intent"
    version = "1.1.0"
    label = mark("Intents, and texts that none fits")
    question = mark("What do people want, and when should a person take over?")
    description = mark(
        "Learns what people want from texts with an intent each, and says 'out of scope' where no"
        " intent fits, e.g. to hand a question to a person, and how far both can be trusted."
    )
    kind = "text"
    Params = IntentParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.learning_from(INTENT), slots.beside(key))
    runner = "apps.engines.builtin.text_intent.runner:Runner"
    requires = needs.MODULES
    imports = needs.IMPORTS
    extra = "models"
    supports_resume = True
    shares = True
    predicts = True
    exports = (ONNX, OPENVINO)
    sources = (
        "Larson et al. (2019), An evaluation dataset for intent classification and out-of-scope"
        " prediction",
        "Hendrycks and Gimpel (2017), A baseline for detecting misclassified and"
        " out-of-distribution examples",
        "Liu et al. (2020), Energy-based out-of-distribution detection",
        "Podolskiy et al. (2021), Revisiting Mahalanobis distance for transformer-based"
        " out-of-domain detection",
        "Kumar et al. (2022), Fine-tuning can distort pretrained features",
        "Khosla et al. (2020), Supervised contrastive learning",
        "Tunstall et al. (2022), Efficient few-shot learning without prompts",
        "Guo et al. (2017), On calibration of modern neural networks",
    )
    docs = (
        "Intents are learned as the text classifier learns classes: from the rows that have one."
        " Rows that are marked as out of scope are not learned from; they help to choose how such"
        " texts are told. The score is the largest calibrated probability, the energy (the"
        " logarithm of the summed exponentials of all scores) or the nearness to the centre of an"
        " intent (Mahalanobis distance), whichever ranks the choosing rows in scope above those"
        " out of scope most often. A text whose score is below a threshold is"
        " out of scope: the threshold has the highest mean of two shares, texts in scope that get"
        " their intent and texts out of scope that get none. Where no row is marked, the score is"
        " the largest probability, and the threshold leaves the share that you choose of the"
        " choosing rows in scope. The test rows are read once.\n\n"
        "Limits: without marked rows nothing is known of how many texts out of scope are found;"
        " texts out of scope that are unlike the marked ones may be missed; texts are cut at the"
        " longest length; what the base model cannot read it cannot learn."
    )

    def resources(self, params: IntentParams, profiles: Mapping[str, InputProfile]) -> Resources:
        return needs.resources(params, profiles)

    def validate(self, params: IntentParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check_classes(params, profiles, WANTED)


ENGINE = TextIntent()

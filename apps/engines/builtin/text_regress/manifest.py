"""The manifest of ``text.regress``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark, msg
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text.params import RegressParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources, RoleSpec
from apps.engines.exporting import ONNX, OPENVINO

TARGET = RoleSpec(
    key="target",
    label=mark("Number"),
    help=mark("What the model learns to tell: a number for each text, e.g. stars or a price."),
    dtypes=("number", "integer"),
)
NUMBER = slots.Wanted(
    role=TARGET.key,
    another=msg("Choose one column as the text and another as the number."),
    alike=msg("Every row has the same number, so there is nothing to tell apart."),
    others=msg("Choose another column, or add rows with other numbers."),
    more=msg("Add more texts with their numbers first."),
)


class TextRegress(Engine):
    """A pretrained text encoder taught to tell a number."""

    key = "text.regress"
    version = "1.0.0"
    label = mark("Number from text")
    question = mark("Which number does a text stand for?")
    description = mark(
        "Learns from texts with a number each to tell the number of new ones, e.g. stars from a"
        " review or hours from a ticket, with an interval, and says how far it can be trusted."
    )
    kind = "text"
    Params = RegressParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.learning_from(TARGET),)
    runner = "apps.engines.builtin.text_regress.runner:Runner"
    requires = needs.MODULES
    imports = needs.IMPORTS
    extra = "models"
    supports_resume = True
    shares = True
    predicts = True
    exports = (ONNX, OPENVINO)
    sources = (
        "Reimers and Gurevych (2019), Sentence-BERT: mean pooling",
        "Hoerl and Kennard (1970), Ridge regression",
        "Kumar et al. (2022), Fine-tuning can distort pretrained features",
        "Hu et al. (2021), LoRA; Zhang et al. (2023), AdaLoRA",
        "Houlsby et al. (2019), Parameter-efficient transfer learning for NLP",
        "Lei et al. (2018), Distribution-free predictive inference for regression",
        "Iglewicz and Hoaglin (1993), How to detect and handle outliers",
    )
    docs = (
        "Rows are cleaned, parted into learning, choosing and testing (evenly over the numbers, by"
        " group, or by time), and read by a pretrained encoder. Numbers are learned as standard"
        " scores by squared error and told in their own unit. A ridge regression on the encoder's"
        " mean-pooled output is fitted first; it is the yardstick, and the last layer that training"
        " starts from. What does best on the choosing rows is kept, the start or an epoch."
        " Intervals are as wide as the errors of the choosing rows ask (split conformal"
        " prediction). The test rows are read once, and tell whether the intervals hold what they"
        " should.\n\n"
        "Limits: one number for each text; intervals have the same width everywhere, and hold as"
        " long as new texts are like the choosing rows; texts are cut at the longest length; what"
        " the base model cannot read it cannot learn."
    )

    def resources(self, params: RegressParams, profiles: Mapping[str, InputProfile]) -> Resources:
        return needs.resources(params, profiles)

    def validate(self, params: RegressParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles, NUMBER)


ENGINE = TextRegress()

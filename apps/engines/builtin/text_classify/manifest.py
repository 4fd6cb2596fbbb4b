"""The manifest of ``text.classify``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import bases, slots
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources

GPU_ROWS = 2_000  # below this a graphics processor has nothing to gain
LIBRARIES_BYTES = 900 * 1024**2
ROWS_A_SECOND = 40.0  # one core, MiniLM, texts of ordinary length
UNPACKED = 6.6  # what a base model packed with four bits grows to


class TextClassify(Engine):
    """A pretrained text encoder taught to tell classes."""

    key = "text.classify"
    version = "1.0.0"
    label = mark("Text classifier")
    description = mark(
        "Learns from labelled texts to sort new ones, e.g. reviews by topic or questions by"
        " intent, and says how far it can be trusted."
    )
    kind = "text"
    Params = ClassifyParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.LABELLED,)
    runner = "apps.engines.builtin.text_classify.runner:Runner"
    requires = ("torch", "transformers", "safetensors", "peft", "sklearn", "datasketch")
    extra = "models"
    supports_resume = True
    predicts = True
    sources = (
        "Reimers and Gurevych (2019), Sentence-BERT: mean pooling",
        "Kumar et al. (2022), Fine-tuning can distort pretrained features",
        "Hu et al. (2021), LoRA; Zhang et al. (2023), AdaLoRA",
        "Houlsby et al. (2019), Parameter-efficient transfer learning for NLP",
        "Guo et al. (2017), On calibration of modern neural networks",
        "Northcutt et al. (2021), Confident learning",
    )
    docs = (
        "Rows are cleaned, parted into learning, choosing and testing (class by class, by group, or"
        " by time), and read by a pretrained encoder. A logistic regression on its mean-pooled"
        " output is fitted first; it is the yardstick, and the last layer that training starts"
        " from. The epoch that does best on the choosing rows is kept. Probabilities are scaled by"
        " one temperature. The test rows are read once.\n\n"
        "Limits: one class for each text; texts are cut at the longest length; what the base model"
        " cannot read it cannot learn."
    )

    def resources(self, params: ClassifyParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        base = bases.find(bases.ENGLISH if params.base == bases.AUTO else params.base)
        size = base.bytes if base else 100 * 1024**2
        if base and base.id == bases.MULTILINGUAL:
            size = int(size * UNPACKED)
        copies = 6 if params.method == "full" else 2  # weights, gradient, two moments, kept, saved
        epochs = 0 if params.method == "probe" else params.epochs
        reading = rows / ROWS_A_SECOND * (0.35 + epochs)
        return Resources(
            device="gpu optional" if rows > GPU_ROWS else "cpu",
            memory_bytes=LIBRARIES_BYTES + copies * size + rows * 4096,
            threads=2,
            seconds=10 + reading * max(1.0, size / 90e6),
        )

    def validate(self, params: ClassifyParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


ENGINE = TextClassify()

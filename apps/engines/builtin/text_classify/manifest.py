"""The manifest of ``text.classify``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources
from apps.engines.exporting import ONNX, OPENVINO


class TextClassify(Engine):
    """A pretrained text encoder taught to tell classes or labels."""

    key = "text.classify"
    version = "1.3.0"
    label = mark("Text classifier")
    question = mark("What is each text about?")
    description = mark(
        "Learns from labelled texts to sort new ones, e.g. reviews by topic or questions by"
        " intent, and says how far it can be trusted."
    )
    kind = "text"
    Params = ClassifyParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.LABELLED, slots.beside(key))
    runner = "apps.engines.builtin.text_classify.runner:Runner"
    requires = needs.MODULES
    imports = needs.IMPORTS
    extra = "models"
    supports_resume = True
    shares = True
    predicts = True
    exports = (ONNX, OPENVINO)
    sources = (
        "Reimers and Gurevych (2019), Sentence-BERT: mean pooling",
        "Kumar et al. (2022), Fine-tuning can distort pretrained features",
        "Hu et al. (2021), LoRA; Zhang et al. (2023), AdaLoRA",
        "Houlsby et al. (2019), Parameter-efficient transfer learning for NLP",
        "Khosla et al. (2020), Supervised contrastive learning",
        "Tunstall et al. (2022), Efficient few-shot learning without prompts",
        "Guo et al. (2017), On calibration of modern neural networks",
        "Northcutt et al. (2021), Confident learning",
        "Ribeiro et al. (2020), Beyond accuracy: behavioral testing of NLP models with CheckList",
        "Sechidis et al. (2011), On the stratification of multi-label data",
    )
    docs = (
        "Rows are cleaned, parted into learning, choosing and testing (class by class, by group, or"
        " by time), and read by a pretrained encoder. A logistic regression on its mean-pooled"
        " output is fitted first; it is the yardstick, and the last layer that training starts"
        " from. The epoch that does best on the choosing rows is kept. Probabilities are scaled by"
        " one temperature. The test rows are read once.\n\n"
        "A text may have exactly one class, or any number of labels: then each label has a logistic"
        " regression and a probability of its own, is learned by binary cross-entropy, and is said"
        " from a threshold on that gives the choosing rows the highest F1.\n\n"
        "'Few examples' is for a handful of texts of each class. The upper half of the encoder"
        " learns to put texts of a class close together and others apart (supervised contrastive"
        " loss), then the logistic regression is fitted again, in the end to the choosing rows,"
        " too. Names of classes that are words, such as 'late delivery', are"
        " learned from like texts, if the base model finds classes by them more often than by"
        " chance. An epoch reads each text four times, and the batch size counts pairs. How likely"
        " the choosing rows are decides between the epochs; the last layer alone is kept where they"
        " speak against every epoch by more than a standard error.\n\n"
        "The test rows are also asked in small and capital letters, with typing mistakes and cut in"
        " half, and another model, such as the one that serves, can be asked the same rows. Rows"
        " whose label looks wrong, or that are hard to tell, go to the dataset's labels to"
        " check.\n\n"
        "Limits: texts are cut at the longest length; what the base model cannot read it cannot"
        " learn. Where everything learns, words that no training text has stay as they were."
    )

    def resources(self, params: ClassifyParams, profiles: Mapping[str, InputProfile]) -> Resources:
        return needs.resources(params, profiles)

    def validate(self, params: ClassifyParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        wanted = slots.CLASS if params.labels_each == "one" else slots.LABELS
        return slots.check_classes(params, profiles, wanted)


ENGINE = TextClassify()

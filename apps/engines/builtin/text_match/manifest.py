"""The manifest of ``text.match``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs
from apps.engines.builtin.text.params import MatchParams
from apps.engines.builtin.text_match import slots
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources
from apps.engines.exporting import ONNX, OPENVINO


class TextMatch(Engine):
    """A pretrained text encoder taught to compare two texts."""

    key = "text.match"
    version = "1.0.0"
    label = mark("Matching of texts")
    question = mark("Do two texts match?")
    description = mark(
        "Learns from pairs of texts whether two new ones match, e.g. a question and its answer or"
        " two reports of one problem, how alike they are, or which of many fits best."
    )
    kind = "text"
    Params = MatchParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.PAIRS,)
    runner = "apps.engines.builtin.text_match.runner:Runner"
    requires = needs.MODULES
    imports = needs.IMPORTS
    extra = "models"
    supports_resume = True
    shares = True
    predicts = True
    exports = (ONNX, OPENVINO)
    sources = (
        "Reimers and Gurevych (2019), Sentence-BERT: mean pooling, cosine regression",
        "Henderson et al. (2017), Efficient natural language response suggestion: in-batch losses",
        "Huang et al. (2024), CoSENT: consistent sentence embedding",
        "Gao et al. (2021), Scaling deep contrastive learning batch size: gradient caching",
        "Nogueira and Cho (2019), Passage re-ranking with BERT: cross-encoders",
        "Platt (1999), Probabilistic outputs; Zadrozny and Elkan (2002), isotonic calibration",
        "Oron and Flournoy (2017), Centered isotonic regression",
        "Field and Welsh (2007), Bootstrapping clustered data",
        "Northcutt et al. (2021), Confident learning",
    )
    docs = (
        "A row has two texts and, if there is such a column, a target: 1 or true where they match"
        " and 0 or false where not, or a number, the higher the better they match. Without a target"
        " all pairs are taken to match, and the other texts of a batch stand for what does not.\n\n"
        "**Each text alone** (bi-encoder): the mean over a text's tokens is its embedding, and the"
        " cosine of two embeddings says how alike they are. Pairs that match are learned by the"
        " in-batch softmax in both directions; texts that are known to belong together are not"
        " held against one another. Targets are learned by their order (CoSENT) or by their value"
        " (squared error of the cosine).\n\n"
        "**Both together** (cross-encoder): both texts are read in one sequence, which gives one"
        " score. It needs pairs that do not match, too.\n\n"
        "Rows that share a text are never parted, as far as they can be told apart: they are"
        " learned from, chosen by or tested on together. Where more than half of all rows hang"
        " together through shared texts, rows are kept together by their first text only, and the"
        " report says so. Beside the model stand the cosine of the base model as it is and that of"
        " shared letters (TF-IDF). Probabilities come from Platt's or isotonic calibration,"
        " whichever predicts the choosing rows better; the threshold gives them the highest F1."
        " Intervals redraw whole groups of rows that share texts. The test rows are read once.\n\n"
        "Limits: the cosine is the same in both directions; texts are cut at the longest length; a"
        " search among the test texts is easier than one among all texts."
    )

    def resources(self, params: MatchParams, profiles: Mapping[str, InputProfile]) -> Resources:
        found = needs.resources(params, profiles)
        more: dict[str, float] = {"seconds": 2 * found.seconds}
        if slots.compares_a_batch(params, profiles):  # and so one process computes it
            more["follower_memory_bytes"] = 0
        return found.model_copy(update=more)

    def validate(self, params: MatchParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


ENGINE = TextMatch()

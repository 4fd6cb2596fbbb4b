"""The manifest of ``text.embed``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text.params import EmbedParams
from apps.engines.builtin.text_embed import outputs
from apps.engines.contract import (
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    OutputTable,
    Resources,
    RoleSpec,
)

GROUP = RoleSpec(
    key="label",
    label=mark("Colour"),
    help=mark("A column whose values are told apart on the map, e.g. a topic."),
    minimum=0,
    dtypes=("text", "integer", "boolean"),
)
DATA = InputSlot(key="data", label=mark("Data"), roles=(slots.TEXT, GROUP))
MODEL = InputSlot(
    key="model",
    label=mark("Model of text matching"),
    kinds=("model",),
    required=False,
    engines=("text.match",),
)


class TextEmbed(Engine):
    """A pretrained encoder, or one that has learned to match, that reads texts."""

    key = "text.embed"
    version = "1.0.0"
    label = mark("Texts as numbers")
    question = mark("Which texts say the same?")
    description = mark(
        "Turns each text into numbers that are near where texts say the same: a map, the nearest"
        " texts, texts that stand twice, and a table for other runs."
    )
    kind = "text"
    Params = EmbedParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (DATA, MODEL)
    runner = "apps.engines.builtin.text_embed.runner:Runner"
    requires = needs.MODULES
    extra = "models"
    sources = (
        "Reimers and Gurevych (2019), Sentence-BERT: mean pooling",
        "Pearson (1901), On lines and planes of closest fit: principal components",
    )
    docs = (
        "Each text is read by a base model, or by a model that has learned to match texts (each"
        " text alone); the mean over its tokens is its embedding. `embeddings.parquet` has the row"
        " of the table (from 1), the text and its embedding as a list of fixed length."
        " `components.parquet` has the row and the principal components of the embeddings, each of"
        " length one, for other runs. The map shows the first two. Cosines tell how near two texts"
        " are.\n\n"
        "Limits: a map of two components shows a part of what sets texts apart, and says how much;"
        " near copies are looked for among the first 20,000 different texts."
    )

    def resources(self, params: EmbedParams, profiles: Mapping[str, InputProfile]) -> Resources:
        return needs.reading(params.base, profiles)

    def validate(self, params: EmbedParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return [] if "model" in profiles else slots.base_issues(params.base)

    def outputs(
        self, params: EmbedParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return [outputs.components(params.columns)]


ENGINE = TextEmbed()

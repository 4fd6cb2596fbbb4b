"""Parameters that every engine with a text encoder has. Imports nothing heavy."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark
from apps.engines.builtin.text import bases

Method = Literal["full", "lora", "adalora", "adapter", "prefix", "probe", "few_shot"]
Precision = Literal["auto", "fp32", "bf16"]
Separator = Literal["semicolon", "comma", "bar", "json"]


# How often an epoch of ``few_shot`` reads each row, each time beside other rows of its class.
ROUNDS = 4
METHODS: dict[str, Any] = {
    "full": mark("Everything learns"),
    "lora": mark("LoRA: small additions to each layer"),
    "adalora": mark("AdaLoRA: additions where they help most"),
    "adapter": mark("Adapter: small layers in between"),
    "prefix": mark("Prefix: learned words before each text"),
    "probe": mark("Only the last layer: done in seconds"),
}
FEW_SHOT: dict[str, Any] = {"few_shot": mark("Few examples: texts of a class are drawn together")}


def method_field(choices: dict[str, Any]) -> Any:
    """The field of the method, which offers these ``choices``."""
    return Field(
        default="full",
        title=mark("Method"),
        description=mark("How much of the base model learns. Less is smaller and often as good."),
        json_schema_extra={"enum": list(choices), "choices": choices},
    )


def _bases_here(schema: dict[str, Any]) -> None:
    """The form offers what is on this machine."""
    named = bases.choices()
    schema["enum"] = list(named)
    schema["choices"] = named


class BaseChoice(BaseModel):
    """What learns."""

    model_config = ConfigDict(extra="forbid")

    base: str = Field(
        default=bases.AUTO,
        max_length=200,
        title=mark("Base model"),
        description=mark("The pretrained model that learns from your texts."),
        json_schema_extra=_bases_here,
    )


class MethodChoice(BaseModel):
    """How it learns."""

    method: Method = method_field(METHODS)


class Training(BaseModel):
    """Everything else of a training. The defaults suit tables of a hundred rows and more."""

    epochs: int = Field(
        default=3,
        ge=1,
        le=100,
        title=mark("Epochs"),
        description=mark("How often the training rows are read."),
    )
    batch_size: int = Field(
        default=64,
        ge=1,
        le=1024,
        title=mark("Batch size"),
        description=mark("Texts of ordinary length in each step; of long ones, fewer."),
    )
    learning_rate: float = Field(
        default=0,
        ge=0,
        le=1,
        title=mark("Learning rate"),
        description=mark("Length of a step. 0 takes what suits the method and the base model."),
    )
    max_tokens: int = Field(
        default=128,
        ge=8,
        le=8192,
        title=mark("Longest text"),
        description=mark("In tokens, about ¾ of a word each. Longer texts are cut."),
    )
    validation_share: float = Field(
        default=0.1,
        gt=0,
        lt=0.5,
        title=mark("Share for choices"),
        description=mark("Rows that choose when to stop; the model does not learn from them."),
        json_schema_extra={"step": 0.01},
    )
    test_share: float = Field(
        default=0.2,
        gt=0,
        lt=0.5,
        title=mark("Share for the final test"),
        description=mark("Rows that are read once, at the end, to say how good the model is."),
        json_schema_extra={"step": 0.01},
    )
    patience: int = Field(
        default=2,
        ge=0,
        le=100,
        title=mark("Patience"),
        description=mark("Epochs without progress before it ends early; 0 never ends early."),
    )
    dropout: bool = Field(
        default=False,
        title=mark("Dropout"),
        description=mark("Randomly silences parts while learning. Slower; helps long trainings."),
    )
    weight_decay: float = Field(
        default=0.01,
        ge=0,
        le=1,
        title=mark("Weight decay"),
        description=mark("Pulls weights towards zero."),
    )
    warmup_share: float = Field(
        default=0.1,
        ge=0,
        lt=1,
        title=mark("Warm-up"),
        description=mark("Share of the steps in which the learning rate rises; then it falls."),
    )
    rank: int = Field(
        default=8,
        ge=1,
        le=256,
        title=mark("Size of additions"),
        description=mark("Rank of LoRA and AdaLoRA; an adapter divides each layer by it."),
    )
    checkpointing: Literal["auto", "on", "off"] = Field(
        default="auto",
        title=mark("Gradient checkpointing"),
        description=mark(
            "Computes layers again in place of keeping what they said: takes much less memory and a"
            " third longer. What is learned stays the same."
        ),
        json_schema_extra={
            "choices": {
                "auto": mark("Where memory would not suffice"),
                "on": mark("Always"),
                "off": mark("Never"),
            }
        },
    )
    precision: Precision = Field(
        default="auto",
        title=mark("Precision"),
        description=mark("Half precision is faster where the device has it built in."),
        json_schema_extra={
            "choices": {
                "auto": mark("What is faster here"),
                "fp32": mark("Full (32 bits)"),
                "bf16": mark("Half (bfloat16)"),
            }
        },
    )


class TextParams(Training, MethodChoice, BaseChoice):
    """Choices of a training run."""

    rehearsal: bool = Field(
        default=False,
        title=mark("Rehearsal"),
        description=mark(
            "Judged on the rows to choose by alone: the test rows stay unread, no model is kept."
        ),
        json_schema_extra={"widget": "hidden"},
    )


class OneClassChoices(BaseModel):
    """What everything that learns classes is asked."""

    class_weights: bool = Field(
        default=False,
        title=mark("Rare classes count more"),
        description=mark("Each class weighs the same in training, however few rows it has."),
    )
    label_smoothing: float = Field(
        default=0,
        ge=0,
        lt=0.5,
        title=mark("Label smoothing"),
        description=mark("Share of doubt about every label. Helps where labels are noisy."),
        json_schema_extra={"step": 0.01},
    )
    rare: Literal["refuse", "leave_out"] = Field(
        default="refuse",
        title=mark("Classes with too few rows"),
        description=mark("A class needs five rows: to learn from, to choose by, and to test on."),
        json_schema_extra={
            "choices": {
                "refuse": mark("Stop and name them"),
                "leave_out": mark("Leave their rows out and say so"),
            }
        },
    )


class OneClassParams(OneClassChoices, TextParams):
    """Choices of everything that learns classes."""

    method: Method = method_field(METHODS | FEW_SHOT)


class ClassChoices(OneClassChoices):
    """What only classifiers are asked."""

    labels_each: Literal["one", "several"] = Field(
        default="one",
        title=mark("Classes of a text"),
        description=mark("Whether each text has exactly one class, or any number of labels."),
        json_schema_extra={
            "choices": {
                "one": mark("Exactly one class"),
                "several": mark("Any number of labels, or none"),
            }
        },
    )
    separator: Separator = Field(
        default="semicolon",
        title=mark("Between labels"),
        description=mark("What parts the labels of a cell, where a text may have several."),
        json_schema_extra={
            "choices": {
                "semicolon": mark("Semicolon: a; b"),
                "comma": mark("Comma: a, b"),
                "bar": mark("Vertical bar: a | b"),
                "json": mark('JSON list: ["a", "b"]'),
            }
        },
    )
    threshold: Literal["global", "each"] = Field(
        default="global",
        title=mark("Thresholds"),
        description=mark(
            "From which probability on a label is said, where a text may have several. Chosen on"
            " the rows to choose by."
        ),
        json_schema_extra={
            "choices": {
                "global": mark("One for all labels"),
                "each": mark("One for each label with enough rows"),
            }
        },
    )


class IntentParams(OneClassParams):
    """Choices of a model that tells intents, and texts that none fits."""

    outside: str = Field(
        default="",
        max_length=200,
        title=mark("Name of what is out of scope"),
        description=mark(
            "The class of rows that no intent fits, as it stands in the table. Empty if there are"
            " none."
        ),
    )
    kept: float = Field(
        default=0.95,
        gt=0.5,
        lt=1,
        title=mark("Share that gets an intent"),
        description=mark(
            "How many of the texts that an intent fits are answered with one. It counts where no"
            " row is marked as out of scope."
        ),
        json_schema_extra={"step": 0.01},
    )


class MatchParams(TextParams):
    """Choices of a model that compares two texts."""

    way: Literal["bi", "cross"] = Field(
        default="bi",
        title=mark("Way of comparing"),
        description=mark(
            "Each text alone is quick and can search millions; both together is slower, needs"
            " thousands of pairs, and is then often more exact."
        ),
        json_schema_extra={
            "choices": {
                "bi": mark("Each text alone, then compared (bi-encoder)"),
                "cross": mark("Both texts read together (cross-encoder)"),
            }
        },
    )
    aim: Literal["order", "value"] = Field(
        default="order",
        title=mark("What is learned of targets"),
        description=mark(
            "Where each text is read alone and there is a column of targets: which pairs are more"
            " alike, or how alike each is."
        ),
        json_schema_extra={
            "choices": {
                "order": mark("Their order (CoSENT)"),
                "value": mark("Their values (cosine regression)"),
            }
        },
    )


class EmbedParams(BaseModel):
    """Choices of a run that turns texts into numbers."""

    model_config = ConfigDict(extra="forbid")

    base: str = Field(
        default=bases.AUTO,
        max_length=200,
        title=mark("Base model"),
        description=mark("The pretrained model that reads, where no model of yours is chosen."),
        json_schema_extra=_bases_here,
    )
    columns: int = Field(
        default=16,
        ge=2,
        le=256,
        title=mark("Columns for other runs"),
        description=mark(
            "So many principal components of the embeddings become a table that other runs can"
            " take."
        ),
    )
    max_tokens: int = Field(
        default=128,
        ge=8,
        le=8192,
        title=mark("Longest text"),
        description=mark("In tokens, about ¾ of a word each. Longer texts are cut."),
    )


class ClassifyParams(ClassChoices, OneClassParams):
    """Choices of a classifier."""


class NumberChoices(BaseModel):
    """What only models that tell numbers are asked."""

    confidence: float = Field(
        default=0.9,
        ge=0.5,
        le=0.99,
        title=mark("Share inside the intervals"),
        description=mark(
            "How many new numbers the interval around an answer should hold, e.g. 0.9 for 90%."
        ),
        json_schema_extra={"step": 0.01},
    )


class RegressParams(NumberChoices, TextParams):
    """Choices of a model that tells numbers."""

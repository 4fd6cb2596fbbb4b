"""Parameters of ``text.generate``. Imports nothing heavy."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from apps.core.messages import mark
from apps.engines.builtin.text import bases
from apps.engines.builtin.text.params import TextParams

PROMPT = "{prompt}"
PLAIN = f"{PROMPT}\n"  # before the answer of a model that goes on from its prompt
MOST_ANSWER_TOKENS = 1024
MOST_TEMPERATURE = 2.0


def _bases_here(schema: dict[str, Any]) -> None:
    named = bases.choices("writes")
    schema["enum"] = list(named)
    schema["choices"] = named


class GenerateParams(TextParams):
    """Choices of a model that writes answers."""

    base: str = Field(
        default=bases.AUTO,
        max_length=200,
        title=mark("Base model"),
        description=mark("The pretrained language model that learns to write your answers."),
        json_schema_extra=_bases_here,
    )
    method: Literal["full", "lora"] = Field(
        default="full",
        title=mark("Method"),
        description=mark("How much of the base model learns. Less is smaller and often as good."),
        json_schema_extra={
            "choices": {
                "full": mark("Everything learns"),
                "lora": mark("LoRA: small additions to each layer"),
            }
        },
    )
    batch_size: int = Field(
        default=16,
        ge=1,
        le=1024,
        title=mark("Batch size"),
        description=mark("Texts of ordinary length in each step; of long ones, fewer."),
    )
    max_tokens: int = Field(
        default=512,
        ge=16,
        le=32_768,
        title=mark("Longest text"),
        description=mark("Prompt and answer together, in tokens of about ¾ of a word each."),
    )
    too_long: Literal["refuse", "leave_out"] = Field(
        default="refuse",
        title=mark("Rows that are too long"),
        description=mark("A prompt or an answer that is cut teaches something else."),
        json_schema_extra={
            "choices": {
                "refuse": mark("Stop and name them"),
                "leave_out": mark("Leave them out and say so"),
            }
        },
    )
    template: str = Field(
        default="",
        max_length=2000,
        title=mark("Template"),
        description=mark(
            "The words around a prompt, with {prompt} in its place and \\n for a new line. Empty:"
            " the chat template of the base model, or the prompt on lines of its own."
        ),
    )
    packing: Literal["auto", "on", "off"] = Field(
        default="auto",
        title=mark("Packing"),
        description=mark(
            "Several short examples in one row, kept apart, where the base model can. What is"
            " learned stays the same."
        ),
        json_schema_extra={
            "choices": {
                "auto": mark("On a graphics processor"),
                "on": mark("Always"),
                "off": mark("Never"),
            }
        },
    )
    answer_tokens: int = Field(
        default=0,
        ge=0,
        le=MOST_ANSWER_TOKENS,
        title=mark("Longest answer"),
        description=mark("In tokens. 0 chooses what suits the rows to choose by."),
    )
    temperature: float = Field(
        default=0,
        ge=0,
        le=MOST_TEMPERATURE,
        title=mark("Temperature"),
        description=mark(
            "0 always writes the likeliest word; more is more varied. The test is answered with 0."
        ),
        json_schema_extra={"step": 0.1},
    )
    answered_rows: int = Field(
        default=500,
        ge=20,
        le=100_000,
        title=mark("Test rows that are answered"),
        description=mark(
            "At most; writing takes long. The likelihood of the true answer is told of all rows."
        ),
    )

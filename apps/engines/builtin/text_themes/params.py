"""What a person chooses of a run that finds themes. Imports nothing heavy."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark
from apps.engines.builtin.text import bases

Fineness = Literal["coarse", "usual", "fine"]


def _bases_here(schema: dict[str, Any]) -> None:
    """What is on this machine, asked each time that the schema is made."""
    named = bases.choices()
    schema["enum"] = list(named)
    schema["choices"] = named


class ThemesParams(BaseModel):
    """Choices of a run that finds themes."""

    model_config = ConfigDict(extra="forbid")

    base: str = Field(
        default=bases.AUTO,
        max_length=200,
        title=mark("Base model"),
        description=mark(
            "The pretrained model that reads the texts. Earlier themes are gone on with by the"
            " model that read them."
        ),
        json_schema_extra=_bases_here,
    )
    smallest: int = Field(
        default=0,
        ge=0,
        le=100_000,
        title=mark("Smallest theme"),
        description=mark(
            "Different texts that a theme has at least. 0 takes it from their number."
        ),
    )
    fineness: Fineness = Field(
        default="usual",
        title=mark("How fine"),
        description=mark("Whether near themes stay apart or become one."),
        json_schema_extra={
            "choices": {
                "coarse": mark("Few, wide themes"),
                "usual": mark("In between"),
                "fine": mark("Many, narrow themes"),
            }
        },
    )
    across: bool = Field(
        default=True,
        title=mark("One theme in several languages"),
        description=mark(
            "Takes away what all texts of a language have in common, so that what they say counts"
            " and not the language that they say it in."
        ),
    )
    stop_words: str = Field(
        default="",
        max_length=5000,
        title=mark("Words that name no theme"),
        description=mark("Such as your brand: separated by commas. Never shown as keywords."),
    )
    max_tokens: int = Field(
        default=128,
        ge=8,
        le=8192,
        title=mark("Longest text"),
        description=mark("In tokens, about ¾ of a word each. Longer texts are cut."),
    )

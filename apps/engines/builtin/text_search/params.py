"""What a search for settings is asked. Imports nothing heavy."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from apps.core.messages import mark
from apps.engines.builtin.text.params import (
    METHODS,
    BaseChoice,
    ClassChoices,
    NumberChoices,
    Training,
)

Searched = Literal["full", "lora", "adalora", "adapter", "prefix"]  # the others have no settings
Tuned = Literal["learning_rate", "epochs", "batch_size", "rank", "weight_decay", "dropout"]
TunedClasses = Literal[
    "learning_rate", "epochs", "batch_size", "rank", "weight_decay", "dropout", "label_smoothing"
]
SETTINGS: dict[str, Any] = {
    "learning_rate": mark("Learning rate: a tenth to ten times what suits the method"),
    "epochs": mark("Epochs: one to twice the number below"),
    "batch_size": mark("Batch size: a quarter to twice the number below"),
    "rank": mark("Size of additions: half to four times the number below"),
    "weight_decay": mark("Weight decay"),
    "dropout": mark("Dropout"),
    "label_smoothing": mark("Label smoothing"),
}


class SearchChoices(BaseModel):
    """What is searched, and for how long."""

    methods: list[Searched] = Field(
        default=["full"],
        min_length=1,
        max_length=5,
        title=mark("Methods"),
        description=mark("Of several, the method is one of the settings that are searched."),
        json_schema_extra={"choices": METHODS},
    )
    tuned: list[Tuned] = Field(
        default=["learning_rate", "epochs", "batch_size", "rank", "weight_decay"],
        min_length=1,
        title=mark("Settings to search"),
        description=mark("The others stay as they are chosen below."),
        json_schema_extra={"choices": SETTINGS},
    )
    trials: int = Field(
        default=20,
        ge=2,
        le=200,
        title=mark("Trials"),
        description=mark("How many settings are tried. The first are the ones chosen below."),
    )
    at_once: int = Field(
        default=4,
        ge=1,
        le=32,
        title=mark("Trials at once"),
        description=mark("Fewer learn more from one another; more end sooner on several workers."),
    )
    prune: bool = Field(
        default=True,
        title=mark("Give up early"),
        description=mark("A trial ends that is worse after an epoch than half of those before it."),
    )


class ClassSearchChoices(SearchChoices):
    """The same for classifiers, which may also smooth their labels."""

    tuned: list[TunedClasses] = Field(  # type: ignore[assignment]  # one choice more
        default=["learning_rate", "epochs", "batch_size", "rank", "weight_decay"],
        min_length=1,
        title=mark("Settings to search"),
        description=mark("The others stay as they are chosen below."),
        json_schema_extra={"choices": SETTINGS},
    )


class SearchParams(Training, SearchChoices, BaseChoice):
    """Choices of any search. ``Training`` holds where it starts and what it leaves alone."""

    def shared(self) -> dict[str, Any]:
        """What every trial is asked but for its method and settings."""
        return self.model_dump(mode="json", exclude=set(SearchChoices.model_fields))


class SearchClassifiersParams(ClassChoices, ClassSearchChoices, SearchParams):
    """Choices of a search for settings of a classifier."""


class SearchNumbersParams(NumberChoices, SearchParams):
    """Choices of a search for settings of a model that tells numbers."""

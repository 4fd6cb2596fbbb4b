"""What a comparison of methods is asked. Imports nothing heavy."""

from __future__ import annotations

from pydantic import BaseModel, Field

from apps.core.messages import mark
from apps.engines.builtin.text.params import (
    METHODS,
    BaseChoice,
    ClassChoices,
    Method,
    NumberChoices,
    Training,
)


class CompareChoices(BaseModel):
    """Which methods are compared, and which difference matters."""

    methods: list[Method] = Field(
        default=["full", "lora", "adalora", "adapter", "prefix", "probe"],
        min_length=2,
        max_length=len(METHODS),
        title=mark("Methods"),
        description=mark("Each learns from the same rows and is tested on the same rows."),
        json_schema_extra={"choices": METHODS},
    )
    margin: float


class PointsMargin(BaseModel):
    """Which difference of shares matters."""

    margin: float = Field(
        default=0.01,
        ge=0,
        le=0.2,
        title=mark("Difference that matters"),
        description=mark(
            "A method counts as good as the best one where the test shows that it is worse by no"
            " more than this; 0.01 is one point."
        ),
        json_schema_extra={"step": 0.005},
    )


class ErrorMargin(BaseModel):
    """Which difference of errors matters."""

    margin: float = Field(
        default=0.05,
        ge=0,
        le=0.5,
        title=mark("Difference that matters"),
        description=mark(
            "A method counts as good as the best one where the test shows that its error is larger"
            " by no more than this share of it; 0.05 is 5%."
        ),
        json_schema_extra={"step": 0.01},
    )


class CompareParams(Training, CompareChoices, BaseChoice):
    """Choices of any comparison. What the methods share is chosen once."""

    def trials(self) -> list[dict[str, object]]:
        """The parameters of each method's run."""
        shared = self.model_dump(mode="json", exclude={"methods", "margin"})
        return [{**shared, "method": method} for method in dict.fromkeys(self.methods)]


class CompareClassifiersParams(ClassChoices, PointsMargin, CompareParams):
    """Choices of a comparison of classifiers."""


class CompareNumbersParams(NumberChoices, ErrorMargin, CompareParams):
    """Choices of a comparison of models that tell numbers."""

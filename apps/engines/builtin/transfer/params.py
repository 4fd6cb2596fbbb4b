"""The parameters of ``regression.transfer``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark


class TransferParams(BaseModel):
    """Which market is the new one, and what may differ between markets."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    market: str = Field(
        default="",
        max_length=200,
        title=mark("New market"),
        description=mark(
            "Its name as the table has it. Rows of it without a target are predicted. Leave empty"
            " for a market that the table does not have."
        ),
    )
    slopes: Literal["auto", "none", "all"] = Field(
        default="auto",
        title=mark("Effects that differ by market"),
        description=mark("The level always differs. Each further one needs several periods."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "auto": mark("Those for which the data show it (at most two)"),
                "none": mark("None: only the level differs"),
                "all": mark("All predictors"),
            },
        },
    )
    confidence: float = Field(
        default=0.95,
        ge=0.5,
        le=0.99,
        title=mark("Confidence level"),
        description=mark("Share of new markets' values that the intervals are to hold."),
        json_schema_extra={"advanced": True, "step": 0.01},
    )
    missing: Literal["drop", "refuse"] = Field(
        default="drop",
        title=mark("Rows with a missing value"),
        description=mark("Rows left out are counted in the result."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "drop": mark("Leave out and count them"),
                "refuse": mark("Stop and say where they are"),
            },
        },
    )

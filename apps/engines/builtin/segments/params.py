"""Parameters of ``markets.segments``. Imports nothing heavy."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark

Scaling = Literal["z", "robust", "none"]
Missing = Literal["drop", "median", "refuse"]


class SegmentsParams(BaseModel):
    """How measures are made comparable, and how the number of segments is found."""

    model_config = ConfigDict(extra="forbid")

    segments: int | None = Field(
        default=None,
        ge=2,
        le=50,
        title=mark("Number of segments"),
        description=mark(
            "Left empty, it is chosen by how well half of the rows predicts the segments of the"
            " other half, and the answer may be that there are none."
        ),
    )
    most: int = Field(
        default=8,
        ge=2,
        le=20,
        title=mark("Most segments tried"),
        description=mark("Only used where the number of segments is left empty."),
        json_schema_extra={"advanced": True},
    )
    scaling: Scaling = Field(
        default="z",
        title=mark("Scale of the measures"),
        description=mark("What counts as the same difference in two measures."),
        json_schema_extra={
            "choices": {
                "z": mark("One standard deviation (z-scores)"),
                "robust": mark("One robust deviation: from the median, outliers hardly count"),
                "none": mark("One unit: only for measures in the same unit"),
            }
        },
    )
    missing: Missing = Field(
        default="drop",
        title=mark("Rows with a missing value"),
        description=mark("Nothing is filled in unless you choose so."),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "drop": mark("Leave out and name them"),
                "median": mark("Fill in the median of the measure and say so"),
                "refuse": mark("Stop and say where they are"),
            },
        },
    )
    sure: float = Field(
        default=0.8,
        ge=0.5,
        le=0.999,
        title=mark("Probability of a sure member"),
        description=mark(
            "A row whose segment is less probable lies between segments, and is named."
        ),
        json_schema_extra={"advanced": True, "step": 0.01},
    )

"""The slope of a line through the origin."""

from pydantic import BaseModel, ConfigDict, Field

from apps.sdk import Engine, InputSlot, RoleSpec, mark


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid")

    digits: int = Field(
        4, ge=1, le=12, title=mark("Shown digits"), description=mark("Of every figure.")
    )


class SlopeEngine(Engine):
    key = "outside.slope"
    version = "3.1"
    label = mark("Slope through the origin")
    description = mark("One number for how y grows with x.")
    Params = Params
    inputs = (
        InputSlot(
            key="data",
            label=mark("Points"),
            roles=(
                RoleSpec(key="x", label=mark("Across")),
                RoleSpec(key="y", label=mark("Up")),
            ),
        ),
    )
    runner = "lepton_outside.runner:Runner"
    docs = "Least squares without an intercept: the sum of x·y over the sum of x²."
    sources = ("Gauss (1809), Theoria motus",)


ENGINE = SlopeEngine()

"""The manifest of ``regression.gradient_descent``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from apps.core.messages import mark
from apps.engines.builtin.linear import outputs, slots
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.contract import (
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    OutputTable,
    Resources,
)

GPU_VALUES = 20_000_000  # below this a graphics processor has nothing to gain


class DescentParams(LinearParams):
    """Choices of a descent. Everything is standardised inside: steps need no unit."""

    optimizer: Literal["momentum", "plain", "adam"] = Field(
        default="momentum",
        title=mark("Method"),
        description=mark("How each step is made from the gradient."),
        json_schema_extra={
            "choices": {
                "momentum": mark("Gradient with momentum (Nesterov)"),
                "plain": mark("Plain gradient"),
                "adam": mark("Adam"),
            }
        },
    )
    learning_rate: float = Field(
        default=0.1,
        gt=0,
        le=10,
        title=mark("Learning rate"),
        description=mark("Length of a step. Too long diverges, too short takes for ever."),
    )
    epochs: int = Field(
        default=5000,
        ge=1,
        le=1_000_000,
        title=mark("Most epochs"),
        description=mark("Passes over the data at most; it ends sooner once it has converged."),
    )
    batch_size: int = Field(
        default=0,
        ge=0,
        title=mark("Batch size"),
        description=mark("Rows for each step; 0 takes all rows, which converges exactly."),
    )
    tolerance: float = Field(
        default=1e-11,
        gt=0,
        lt=1,
        title=mark("Tolerance"),
        description=mark("It has converged once no slope of the loss is steeper than this."),
    )


class GradientDescent(Engine):
    """Least squares by gradient descent on any device."""

    key = "regression.gradient_descent"
    version = "1.3.0"
    label = mark("Gradient descent")
    question = mark("What does fitting step by step find?")
    description = mark(
        "The same model found step by step, with a live loss curve, and compared with the exact"
        " solution."
    )
    kind = "regression"
    Params = DescentParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.gradient_descent.runner:Runner"
    requires = ("torch", "safetensors")
    extra = "models"
    supports_resume = True
    predicts = True
    sources = (
        "Nesterov (1983), A method of solving a convex programming problem with rate O(1/k²)",
        "Kingma and Ba (2015), Adam: a method for stochastic optimization",
    )
    docs = (
        "Predictors and targets are standardised, the mean squared error is minimised from zero,"
        " and the coefficients are given back in your units. The exact solution is computed beside"
        " it, so that the result says how far off the descent is."
    )

    def resources(self, params: DescentParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = sum(len(names) for names in data.roles.values()) if data else 0
        predictors = data.roles.get("predictors", []) if data else []
        columns += slots.terms_of(params, data) - len(predictors)
        values = rows * max(columns, 1)
        return Resources(
            device="gpu optional" if values > GPU_VALUES else "cpu",
            memory_bytes=700 * 1024**2
            + 24 * values
            + slots.memory_of_groups(params, data)
            + slots.memory_of_terms(params, data)
            + slots.memory_of_order(data),
            threads=2,
            seconds=3 + params.epochs * (2e-4 + values * 1e-9),
        )

    def validate(self, params: DescentParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)

    def outputs(
        self, params: DescentParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return outputs.tables(params, profiles)


ENGINE = GradientDescent()

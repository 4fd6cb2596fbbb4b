"""The manifest of ``regression.least_squares``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

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


class LeastSquares(Engine):
    """Ordinary and weighted least squares for one or several targets."""

    key = "regression.least_squares"
    version = "1.0.0"
    label = mark("Least squares")
    description = mark(
        "Exact fit of a straight-line relation D = A·d + b, with intervals, tests and diagnostics."
    )
    kind = "regression"
    Params = LinearParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.least_squares.runner:Runner"
    warm = True
    predicts = True
    sources = (
        "Golub and Van Loan, Matrix Computations, 4th ed., ch. 5",
        "Demmel, Grigori, Hoemmen, Langou (2012), Communication-optimal parallel and sequential QR",
        "Belsley, Kuh and Welsch (1980), Regression Diagnostics",
        "MacKinnon and White (1985), HC3 standard errors",
        "Koenker (1981), studentized Breusch-Pagan test",
    )
    docs = (
        "Householder QR of the centred columns in blocks of rows (memory does not grow with the"
        " table), refinement with extended-precision residuals where the table fits in"
        " memory, pivoted QR to find redundant columns. Intervals use Student's t.\n\n"
        "Without an intercept, R² is measured from zero and not from the mean.\n\n"
        "Limits: stored powers of a column (x, x², … x¹⁰) carry the rounding of their storage;"
        " about 8 digits is what any method can recover at degree 10."
    )

    def resources(self, params: LinearParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = sum(len(names) for names in data.roles.values()) if data else 0
        return Resources(
            memory_bytes=400 * 1024**2,
            seconds=0.2 + rows * max(columns, 1) * (columns + 10) * 1.2e-9,
        )

    def validate(self, params: LinearParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)

    def outputs(
        self, params: LinearParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return outputs.tables(params, profiles)


ENGINE = LeastSquares()

"""The manifest of ``regression.least_squares``. Imports nothing heavy."""

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


class LeastSquaresParams(LinearParams):
    """Choices of least squares."""

    diagnostics: Literal["automatic", "full", "none"] = Field(
        default="automatic",
        title=mark("Checks of the residuals"),
        description=mark(
            "They need a second reading of the table. Without them coefficients, classical errors,"
            " intervals, tests and R² are the same, and plots show a random sample; predictive R²,"
            " robust errors, the tests of the assumptions and warnings of hidden extrapolation are"
            " missing. They are made whatever is chosen here where robust errors, fitted values or"
            " the logarithm of a target are asked for, and where one reading leaves fewer than ten"
            " digits certain. Curved predictors and formulas take a reading of their own before."
        ),
        json_schema_extra={
            "advanced": True,
            "choices": {
                "automatic": mark("Automatic: all, but none above 50 million values"),
                "full": mark("All, in a second reading"),
                "none": mark("None"),
            },
        },
    )
    parts: int = Field(
        default=1,
        ge=1,
        le=256,
        title=mark("Parts"),
        description=mark(
            "Into how many jobs the first reading of the table is divided. Worth it for tables of"
            " many millions of rows and several workers; the answer is the same."
        ),
        json_schema_extra={"advanced": True},
    )


class LeastSquares(Engine):
    """Ordinary and weighted least squares for one or several targets."""

    key = "regression.least_squares"
    version = "1.3.0"
    label = mark("Least squares")
    question = mark("What goes along with demand, and how much of it?")
    description = mark(
        "Exact fit of a straight-line relation D = A·d + b, with intervals, tests and diagnostics."
    )
    kind = "regression"
    Params = LeastSquaresParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.least_squares.runner:Runner"
    warm = True
    predicts = True
    divisible = True
    notebook = "apps.engines.builtin.linear.notebook:steps"
    sources = (
        "Golub and Van Loan, Matrix Computations, 4th ed., ch. 5",
        "Demmel, Grigori, Hoemmen, Langou (2012), Communication-optimal parallel and sequential QR",
        "Yamamoto, Nakatsukasa, Yanagisawa, Fukaya (2015), Roundoff error analysis of the"
        " CholeskyQR2 algorithm",
        "Björck (1967), Iterative refinement of linear least squares solutions",
        "Belsley, Kuh and Welsch (1980), Regression Diagnostics",
        "White (1980); MacKinnon and White (1985), HC1 and HC3 standard errors",
        "Mason and Handscomb (2003), Chebyshev Polynomials",
        "Cameron and Miller (2015), A practitioner's guide to cluster-robust inference",
        "Koenker (1981), studentized Breusch-Pagan test",
        "Ramsey (1969), RESET; White (1980), general test of even scatter",
        "Durbin and Watson (1950, 1951, 1971); Jarque and Bera (1980)",
    )
    docs = (
        "One pass over the table gathers Gram matrices of rows that were made nearly orthonormal"
        " by the triangle of a first sample, so that they lose no digit as those of raw columns"
        " would; memory does not grow with the table. A second pass takes residuals, leverage and"
        " robust errors, and corrects the coefficients. Up to 10,000 rows, and in larger tables"
        " where fewer than ten digits would be certain, residuals are taken in double-double"
        " arithmetic. Pivoted QR finds redundant columns. Intervals use Student's t.\n\n"
        "Up to 50 million values, or where it is asked for, residuals are looked at in that second"
        " pass; larger tables are read once where that leaves ten digits certain.\n\n"
        "Checks: RESET, Breusch–Pagan, White, Durbin–Watson, Jarque–Bera, Cook's distance, DFBETAS,"
        " leverage, VIF, condition number and predictive R², each as a light with what it means and"
        " what to do.\n\n"
        "Standard errors are classical, robust (HC1, HC3) or by group (n − 1 over n − p times"
        " groups over groups − 1, Student's t with one degree of freedom less than there are"
        " groups); t, p, F and intervals follow the choice, those of predictions too.\n\n"
        "Certain digits: how many of the 16 digits that a number has in the computer neither the"
        " rounding of the computation nor that of the stored numbers can have changed. It is"
        " cautious: whole numbers are stored exactly, and often more digits are right.\n\n"
        "In parts, each job gathers the rows of some row groups, and what they found is added; the"
        " second pass is made by the job that puts them together.\n\n"
        "Without an intercept, R² is measured from zero and not from the mean.\n\n"
        "Curved predictors enter as polynomials: Chebyshev polynomials of the scaled predictor"
        " inside, and coefficients of its powers, with their errors, by an exact map. Tests of all"
        " terms and of those beyond a straight line are Wald's, by the errors chosen.\n\n"
        "Limits: powers that are stored as columns (x, x², … x¹⁰) carry the rounding of their"
        " storage; about 8 digits is what any method can recover of them at degree 10. Curved"
        " predictors keep them."
    )

    def resources(
        self, params: LeastSquaresParams, profiles: Mapping[str, InputProfile]
    ) -> Resources:
        data = profiles.get("data")
        rows = data.rows if data else 0
        columns = sum(len(names) for names in data.roles.values()) if data else 0
        predictors = data.roles.get("predictors", []) if data else []
        columns += slots.terms_of(params, data) - len(predictors)
        return Resources(
            memory_bytes=400 * 1024**2
            + slots.memory_of_groups(params, data)
            + slots.memory_of_terms(params, data)
            + slots.memory_of_order(data),
            seconds=0.2 + rows * max(columns, 1) * (columns + 10) * 1.2e-9,
        )

    def divides(self, params: LeastSquaresParams) -> bool:
        return params.parts > 1

    def validate(
        self, params: LeastSquaresParams, profiles: Mapping[str, InputProfile]
    ) -> list[Issue]:
        return slots.check(params, profiles)

    def outputs(
        self, params: LeastSquaresParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        return outputs.tables(params, profiles)


ENGINE = LeastSquares()

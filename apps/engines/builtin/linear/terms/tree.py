"""What a formula says, typed: the one form that formula box, clicks and REST come to, and that a
saved model keeps. Imports nothing heavy.

An expression gives one number for each row; a factor gives one or several columns; a term is the
product of its factors, each column of one with each of the other; a formula is a sum of terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Operator = Literal["+", "-", "*", "/", "**"]
Function = Literal["log", "log10", "log1p", "exp", "sqrt", "abs"]
MOST_POLYNOMIAL = 15
MOST_SPLINE = 30


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Part):
    """A column as it stands in the table."""

    kind: Literal["column"] = "column"
    name: str


class Number(_Part):
    kind: Literal["number"] = "number"
    value: float


class Call(_Part):
    """A function of one number."""

    kind: Literal["call"] = "call"
    function: Function
    of: Expression


class Past(_Part):
    """``lag``: the value so many periods before, in the same market. ``diff`` and ``growth``: the
    change since then, as a difference and as a share of the value then.
    """

    kind: Literal["past"] = "past"
    function: Literal["lag", "diff", "growth"]
    of: Expression
    periods: int = Field(ge=1, le=400)


class Arithmetic(_Part):
    kind: Literal["arithmetic"] = "arithmetic"
    operator: Operator
    left: Expression
    right: Expression


Expression = Annotated[Column | Number | Call | Past | Arithmetic, Field(discriminator="kind")]


class Value(_Part):
    """One column: the expression as it is, or less its mean, or that in standard deviations."""

    kind: Literal["value"] = "value"
    of: Expression
    scaled: Literal["", "center", "standardize"] = ""


class Polynomial(_Part):
    kind: Literal["poly"] = "poly"
    of: Expression
    degree: int = Field(ge=1, le=MOST_POLYNOMIAL)


class Spline(_Part):
    """``bs``: B-spline, cubic by default. ``ns``: natural cubic spline, straight outside the data.

    ``columns`` are what it takes, the constant not counted; knots inside are then at quantiles.
    """

    kind: Literal["spline"] = "spline"
    of: Expression
    basis: Literal["bs", "ns"]
    columns: int | None = Field(default=None, ge=1, le=MOST_SPLINE)
    knots: tuple[float, ...] = ()
    degree: int = Field(default=3, ge=1, le=5)

    @property
    def count(self) -> int:
        """How many columns it has."""
        if self.columns is not None:
            return self.columns
        return len(self.knots) + (self.degree if self.basis == "bs" else 1)


class Category(_Part):
    """A column of zeros and ones for each level but the baseline, '' being the most frequent."""

    kind: Literal["category"] = "category"
    column: str
    baseline: str = ""


Factor = Annotated[Value | Polynomial | Spline | Category, Field(discriminator="kind")]
Term = tuple[Factor, ...]


class Formula(_Part):
    """``target`` is None where the left side was left out: the chosen targets as they are.

    ``terms`` are in the order of their number of factors, then as written.
    """

    target: Expression | None = None
    intercept: bool = True
    terms: tuple[Term, ...]

    @property
    def logged(self) -> bool:
        """Whether the logarithm of the target is modelled."""
        return isinstance(self.target, Call)

    @property
    def target_column(self) -> str:
        """The column of the left side, '' where it was left out."""
        inner = self.target.of if isinstance(self.target, Call) else self.target
        return inner.name if isinstance(inner, Column) else ""

    def factors(self) -> list[Factor]:
        """Each factor once, in order."""
        return list(dict.fromkeys(factor for term in self.terms for factor in term))

    def numbers(self) -> list[tuple[str, int]]:
        """(column, how many periods before) of all numbers that the terms are made of."""
        found = [
            one
            for factor in self.factors()
            if not isinstance(factor, Category)
            for one in needs(factor.of)
        ]
        return list(dict.fromkeys(found))

    def categories(self) -> list[Category]:
        return [factor for factor in self.factors() if isinstance(factor, Category)]

    def columns(self) -> list[str]:
        """The columns of the table that the right side names."""
        names = [name for name, _ in self.numbers()]
        return list(dict.fromkeys([*names, *(one.column for one in self.categories())]))

    @property
    def has_past(self) -> bool:
        return any(periods for _, periods in self.numbers())


for _model in (Call, Past, Arithmetic, Value, Polynomial, Spline, Formula):
    _model.model_rebuild()


def needs(part: Expression, before: int = 0) -> Iterator[tuple[str, int]]:
    """(column, how many periods before) that an expression reads."""
    if isinstance(part, Column):
        yield part.name, before
    elif isinstance(part, Call):
        yield from needs(part.of, before)
    elif isinstance(part, Past):
        if part.function != "lag":
            yield from needs(part.of, before)
        yield from needs(part.of, before + part.periods)
    elif isinstance(part, Arithmetic):
        yield from needs(part.left, before)
        yield from needs(part.right, before)

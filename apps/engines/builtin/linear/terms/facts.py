"""What a look at all rows has told of a formula's parts: all that its columns need besides the row.
Small, and JSON: parts of a divided run and saved models carry it.
"""

from __future__ import annotations

from pydantic import BaseModel

from apps.engines.builtin.linear.terms.tree import Formula


class Given(BaseModel):
    """What a row tells: a number, a number some periods before, or a category's level.

    ``counts`` are used rows of each level, ``low``, ``high`` and ``mean`` of a number.
    """

    column: str
    before: int = 0
    levels: list[str] | None = None
    counts: list[int] = []
    low: float = 0.0
    high: float = 0.0
    mean: float = 0.0

    @property
    def name(self) -> str:
        """What it is called where a prediction asks for it."""
        return f"lag({self.column}, {self.before})" if self.before else self.column


class Measured(BaseModel):
    """Of one factor: least and most, mean and standard deviation, knots inside."""

    low: float = 0.0
    high: float = 0.0
    mean: float = 0.0
    sd: float = 1.0
    knots: list[float] = []


class Facts(BaseModel):
    """``formula`` with every baseline named; ``measured`` in the order of ``formula.factors()``.

    ``step`` is how far one period is from the next ('1', '3 month', '7 day'; '' where none is asked
    for); ``dropped`` are levels of categories without a used row.
    """

    formula: Formula
    given: list[Given]
    measured: list[Measured]
    step: str = ""
    dropped: dict[str, list[str]] = {}

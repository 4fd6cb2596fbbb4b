"""Terms as they are clicked together or sent by REST: columns with what is done to them. They
become a formula's text, which is read like any other. Imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.engines.builtin.linear.terms.tree import MOST_POLYNOMIAL, MOST_SPLINE
from apps.engines.builtin.linear.terms.wording import column_text, number_text, quoted

Change = Literal["", "lag", "diff", "growth"]
Scale = Literal["", "log", "log10", "log1p", "sqrt", "exp"]
Shape = Literal["line", "poly", "bs", "ns", "category", "standardize", "center"]


class Part(BaseModel):
    """One column in a term. First ``change`` (of ``periods``) is taken, then ``scale``; ``shape``
    says how the number enters: as a line, polynomial (``degree``), spline (``df``, or ``knots``),
    category against ``baseline`` (the most frequent level if empty), or scaled.
    """

    model_config = ConfigDict(extra="forbid")

    column: str = Field(min_length=1, max_length=300)
    change: Change = ""
    periods: int = Field(default=1, ge=1, le=400)
    scale: Scale = ""
    shape: Shape = "line"
    degree: int = Field(default=2, ge=1, le=MOST_POLYNOMIAL)
    df: int = Field(default=4, ge=1, le=MOST_SPLINE)
    knots: list[float] = Field(default=[], max_length=30)
    baseline: str = Field(default="", max_length=300)

    @property
    def text(self) -> str:
        """As it is written in a formula."""
        name = column_text(self.column)
        if self.shape == "category":
            return f"C({name}, {quoted(self.baseline)})" if self.baseline else f"C({name})"
        inner = f"{self.change}({name}, {self.periods})" if self.change else name
        inner = f"{self.scale}({inner})" if self.scale else inner
        if self.shape == "line":
            return inner
        if self.shape == "poly":
            return f"poly({inner}, {self.degree})"
        if self.shape in ("standardize", "center"):
            return f"{self.shape}({inner})"
        if self.knots:
            return f"{self.shape}({inner}, knots=[{', '.join(map(number_text, self.knots))}])"
        return f"{self.shape}({inner}, df={self.df})"


class Chosen(BaseModel):
    """One term: one part, or the product of several (their interaction alone: send each part as a
    term of its own, too, where it should also act by itself).
    """

    model_config = ConfigDict(extra="forbid")

    parts: list[Part] = Field(min_length=1, max_length=4)

    @property
    def text(self) -> str:
        return ":".join(part.text for part in self.parts)


def text_of(chosen: Sequence[Chosen], left: str = "") -> str:
    """The formula of these terms; ``left`` is its left side."""
    texts = list(dict.fromkeys(term.text for term in chosen))
    return f"{left} ~ {' + '.join(texts) or '1'}".strip()

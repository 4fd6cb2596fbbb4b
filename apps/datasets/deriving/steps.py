"""What columns are to be added to a table, typed: form, REST and engine share it. Imports nothing
heavy.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import mark

MOST_STEPS = 20
MOST_PERIODS = 60
MOST_GROUPS = 4
LONGEST_NAME = 120
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00-\x1f\x7f]+$")]
Optional = Annotated[str, Field(max_length=1000)]
Source = Annotated[str, Field(min_length=1, max_length=1000)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Measure = Literal["lag", "difference", "growth", "log_difference", "rolling_mean"]
Rule = Literal["last", "month", "quarter", "year"]
INTO = {"version": mark("The next version of this dataset"), "new": mark("A new dataset")}
KINDS = {
    "formula": mark("Formula"),
    "change": mark("Change over time"),
    "share": mark("Share of a total"),
    "unit": mark("Other unit"),
    "currency": mark("Other currency"),
    "deflate": mark("Constant prices"),
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Step(_Part):
    """``name`` is the new column's."""

    name: Name


class FormulaStep(_Step):
    """Arithmetic on the numbers of a row."""

    kind: Literal["formula"] = "formula"
    formula: str = Field(min_length=1, max_length=2000)
    unit: str = Field(default="", max_length=40)


class ChangeStep(_Step):
    """An earlier value, the change since then, or the mean of the last ``periods``, in the same
    ``market``. Growth is (x − x₋ₖ) / x₋ₖ, from values above zero; a log difference is
    ln x − ln x₋ₖ.
    """

    kind: Literal["change"] = "change"
    column: Source
    measure: Measure
    periods: int = Field(default=1, ge=1, le=MOST_PERIODS)
    period: Source
    market: Optional = ""
    percent: bool = False


class ShareStep(_Step):
    """The value over the sum of its group; without groups over that of the whole table."""

    kind: Literal["share"] = "share"
    column: Source
    groups: list[Source] = Field(default_factory=list, max_length=MOST_GROUPS)
    percent: bool = False


class UnitStep(_Step):
    kind: Literal["unit"] = "unit"
    column: Source
    from_unit: str = Field(max_length=40)
    to_unit: str = Field(max_length=40)


class CurrencyStep(_Step):
    """``currency_column`` tells each row's currency, else ``currency`` is that of all rows.

    ``rule``: ``last`` takes the rate of the row's day or the last one before, at most ``most_days``
    days old, a longer period counting by its last day; the others take the mean of the rates in the
    month, quarter or year of the row.
    """

    kind: Literal["currency"] = "currency"
    column: Source
    currency_column: Optional = ""
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    to: Code
    date: Source
    rule: Rule = "last"
    most_days: int = Field(default=7, ge=0, le=366)


class DeflateStep(_Step):
    """value / index · ``base``: in prices of ``prices_of``, where the index is ``base``."""

    kind: Literal["deflate"] = "deflate"
    column: Source
    index: Source
    base: float = Field(default=100.0, gt=0, lt=1e12, allow_inf_nan=False)
    prices_of: str = Field(min_length=1, max_length=20)


Step = Annotated[
    FormulaStep | ChangeStep | ShareStep | UnitStep | CurrencyStep | DeflateStep,
    Field(discriminator="kind"),
]


class RateTable(_Part):
    """How the table of rates is read. ``per_base``: a rate is how much of the currency one unit of
    the base is worth, as the European Central Bank has it; ``in_base``: how much of the base one
    unit of the currency is worth. The base is that of ``base_column``, else ``base``. ``title`` is
    the table's name and version.
    """

    currency: Source = "currency"
    date: Source = "date"
    rate: Source = "rate"
    base_column: Optional = ""
    base: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    direction: Literal["per_base", "in_base"] = "per_base"
    title: str = Field(default="", max_length=200)


class DeriveParams(BaseModel):
    """The steps in order: each may use the columns that those before it have made. ``into`` is the
    ``version`` after the newest one of the same dataset, or a ``new`` dataset of this ``name``.
    """

    model_config = ConfigDict(extra="forbid")

    steps: list[Step] = Field(min_length=1, max_length=MOST_STEPS, title=mark("Columns to add"))
    rates: RateTable | None = Field(default=None, title=mark("Exchange rates"))
    into: Literal["version", "new"] = Field(
        default="version",
        title=mark("Keep as"),
        json_schema_extra={"choices": {**INTO}},
    )
    name: str = Field(default="", max_length=LONGEST_NAME, title=mark("Name of the new dataset"))
    replace: bool = Field(default=False, title=mark("Replace columns of the same name"))

    @property
    def needs_rates(self) -> bool:
        return any(isinstance(step, CurrencyStep) for step in self.steps)

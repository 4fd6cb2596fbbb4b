"""The manifest of ``markets.choice``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.choice import slots
from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources


class Choice(Engine):
    """The conditional logit: what moves choices, and who takes from whom."""

    key = "markets.choice"
    version = "1.0.0"
    label = mark("Choice among competitors")
    question = mark("Why do people choose us or a competitor?")
    description = mark(
        "What makes people choose one product over its competitors: shares, price elasticities,"
        " willingness to pay, and what a price change or a newcomer would do."
    )
    kind = "markets"
    Params = ChoiceParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (slots.DATA,)
    runner = "apps.engines.builtin.choice.runner:Runner"
    warm = True
    stores = False
    sources = (
        "McFadden (1974), Conditional logit analysis of qualitative choice behavior",
        "Train (2009), Discrete Choice Methods with Simulation, chapters 2 and 3",
        "Greene (2018), Econometric Analysis, chapter 18",
        "Hausman and McFadden (1984), Specification tests for the multinomial logit model",
        "Holm (1979), A simple sequentially rejective multiple test procedure",
        "Fieller (1954), Some problems in interval estimation",
        "Albert and Anderson (1984), On the existence of maximum likelihood estimates in logistic"
        " regression models",
        "Peduzzi, Concato, Kemper, Holford and Feinstein (1996), A simulation study of the number"
        " of events per variable in logistic regression analysis",
    )
    docs = (
        "The chance of choosing an alternative is its exp(utility) over the sum of those in its"
        " situation. Utility is linear in price and attributes, with a constant for each"
        " alternative but the baseline, shifted by characteristics of who chooses. The likelihood"
        " is concave and maximised by Newton's method with exact derivatives.\n\n"
        "Standard errors are those of maximum likelihood, or robust by situation or respondent"
        " with the factor G / (G − 1) and t quantiles with G − 1 degrees of freedom.\n\n"
        "Shares and elasticities are of the whole sample (sample enumeration): an elasticity is"
        " the percent change of the sum of chances when one price rises by 1 % in all situations."
        " Intervals are by the delta method, on the logit scale for shares. Willingness to pay is"
        " the ratio of two coefficients with Fieller's interval, which has no bounds where the"
        " price's interval reaches 0.\n\n"
        "Columns that predict choices perfectly have no finite estimate: a linear programme finds"
        " them, and the run is refused with their names, as it is where an alternative is never"
        " chosen, a situation has no or several choices, or an attribute does not vary.\n\n"
        "Independence of irrelevant alternatives (IIA) is tested by leaving out each of the twelve"
        " alternatives chosen most, with Holm's correction.\n\n"
        "Limits: 100 alternatives; elasticities are shown for twelve. Tastes are the same for all"
        " but for characteristics given: no nested or mixed logit. Prices are taken as given, not"
        " as set in answer to demand."
    )

    def resources(self, params: ChoiceParams, profiles: Mapping[str, InputProfile]) -> Resources:
        data = profiles.get("data")
        rows, width = (data.rows, _width(params, data)) if data else (0, 4)
        numbers = rows * (width + 6) * 8
        return Resources(
            memory_bytes=300 * 1024**2 + numbers * 8,
            seconds=1.0 + rows * width * (6e-7 * width + 2e-6),
        )

    def validate(self, params: ChoiceParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.check(params, profiles)


def _width(params: ChoiceParams, data: InputProfile) -> int:
    """About how many coefficients there are."""
    plain = len(data.roles.get("price", [])) + len(data.roles.get("attributes", []))
    if not params.constants:
        return plain
    names = data.roles.get("alternative", [])
    column = data.column(names[0]) if names else None
    others = max((column.distinct or 10) - 1, 1) if column else 9
    return plain + min(others, 99) * (1 + len(data.roles.get("characteristics", [])))


ENGINE = Choice()

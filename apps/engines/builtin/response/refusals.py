"""Sentences for what cannot be estimated."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.contract import Refusal


def redundant(label: Message | str, others: list[Message | str]) -> Refusal:
    fix = msg("Leave one of them out.")
    if not others:
        return Refusal(
            msg("'{name}' says nothing new beside the levels of markets.", name=label), fix=fix,
            field="data",
        )  # fmt: skip
    if len(others) == 1:
        return Refusal(
            msg("'{name}' says nothing new beside '{other}'.", name=label, other=others[0]),
            fix=fix,
            field="data",
        )
    return Refusal(
        msg("'{name}' can be computed from {others}.", name=label, others=_listed(others)),
        fix=fix,
        field="data",
    )


def _listed(labels: list[Message | str]) -> Message | list[str]:
    """Names of columns as a list; where one is a sentence, in the reader's language, two by two."""
    if all(isinstance(label, str) for label in labels):
        return [str(label) for label in labels]
    found, *others = labels
    listed = msg("{name}", name=found)
    for other in others:
        listed = msg("{first}, {second}", first=listed, second=other)
    return listed


def check_rows(rows: int, unknowns: int) -> None:
    """At least one row more than there are unknowns."""
    if rows > unknowns:
        return
    raise Refusal(
        msg(
            "{rows} rows cannot estimate {unknowns} unknowns, levels of markets included, and how"
            " sure they are.",
            rows=rows,
            unknowns=unknowns,
        ),
        fix=msg("Add rows, or choose fewer columns, seasons or periods."),
        field="data",
    )


def check_markets(count: int) -> None:
    """Errors by market need several."""
    if count < 2:
        raise Refusal(
            msg("All rows used belong to one market: errors by market need several."),
            fix=msg("Choose other standard errors."),
            field="errors",
        )


def no_level(price: float) -> Refusal:
    """A straight line that is below zero at today's price."""
    return Refusal(
        msg(
            "At the price {price} the straight line gives a quantity of zero or less.",
            price=Num(value=price, digits=6),
        ),
        fix=msg("Choose a price today within the data, or another demand curve."),
        field="price_now",
    )


def no_price(price: float) -> Refusal:
    """Shares of a price that is nothing mean nothing."""
    return Refusal(
        msg(
            "The median price is {price}: changes in % are of a price above zero.",
            price=Num(value=price, digits=6),
        ),
        fix=msg("Give the price today."),
        field="price_now",
    )


def negative_cost(cost: float, name: str) -> Refusal:
    """A cost is zero or more."""
    return Refusal(
        msg(
            "The mean cost in '{name}' is negative: {cost}.",
            name=name,
            cost=Num(value=cost, digits=6),
        ),
        fix=msg("Correct the costs, or give the cost of one unit."),
        field="data.cost",
    )


def no_order(market: str, period: str) -> Refusal:
    """Errors over periods need one row for each."""
    return Refusal(
        msg("Period {period} of market '{market}' has several rows.", period=period, market=market)
        if market
        else msg("Period {period} has several rows.", period=period),
        fix=msg(
            "Errors over periods take one row for each: choose the column of markets, or robust"
            " errors."
        ),
        field="errors",
    )

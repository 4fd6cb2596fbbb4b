"""What a run was asked to add, in words: a line for each step. Imports nothing heavy."""

from __future__ import annotations

from apps.core.messages import Message, msg, msgn
from apps.datasets.deriving.steps import (
    ChangeStep,
    CurrencyStep,
    DeflateStep,
    FormulaStep,
    RateTable,
    ShareStep,
    Step,
    UnitStep,
)


def in_words(step: Step) -> Message:
    """One step with all that decides its figures."""
    names = {"name": step.name}
    match step:
        case FormulaStep(formula=formula, unit=""):
            return msg("'{name}' = {formula}", formula=formula, **names)
        case FormulaStep(formula=formula, unit=unit):
            return msg("'{name}' = {formula}, in {unit}", formula=formula, unit=unit, **names)
        case ChangeStep():
            return _change(step)
        case ShareStep():
            return _share(step)
        case UnitStep():
            return msg(
                "'{name}': '{column}' in {after} instead of {before}",
                column=step.column,
                after=step.to_unit,
                before=step.from_unit,
                **names,
            )
        case CurrencyStep():
            return _money(step)
        case DeflateStep():
            return msg(
                "'{name}': '{column}' in prices of {year}, where the index '{index}' is {base}",
                column=step.column,
                year=step.prices_of,
                index=step.index,
                base=step.base,
                **names,
            )


def rates_in_words(rates: RateTable) -> Message:
    """How the table of rates was read."""
    base: str | Message = rates.base or msg("what '{column}' names", column=rates.base_column)
    told: dict[str, str | Message] = {
        "title": rates.title or "–",
        "currency": rates.currency,
        "date": rates.date,
        "rate": rates.rate,
        "base": base,
    }
    if rates.direction == "per_base":
        return msg(
            "{title}: '{rate}' is how much of '{currency}' one unit of {base} is worth on '{date}'",
            **told,
        )
    return msg(
        "{title}: '{rate}' is how much of {base} one unit of '{currency}' is worth on '{date}'",
        **told,
    )


def _share(step: ShareStep) -> Message:
    names = {"name": step.name, "column": step.column}
    if not step.groups:
        if step.percent:
            return msg("'{name}': share of '{column}' in its total, in percent", **names)
        return msg("'{name}': share of '{column}' in its total", **names)
    if step.percent:
        return msg(
            "'{name}': share of '{column}' in its total for each {groups}, in percent",
            groups=step.groups,
            **names,
        )
    return msg(
        "'{name}': share of '{column}' in its total for each {groups}", groups=step.groups, **names
    )


def _change(step: ChangeStep) -> Message:
    steps = msgn("{count} step", "{count} steps", step.periods)
    column = step.column
    what = {
        "growth": msg("growth of '{column}' over {steps}", column=column, steps=steps),
        "difference": msg("difference of '{column}' over {steps}", column=column, steps=steps),
        "log_difference": msg(
            "difference of the logarithm of '{column}' over {steps}", column=column, steps=steps
        ),
        "lag": msg("'{column}' of {steps} before", column=column, steps=steps),
        "rolling_mean": msg("mean of '{column}' over {steps}", column=column, steps=steps),
    }[step.measure]
    if step.measure == "growth" and step.percent:
        what = msg("growth of '{column}' over {steps}, in percent", column=column, steps=steps)
    if step.market:
        return msg(
            "'{name}': {what}, by '{period}', each '{market}' for itself",
            name=step.name,
            what=what,
            period=step.period,
            market=step.market,
        )
    return msg(
        "'{name}': {what}, by '{period}', all rows as one series",
        name=step.name,
        what=what,
        period=step.period,
    )


def _money(step: CurrencyStep) -> Message:
    before = (
        msg("what '{column}' names", column=step.currency_column)
        if step.currency_column
        else step.currency
    )
    rule = {
        "last": msg("the last rate, {days} days old at most", days=step.most_days),
        "month": msg("the mean rate of the month"),
        "quarter": msg("the mean rate of the quarter"),
        "year": msg("the mean rate of the year"),
    }[step.rule]
    return msg(
        "'{name}': '{column}' from {before} to {after} by the day in '{date}': {rule}",
        name=step.name,
        column=step.column,
        before=before,
        after=step.to,
        date=step.date,
        rule=rule,
    )

"""What a run was asked to add, in words: a line for each step. Imports nothing heavy."""

from __future__ import annotations

from apps.core.messages import Message, msg, msgn
from apps.datasets.deriving.steps import (
    ChangeStep,
    CurrencyStep,
    DeflateStep,
    FormulaStep,
    ShareStep,
    Step,
    UnitStep,
)


def in_words(step: Step) -> Message:
    """One step, with the columns that it reads."""
    match step:
        case FormulaStep(name=name, formula=formula):
            return msg("'{name}' = {formula}", name=name, formula=formula)
        case ChangeStep():
            return _change(step)
        case ShareStep(name=name, column=column, groups=[]):
            return msg("'{name}': share of '{column}' in its total", name=name, column=column)
        case ShareStep(name=name, column=column, groups=groups):
            return msg(
                "'{name}': share of '{column}' in its total for each {groups}",
                name=name,
                column=column,
                groups=groups,
            )
        case UnitStep(name=name, column=column):
            units = {"before": step.from_unit, "after": step.to_unit}
            return msg(
                "'{name}': '{column}' in {after} instead of {before}",
                name=name,
                column=column,
                **units,
            )
        case CurrencyStep(name=name, column=column, to=to):
            return msg("'{name}': '{column}' in {to}", name=name, column=column, to=to)
        case DeflateStep(name=name, column=column, prices_of=year):
            return msg(
                "'{name}': '{column}' in prices of {year}", name=name, column=column, year=year
            )


def _change(step: ChangeStep) -> Message:
    names = {"name": step.name, "column": step.column}
    if step.measure == "growth":
        return msgn(
            "'{name}': growth of '{column}' since the period before",
            "'{name}': growth of '{column}' since {count} periods before",
            step.periods,
            **names,
        )
    if step.measure == "difference":
        return msgn(
            "'{name}': difference of '{column}' to the period before",
            "'{name}': difference of '{column}' to {count} periods before",
            step.periods,
            **names,
        )
    if step.measure == "log_difference":
        return msgn(
            "'{name}': difference of the logarithm of '{column}' to the period before",
            "'{name}': difference of the logarithm of '{column}' to {count} periods before",
            step.periods,
            **names,
        )
    if step.measure == "lag":
        return msgn(
            "'{name}': '{column}' of the period before",
            "'{name}': '{column}' of {count} periods before",
            step.periods,
            **names,
        )
    return msgn(
        "'{name}': '{column}' of this period",
        "'{name}': mean of '{column}' over the last {count} periods",
        step.periods,
        **names,
    )

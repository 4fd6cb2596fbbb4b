"""The formula that a run was asked for, and what can be told of it before it runs. Imports nothing
heavy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.linear.terms.contrasts import coded
from apps.engines.builtin.linear.terms.grammar import read
from apps.engines.builtin.linear.terms.tokens import FIELD
from apps.engines.builtin.linear.terms.tree import (
    Category,
    Factor,
    Formula,
    Polynomial,
    Spline,
    needs,
)
from apps.engines.builtin.linear.terms.wording import expression_text
from apps.engines.contract import ColumnProfile, Issue

MOST_LEVELS = 200  # of a category
MOST_COLUMNS = 1000  # of a model that was asked for by a formula

NO_PERIOD = msg("Earlier periods need a column that says when a row is.")
PERIOD_FIX = msg("Choose a column of dates, quarters, years or whole numbers as the period.")


def wanted(params: Any) -> bool:
    """Whether a formula was written."""
    return bool(getattr(params, "formula", "").strip())


def formula_of(
    params: Any, columns: Sequence[ColumnProfile], roles: Mapping[str, Sequence[str]]
) -> tuple[Formula | None, list[Issue]]:
    """The formula and what is wrong with it; (None, []) where none was written."""
    if not wanted(params):
        return None, []
    known = {column.name: column for column in columns}
    formula, issues = read(params.formula, known)
    if formula is None:
        return None, issues
    if not params.intercept:
        formula = formula.model_copy(update={"intercept": False})
    found = [
        *_twice(params), *_target(formula, roles), *_itself(formula, roles),
        *_not_named(formula, roles), *_no_period(formula, roles), *_levels(formula, known),
        *_empty(formula),
    ]  # fmt: skip
    many = coefficients(formula, known)
    if many > MOST_COLUMNS:
        found.append(
            _issue(
                msg("The formula makes about {count} coefficients.", count=many),
                msg("Write one with at most {most}.", most=MOST_COLUMNS),
            )
        )
    return formula, found


def _issue(message: Any, fix: Any, field: str = FIELD) -> Issue:
    return Issue(message=message, fix=fix, field=field)


def _twice(params: Any) -> Iterator[Issue]:
    if params.powers.strip():
        yield _issue(
            msg("Curved predictors and a formula are both given."),
            msg("Write the curves into the formula, as poly(price, 2)."),
            "powers",
        )
    if params.terms:
        yield _issue(msg("Terms and a formula are both given."), msg("Give one of them."), "terms")


def _target(formula: Formula, roles: Mapping[str, Sequence[str]]) -> Iterator[Issue]:
    targets, left = list(roles.get("target", [])), formula.target_column
    if left and targets and targets != [left]:
        yield _issue(
            msg("Left of ~ stands {left}, but the target chosen is {names}.", left=left,
                names=targets),
            msg("Choose {left} as the only target, or leave out what is left of ~.", left=left),
        )  # fmt: skip


def _itself(formula: Formula, roles: Mapping[str, Sequence[str]]) -> Iterator[Issue]:
    now = {name for name, before in formula.numbers() if not before}
    now |= {one.column for one in formula.categories()}
    both = [name for name in roles.get("target", []) if name in now]
    if both:
        yield _issue(
            msg("{names} cannot explain itself.", names=both),
            msg("Take it out of the right side; its past may stay, as lag({name}, 1).",
                name=both[0]),
        )  # fmt: skip


def _not_named(formula: Formula, roles: Mapping[str, Sequence[str]]) -> Iterator[Issue]:
    named = formula.columns()
    missing = [name for name in roles.get("predictors", []) if name not in named]
    if missing:
        yield _issue(
            msg("The formula does not name {names}, chosen as predictors.", names=missing),
            msg("Add them to the formula, or take them out of the predictors."),
            "data.predictors",
        )


def _no_period(formula: Formula, roles: Mapping[str, Sequence[str]]) -> Iterator[Issue]:
    if formula.has_past and not roles.get("period"):
        yield _issue(NO_PERIOD, PERIOD_FIX, "data.period")


def _levels(formula: Formula, known: Mapping[str, ColumnProfile]) -> Iterator[Issue]:
    for name in dict.fromkeys(one.column for one in formula.categories()):
        distinct = known[name].distinct
        if distinct is not None and distinct > MOST_LEVELS:
            yield _issue(
                msg(
                    "'{name}' has {count} different values: as a category at most {most} can be"
                    " told apart.",
                    name=name, count=distinct, most=MOST_LEVELS,
                ),
                msg(
                    "Group them in a new column, as regions instead of cities, or use the number as"
                    " it is."
                ),
            )  # fmt: skip


def _empty(formula: Formula) -> Iterator[Issue]:
    for factor in formula.factors():
        if not isinstance(factor, Category) and not list(needs(factor.of)):
            yield _issue(
                msg("{expression} names no column.", expression=expression_text(factor.of)),
                msg("Take it out, or name a column in it."),
            )
    if not formula.terms and not formula.intercept:
        yield _issue(
            msg("The formula has neither a term nor an intercept."),
            msg("Write what explains the target, as price + C(region)."),
        )


def coefficients(formula: Formula, known: Mapping[str, ColumnProfile]) -> int:
    """How many the model has, the intercept too: an estimate, where levels are not known yet."""
    pieces = [piece for term in coded(formula) for piece in term]
    return int(formula.intercept) + sum(
        prod(_count(factor, full, known) for factor, full in piece) for piece in pieces
    )


def _count(factor: Factor, full: bool, known: Mapping[str, ColumnProfile]) -> int:
    if isinstance(factor, Polynomial):
        return factor.degree
    if isinstance(factor, Spline):
        return factor.count
    if isinstance(factor, Category):
        column = known.get(factor.column)
        levels = (column.distinct if column else None) or 2
        return max(levels - (not full), 1)
    return 1


def targets_of(params: Any, columns: Sequence[ColumnProfile], targets: list[str]) -> list[str]:
    """What the targets of the fit are called: log(sales) where its logarithm is modelled."""
    known = {column.name: column for column in columns}
    formula = read(params.formula, known)[0] if wanted(params) else None
    if formula is None or not formula.logged or formula.target is None:
        return targets
    return [expression_text(formula.target)]

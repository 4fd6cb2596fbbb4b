"""The input slot and the checks that linear engines share. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from apps.core.messages import Message, mark, msg, msgn
from apps.engines.builtin.linear.powers import degrees
from apps.engines.builtin.linear.terms.asked import coefficients, formula_of, wanted
from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, Issue, RoleSpec

WeightKind = Literal["analytic", "frequency"]
ErrorKind = Literal["classical", "hc1", "hc3", "cluster"]

NO_ORIGIN = msg("A polynomial needs an intercept.")
ORIGIN_FIX = msg("Fit an intercept, or let all predictors enter as they are.")
NO_GROUPS = msg("Errors by group need a column that says which rows belong together.")
GROUPS_FIX = msg("Choose a column of groups, or other errors.")

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="target",
            label=mark("Target"),
            help=mark("What is to be explained, e.g. demand. Several are fitted side by side."),
            maximum=None,
        ),
        RoleSpec(
            key="predictors",
            label=mark("Predictors"),
            help=mark("What explains it, e.g. price, income, research scores."),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="weights",
            label=mark("Weights"),
            help=mark("How much each row counts. Leave empty to count all rows alike."),
            minimum=0,
        ),
        RoleSpec(
            key="cluster",
            label=mark("Groups"),
            help=mark(
                "Rows that belong together, e.g. all years of a country. Only used for errors by"
                " group."
            ),
            minimum=0,
            dtypes=("text", "integer", "date", "datetime", "number", "boolean"),
        ),
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark(
                "Which market a row belongs to, e.g. the country: rows follow each other only"
                " within one, in the test of independence and for earlier periods in a formula."
            ),
            minimum=0,
            dtypes=("text", "integer", "date", "datetime", "number", "boolean"),
        ),
        RoleSpec(
            key="period",
            label=mark("Period"),
            help=mark(
                "In which order rows follow each other, for the test of independence and for"
                " earlier periods in a formula: a date, month, quarter or year, also as text, or a"
                " whole number. Without it rows are taken as they stand."
            ),
            minimum=0,
            dtypes=("number", "integer", "date", "datetime", "text"),
        ),
        RoleSpec(
            key="labels",
            label=mark("Row names"),
            help=mark("Names the rows in plots and warnings, e.g. the country."),
            minimum=0,
            dtypes=("text", "integer", "date", "datetime", "number", "boolean"),
        ),
    ),
)


def check(params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What can be told before anything runs: roles that clash, columns that cannot work."""
    data = profiles.get("data")
    if data is None:
        return []
    roles = {role: data.roles.get(role, []) for role in ("target", "predictors", "weights")}
    return [
        *_clashes(roles),
        *_nothing(params, roles),
        *_curves(params, roles),
        *formula_of(params, data.columns, data.roles)[1],
        *_no_groups(params, data),
        *_too_few_rows(params, data, roles),
        *_unusable(params, data, roles),
    ]


def _clashes(roles: Mapping[str, list[str]]) -> list[Issue]:
    both = [name for name in roles["predictors"] if name in roles["target"]]
    issues = []
    if both:
        issues.append(
            Issue(
                message=msg("{names} cannot explain itself.", names=both),
                fix=msg("Choose it either as target or as predictor."),
                field="data.predictors",
            )
        )
    for role, names in roles.items():
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            issues.append(
                Issue(
                    message=msg("{names} was chosen twice.", names=repeated),
                    fix=msg("Choose each column once."),
                    field=f"data.{role}",
                )
            )
    return issues


def _nothing(params: Any, roles: Mapping[str, list[str]]) -> list[Issue]:
    if roles["predictors"] or wanted(params):
        return []
    return [
        Issue(
            message=msg("Nothing is chosen that explains the target."),
            fix=msg("Choose predictors, or write a formula."),
            field="data.predictors",
        )
    ]


def _curves(params: Any, roles: Mapping[str, list[str]]) -> list[Issue]:
    if wanted(params):
        return []
    found, issues = degrees(params.powers, roles["predictors"])
    if found and not params.intercept:
        issues.append(Issue(message=NO_ORIGIN, fix=ORIGIN_FIX, field="intercept"))
    return issues


def _no_groups(params: Any, data: InputProfile) -> list[Issue]:
    if params.errors != "cluster" or data.roles.get("cluster"):
        return []
    return [Issue(message=NO_GROUPS, fix=GROUPS_FIX, field="data.cluster")]


def memory_of_groups(params: Any, data: InputProfile | None) -> int:
    """Bytes that errors by group take: the column as it is read, and sums of each group."""
    names = data.roles.get("cluster", []) if data else []
    column = data.column(names[0]) if data and names else None
    if data is None or column is None or params.errors != "cluster":
        return 0
    targets, unknowns = len(data.roles.get("target", [])), terms_of(params, data) + 1
    groups = column.distinct or data.rows
    return int(data.rows * (64 + (column.length or 8)) + 16 * groups * targets * unknowns)


def memory_of_terms(params: Any, data: InputProfile | None) -> int:
    """Bytes that categories and earlier periods take: a column each, and its reading."""
    formula = formula_of(params, data.columns, data.roles)[0] if data else None
    if data is None or formula is None:
        return 0
    columns = len(formula.categories()) + sum(before > 0 for _, before in formula.numbers())
    return data.rows * (8 * columns + (96 if columns else 0))


def memory_of_order(data: InputProfile | None) -> int:
    """Bytes that an order of rows other than that of the table takes: the columns as they are read,
    and the residuals, which are put in order.
    """
    if data is None or not (data.roles.get("period") or data.roles.get("market")):
        return 0
    return data.rows * (96 + 16 * len(data.roles.get("target", [])))


def rows_of(count: int) -> Message:
    return msgn("{count} row", "{count} rows", count)


def unknowns_of(count: int) -> Message:
    return msgn("{count} unknown", "{count} unknowns", count)


def too_few(rows: int, unknowns: int) -> Message:
    """The sentence for fewer rows than coefficients."""
    return msg(
        "{rows} cannot estimate {unknowns}.", rows=rows_of(rows), unknowns=unknowns_of(unknowns)
    )


def terms_of(params: Any, data: InputProfile | None) -> int:
    """Terms of the model but the intercept, each power of a curved predictor counting as one."""
    if data is None:
        return 0
    formula = formula_of(params, data.columns, data.roles)[0]
    if formula is not None:
        known = {column.name: column for column in data.columns}
        return coefficients(formula, known) - int(formula.intercept)
    predictors = data.roles.get("predictors", [])
    curved = degrees(params.powers, predictors)[0]
    return len(predictors) + sum(degree - 1 for degree in curved.values())


def _too_few_rows(params: Any, data: InputProfile, roles: Mapping[str, list[str]]) -> list[Issue]:
    formula = formula_of(params, data.columns, data.roles)[0]
    intercept = params.intercept if formula is None else formula.intercept
    unknowns = terms_of(params, data) + int(intercept)
    repeats = roles["weights"] and params.weights_mean == "frequency"
    if repeats or not data.rows or data.rows >= unknowns:
        return []
    return [
        Issue(
            message=too_few(data.rows, unknowns),
            fix=msg("Add rows, or choose fewer predictors."),
            field="data.predictors",
        )
    ]


def _unusable(params: Any, data: InputProfile, roles: Mapping[str, list[str]]) -> list[Issue]:
    issues = []
    for role in ("target", "predictors", "weights"):
        for name in roles[role]:
            column = data.column(name)
            if column is not None and data.rows and column.missing >= data.rows:
                issues.append(
                    Issue(
                        message=msg("Column '{name}' is empty.", name=name),
                        fix=msg("Choose another column."),
                        field=f"data.{role}",
                    )
                )
            elif column is not None and role == "predictors" and _constant(column, params, data):
                issues.append(
                    Issue(
                        message=msg(
                            "Column '{name}' has the same value in every row, so its effect"
                            " cannot be told.",
                            name=name,
                        ),
                        fix=msg("Take it out of the predictors."),
                        field="data.predictors",
                    )
                )
    return issues


def _constant(column: ColumnProfile, params: Any, data: InputProfile) -> bool:
    same = column.minimum is not None and column.minimum == column.maximum
    leaves_out = getattr(params, "redundant", "refuse") == "leave_out"
    return bool(same and params.intercept and data.rows > 1 and not leaves_out)

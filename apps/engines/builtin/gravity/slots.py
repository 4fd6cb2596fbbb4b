"""The input slot of ``markets.gravity`` and what can be told of it before a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.messages import Message, Num, mark, msg
from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, Issue, RoleSpec

REGRESSORS = ("logged", "plain", "indicators")
ROLES = ("flow", "origin", "destination", "period", *REGRESSORS)
KEYS = ("text", "integer")

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="flow",
            label=mark("Flow"),
            help=mark("Exports, visits, orders: 0 or more. Write 0 where nothing flowed."),
        ),
        RoleSpec(
            key="origin", label=mark("Origin"), help=mark("Where it comes from."), dtypes=KEYS
        ),
        RoleSpec(
            key="destination",
            label=mark("Destination"),
            help=mark("Where it goes to."),
            dtypes=KEYS,
        ),
        RoleSpec(
            key="period",
            label=mark("Period"),
            help=mark("E.g. the year. Without it every pair has one row."),
            minimum=0,
            dtypes=("number", "integer", "date", "datetime", "text"),
        ),
        RoleSpec(
            key="logged",
            label=mark("Sizes and distances (logs are taken)"),
            help=mark("Above 0, e.g. GDP, population, kilometres. Effects are elasticities."),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="plain",
            label=mark("Other numbers (as they are)"),
            help=mark("E.g. tariffs in percent, or logs that were taken already."),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="indicators",
            label=mark("Indicators (0 or 1)"),
            help=mark("E.g. common border, common language, trade agreement."),
            minimum=0,
            maximum=None,
            dtypes=("number", "integer", "boolean"),
        ),
    ),
)


def check(params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Roles that clash, columns that cannot work, choices that need a period."""
    data = profiles.get("data")
    if data is None:
        return []
    return [*_clashes(data), *_unusable(data), *_choices(params, data)]


def regressors(roles: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(column, role) of all regressors."""
    return [(name, role) for role in REGRESSORS for name in roles.get(role, [])]


def _clashes(data: InputProfile) -> list[Issue]:
    seen: set[str] = set()
    issues = []
    for role in ROLES:
        names = data.roles.get(role, [])
        # The period may be a regressor too: a trend.
        taken = seen if role not in REGRESSORS else seen - set(data.roles.get("period", []))
        both = sorted({name for name in names if name in taken or names.count(name) > 1})
        seen.update(names)
        if both:
            issues.append(
                Issue(
                    message=msg("{names} was chosen twice.", names=both),
                    fix=msg("Choose each column once."),
                    field=f"data.{role}",
                )
            )
    return issues


def _unusable(data: InputProfile) -> list[Issue]:
    issues = []
    for role in ROLES:
        for name in data.roles.get(role, []):
            column = data.column(name)
            said = _problem(role, column, data) if column is not None else None
            if said is not None:
                issues.append(Issue(message=said[0], fix=said[1], field=f"data.{role}"))
    if not regressors(data.roles):
        issues.append(
            Issue(
                message=msg("Choose at least one column that explains flows, e.g. the distance."),
                field="data.logged",
            )
        )
    return issues


def _problem(
    role: str, column: ColumnProfile, data: InputProfile
) -> tuple[Message, Message] | None:
    name, low, high = column.name, column.minimum, column.maximum
    if data.rows and column.missing >= data.rows:
        return msg("Column '{name}' is empty.", name=name), msg("Choose another column.")
    if role == "flow" and low is not None and low < 0:
        return negative_flow(name, low), msg("Flows are 0 or more: correct the value.")
    if role == "logged" and low is not None and low <= 0:
        return (
            msg(
                "Column '{name}' goes down to {value}, and only numbers above 0 have a log.",
                name=name,
                value=Num(value=low, digits=6),
            ),
            WITHOUT_LOG,
        )
    constant = low is not None and low == high and data.rows > 1
    if role in REGRESSORS and constant:
        return constant_column(name), msg("Take it out of the columns that explain flows.")
    return None


WITHOUT_LOG = msg(
    "Correct the value; or choose the column among those that are taken as they are, or take"
    " log(1 + x) beforehand where 0 has a meaning."
)


def negative_flow(name: str, value: float) -> Message:
    """A flow below 0."""
    return msg(
        "Column '{name}' has a negative flow: {value}.", name=name, value=Num(value=value, digits=6)
    )


def constant_column(name: str) -> Message:
    """A column that does not vary."""
    return msg(
        "Column '{name}' has the same value in every row used, so its effect cannot be told.",
        name=name,
    )


def _choices(params: Any, data: InputProfile) -> list[Issue]:
    if params.fixed_effects == "by_period" and not data.roles.get("period"):
        return [
            Issue(
                message=msg("Effects that are new in each period need a column of periods."),
                fix=msg("Choose the column, or effects that stay the same."),
                field="fixed_effects",
            )
        ]
    return []

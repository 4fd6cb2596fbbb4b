"""The input slot of ``regression.transfer`` and what can be told of it before a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.messages import Message, mark, msg, msgn
from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, Issue, RoleSpec

LEAST_MARKETS = 5

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark("Which market a row belongs to, e.g. the country."),
            dtypes=("text", "integer"),
        ),
        RoleSpec(
            key="period",
            label=mark("Period"),
            help=mark("The order of a market's rows, e.g. the month. Without it rows have none."),
            minimum=0,
            dtypes=("number", "integer", "date", "datetime", "text"),
        ),
        RoleSpec(
            key="target",
            label=mark("Target"),
            help=mark("What is to be predicted in the new market, e.g. demand."),
        ),
        RoleSpec(
            key="predictors",
            label=mark("Predictors"),
            help=mark("What explains it, e.g. price, income, research scores."),
            minimum=0,
            maximum=None,
        ),
    ),
)


def few_markets(count: int) -> Message:
    """The sentence for too few markets to learn from."""
    return msgn(
        "There is data of {count} market besides the new one. How markets differ can be learned"
        " from {least} or more.",
        "There is data of {count} markets besides the new one. How markets differ can be learned"
        " from {least} or more.",
        count,
        least=LEAST_MARKETS,
    )


def check(params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Roles that clash, columns that cannot work, too few markets."""
    data = profiles.get("data")
    if data is None:
        return []
    return [*_clashes(data), *_unusable(data), *_markets(params, data)]


def _clashes(data: InputProfile) -> list[Issue]:
    seen: set[str] = set()
    issues = []
    for role in ("market", "period", "target", "predictors"):
        names = data.roles.get(role, [])
        # A period may also be a predictor: a trend.
        taken = seen if role != "predictors" else seen - set(data.roles.get("period", []))
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
    for role in ("market", "period", "target", "predictors"):
        for name in data.roles.get(role, []):
            column = data.column(name)
            if column is not None and data.rows and column.missing >= data.rows:
                issues.append(
                    Issue(
                        message=msg("Column '{name}' is empty.", name=name),
                        fix=msg("Choose another column."),
                        field=f"data.{role}",
                    )
                )
            elif column is not None and role == "predictors" and _constant(column, data):
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


def _constant(column: ColumnProfile, data: InputProfile) -> bool:
    same = column.minimum is not None and column.minimum == column.maximum
    return bool(same and data.rows > 1)


def _markets(params: Any, data: InputProfile) -> list[Issue]:
    names = data.roles.get("market", [])
    column = data.column(names[0]) if names else None
    if column is None or column.distinct is None:
        return []
    others = column.distinct - int(bool(params.market))
    if others >= LEAST_MARKETS:
        return []
    return [
        Issue(
            message=few_markets(max(others, 0)),
            fix=msg("Add rows of other markets."),
            field="data.market",
        )
    ]

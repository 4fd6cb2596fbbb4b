"""The input slot of ``markets.choice`` and what can be told of it before a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.core.messages import Message, Num, mark, msg
from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, Issue, RoleSpec

EXPLAINING = ("price", "attributes", "characteristics")
ROLES = ("situation", "alternative", "chosen", *EXPLAINING, "respondent")
KEYS = ("text", "integer", "number")

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="situation",
            label=mark("Choice situation"),
            help=mark("Rows of one choice have the same value here."),
            dtypes=KEYS,
        ),
        RoleSpec(
            key="alternative",
            label=mark("Alternative"),
            help=mark("The product or brand that a row is of."),
            dtypes=KEYS,
        ),
        RoleSpec(
            key="chosen",
            label=mark("Whether it was chosen"),
            help=mark("1 or 0; or how many chose it, or its share."),
            dtypes=("number", "integer", "boolean"),
        ),
        RoleSpec(
            key="price",
            label=mark("Price"),
            help=mark("Needed for elasticities and willingness to pay."),
            minimum=0,
        ),
        RoleSpec(
            key="attributes",
            label=mark("Attributes"),
            help=mark("What differs between the alternatives of a situation."),
            minimum=0,
            maximum=None,
            dtypes=("number", "integer", "boolean"),
        ),
        RoleSpec(
            key="characteristics",
            label=mark("Characteristics of who chooses"),
            help=mark("The same in all rows of a situation, e.g. income. Each shifts constants."),
            minimum=0,
            maximum=None,
            dtypes=("number", "integer", "boolean"),
        ),
        RoleSpec(
            key="respondent",
            label=mark("Respondent"),
            help=mark("Who chose, where one person made several choices."),
            minimum=0,
            dtypes=KEYS,
        ),
    ),
)


def check(params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Roles that clash, columns that cannot work, parameters that need others."""
    data = profiles.get("data")
    if data is None:
        return []
    return [*_clashes(data), *_unusable(data), *_needs(params, data)]


def _clashes(data: InputProfile) -> list[Issue]:
    seen: set[str] = set()
    issues = []
    for role in ROLES:
        names = data.roles.get(role, [])
        both = sorted({name for name in names if name in seen or names.count(name) > 1})
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
    return issues


def _problem(
    role: str, column: ColumnProfile, data: InputProfile
) -> tuple[Message, Message] | None:
    name, low, high = column.name, column.minimum, column.maximum
    if data.rows and column.missing >= data.rows:
        return msg("Column '{name}' is empty.", name=name), msg("Choose another column.")
    if role == "chosen" and low is not None and low < 0:
        return (
            msg(
                "Column '{name}' is below 0: {value}.",
                name=name,
                value=Num(value=low, digits=6),
            ),
            msg("Choices, counts and shares are 0 or more."),
        )
    if role in EXPLAINING and low is not None and low == high and data.rows > 1:
        return constant_column(name), msg("Take it out.")
    return None


def constant_column(name: str) -> Message:
    """A column that does not vary."""
    return msg(
        "Column '{name}' has the same value in every row used, so its effect cannot be told.",
        name=name,
    )


def nothing_explains() -> Issue:
    """No column and no constant."""
    return Issue(
        message=msg("Choose a price, an attribute, or constants of the alternatives."),
        field="data.attributes",
    )


def _needs(params: Any, data: InputProfile) -> list[Issue]:
    issues = []
    explained = [name for role in EXPLAINING for name in data.roles.get(role, [])]
    if not explained and not params.constants:
        issues.append(nothing_explains())
    if data.roles.get("characteristics") and not params.constants:
        issues.append(
            Issue(
                message=msg(
                    "A characteristic of who chooses is the same for all alternatives: it can only"
                    " shift their constants."
                ),
                fix=msg("Let each alternative have a constant."),
                field="constants",
            )
        )
    if params.errors == "respondent" and not data.roles.get("respondent"):
        issues.append(
            Issue(
                message=msg("Errors by respondent need a column of respondents."),
                fix=msg("Choose the column, or other errors."),
                field="errors",
            )
        )
    if params.changed and not data.roles.get("price"):
        issues.append(
            Issue(
                message=msg("A change of price needs a column of prices."),
                fix=msg("Choose the column, or leave the change out."),
                field="changed",
            )
        )
    if params.joins_with and not params.joins_like:
        issues.append(newcomer_alone())
    return issues


def newcomer_alone() -> Issue:
    """Attributes of a newcomer that is like nobody."""
    return Issue(
        message=msg("The newcomer's attributes are given, but not which alternative it is like."),
        fix=msg("Name an alternative that it equals in all else."),
        field="joins_like",
    )

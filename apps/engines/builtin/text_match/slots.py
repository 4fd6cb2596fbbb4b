"""The input slot of pairs and the checks that need no data. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping

from apps.core.messages import mark, msg
from apps.engines.builtin.text import slots
from apps.engines.builtin.text.params import MatchParams
from apps.engines.contract import InputProfile, Issue, Refusal, RoleSpec

FIRST = RoleSpec(
    key="first",
    label=mark("First text"),
    help=mark("E.g. the question, or one of two reports."),
    dtypes=("text",),
)
SECOND = RoleSpec(
    key="second",
    label=mark("Second text"),
    help=mark("What it is compared with, e.g. the answer or the other report."),
    dtypes=("text",),
)
TARGET = RoleSpec(
    key="target",
    label=mark("Match"),
    help=mark(
        "1 or true where the two match, 0 or false where not; or a number, the higher the better."
        " Leave empty if all rows match."
    ),
    minimum=0,
    dtypes=("integer", "number", "boolean", "text"),
)
PAIRS = slots.learning_from(TARGET, (FIRST, SECOND))
MATCH = slots.Wanted(
    role=TARGET.key,
    another=msg("Choose two columns of texts and another one that says how well they match."),
    alike=msg("Every row has the same target, so there is nothing to tell apart."),
    others=msg("Add pairs with other targets, or leave the column empty if all pairs match."),
    more=msg("Add more pairs first."),
    texts=(FIRST.key, SECOND.key),
)


def check(params: MatchParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What can be told before anything runs."""
    issues = slots.check(params, profiles, MATCH)
    if params.way == "cross" and params.method == "probe":
        issues.append(nothing_frozen().issue)
    data = profiles.get("data")
    if data is None:
        return issues
    first, second, target = (next(iter(data.roles.get(role, [])), "") for role in _ROLES)
    if first and first == second:
        issues.append(same_column(first).issue)
    if params.way == "cross" and first and second and not target:
        issues.append(no_negatives().issue)
    return issues


_ROLES = (FIRST.key, SECOND.key, TARGET.key)


def compares_a_batch(params: MatchParams, profiles: Mapping[str, InputProfile]) -> bool:
    """Whether the rows of a batch are learned from by holding them against one another."""
    data = profiles.get("data")
    targets = data.roles.get(TARGET.key) if data else None
    return params.way == "bi" and (params.aim == "order" or not targets)


def same_column(name: str) -> Refusal:
    """Both texts come from one column."""
    return Refusal(
        msg("'{name}' is both the first and the second text.", name=name),
        fix=msg("Choose two different columns of texts."),
        field="data.second",
    )


def no_negatives() -> Refusal:
    """A cross-encoder has no pairs that do not match."""
    return Refusal(
        msg("Texts can be read together only if some pairs are known not to match."),
        fix=msg("Choose a column that says which pairs match, or let each text be read alone."),
        field="way",
    )


def nothing_frozen() -> Refusal:
    """A frozen base model cannot compare two texts in one sequence."""
    return Refusal(
        msg("Where both texts are read together, the last layer alone cannot compare them."),
        fix=msg("Choose another method, or let each text be read alone."),
        field="method",
    )

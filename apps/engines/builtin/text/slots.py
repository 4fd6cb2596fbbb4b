"""The input slot of text engines and the checks that need no data. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apps.core.messages import Message, mark, msg
from apps.engines.builtin.text import bases
from apps.engines.builtin.text.params import TextParams
from apps.engines.contract import InputProfile, InputSlot, Issue, RoleSpec

MINIMUM_ROWS = 20

TEXT = RoleSpec(
    key="text",
    label=mark("Text"),
    help=mark("What the model reads, e.g. a review or a customer's question."),
    dtypes=("text",),
)
LABEL = RoleSpec(
    key="label",
    label=mark("Class"),
    help=mark("What the model learns to tell: the class of each text."),
    dtypes=("text", "integer", "boolean"),
)
GROUP = RoleSpec(
    key="group",
    label=mark("Belongs together"),
    help=mark("E.g. the customer: all texts of one go to the same part, so that the test is fair."),
    minimum=0,
    dtypes=("text", "integer"),
)
TIME = RoleSpec(
    key="time",
    label=mark("Time"),
    help=mark("If chosen, the newest texts are the test: the fairest way where topics change."),
    minimum=0,
    dtypes=("date", "datetime", "integer", "number"),
)
LANGUAGE = RoleSpec(
    key="language",
    label=mark("Language or market"),
    help=mark("How good the model is is also told for each."),
    minimum=0,
    dtypes=("text",),
)
WEIGHT = RoleSpec(
    key="weight",
    label=mark("Weight"),
    help=mark("How much each row counts in training. Leave empty to count all alike."),
    minimum=0,
)


def learning_from(target: RoleSpec) -> InputSlot:
    """The slot of an engine that learns the ``target`` of each text."""
    roles = (TEXT, target, GROUP, TIME, LANGUAGE, WEIGHT)
    return InputSlot(key="data", label=mark("Data"), roles=roles)


LABELLED = learning_from(LABEL)


@dataclass(frozen=True)
class Wanted:
    """What an engine learns, in words: the role of its column, what to do where that is the text
    itself, what is wrong with a column of one value and what to do, and where there is too little.
    """

    role: str
    another: Message
    alike: Message
    others: Message
    more: Message


CLASS = Wanted(
    role="label",
    another=msg("Choose one column as the text and another as the class."),
    alike=msg("Every row has the same class, so there is nothing to tell apart."),
    others=msg("Choose another column, or add rows of other classes."),
    more=msg("Label more texts first."),
)


def check(
    params: TextParams, profiles: Mapping[str, InputProfile], wanted: Wanted = CLASS
) -> list[Issue]:
    """What can be told before anything runs."""
    return [*_base(params), *check_data(profiles, wanted)]


def check_data(
    profiles: Mapping[str, InputProfile], wanted: Wanted, *, text: str = TEXT.key
) -> list[Issue]:
    """What can be told of the table alone. ``text`` is the role of the column that is read."""
    data = profiles.get("data")
    issues: list[Issue] = []
    if data is None:
        return issues
    given, target = (next(iter(data.roles.get(role, [])), "") for role in (text, wanted.role))
    if given and given == target:
        issues.append(
            Issue(
                message=msg("{names} cannot explain itself.", names=[given]),
                fix=wanted.another,
                field=f"data.{wanted.role}",
            )
        )
    if data.roles.get("group") and data.roles.get("time"):
        issues.append(
            Issue(
                message=msg(
                    "The rows can be parted by time or by what belongs together, not both."
                ),
                fix=msg("Leave one of the two empty."),
                field="data.time",
            )
        )
    return issues + _target(data, target, wanted)


def _base(params: TextParams) -> list[Issue]:
    if params.base == bases.AUTO:
        if bases.available():
            return []
        return [
            Issue(
                message=msg("No base model is installed."),
                fix=msg("Ask an administrator to install the models extra."),
                field="base",
            )
        ]
    return [] if bases.find(params.base) else [bases.missing(params.base).issue]


def _target(data: InputProfile, target: str, wanted: Wanted) -> list[Issue]:
    issues = []
    column = data.column(target) if target else None
    if data.rows and data.rows < MINIMUM_ROWS:
        issues.append(
            Issue(
                message=msg(
                    "{rows} rows are too few to learn from; at least {least} are needed.",
                    rows=data.rows,
                    least=MINIMUM_ROWS,
                ),
                fix=wanted.more,
                field="data",
            )
        )
    if column is not None and column.distinct == 1:
        issues.append(
            Issue(
                message=wanted.alike,
                fix=wanted.others,
                field=f"data.{wanted.role}",
            )
        )
    return issues

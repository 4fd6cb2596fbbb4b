"""The input slot of text engines and the checks that need no data. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from apps.core.messages import Message, mark, msg
from apps.engines.builtin.text import bases
from apps.engines.builtin.text.params import BaseChoice, MethodChoice, OneClassParams
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
SLICE = RoleSpec(
    key="slice",
    label=mark("Also told apart by"),
    help=mark("E.g. channel or customer group: how good the model is is told for each value."),
    minimum=0,
    maximum=5,
    dtypes=("text", "integer", "boolean"),
)
WEIGHT = RoleSpec(
    key="weight",
    label=mark("Weight"),
    help=mark("How much each row counts in training. Leave empty to count all alike."),
    minimum=0,
)


def learning_from(target: RoleSpec, texts: tuple[RoleSpec, ...] = (TEXT,)) -> InputSlot:
    """The slot of an engine that learns the ``target`` of each text, or of several ``texts``."""
    roles = (*texts, target, GROUP, TIME, LANGUAGE, SLICE, WEIGHT)
    return InputSlot(key="data", label=mark("Data"), roles=roles)


LABELLED = learning_from(LABEL)


def beside(engine_key: str) -> InputSlot:
    """The slot of another model of the engine, asked the same test rows: the one that serves."""
    return InputSlot(
        key="serving",
        label=mark("Model to compare with"),
        kinds=("model",),
        required=False,
        engines=(engine_key,),
        preset="serving",
    )


@dataclass(frozen=True)
class Wanted:
    """What an engine learns, in words: the role of its column, what to do where that is the text
    itself, what is wrong with a column of one value and what to do, and where there is too little.
    ``texts`` are the roles of what it reads; ``few`` says that the method for few examples can
    learn it.
    """

    role: str
    another: Message
    alike: Message
    others: Message
    more: Message
    few: bool = False
    texts: tuple[str, ...] = ("text",)


CLASS = Wanted(
    role="label",
    another=msg("Choose one column as the text and another as the class."),
    alike=msg("Every row has the same class, so there is nothing to tell apart."),
    others=msg("Choose another column, or add rows of other classes."),
    more=msg("Label more texts first."),
    few=True,
)
LABELS = replace(CLASS, few=False)


def check(
    params: BaseChoice, profiles: Mapping[str, InputProfile], wanted: Wanted = CLASS
) -> list[Issue]:
    """What can be told before anything runs."""
    return [*base_issues(params.base), *_method(params, wanted), *check_data(profiles, wanted)]


def check_data(profiles: Mapping[str, InputProfile], wanted: Wanted) -> list[Issue]:
    """What can be told of the table alone."""
    data = profiles.get("data")
    issues: list[Issue] = []
    if data is None:
        return issues
    target = next(iter(data.roles.get(wanted.role, [])), "")
    if target and target in (next(iter(data.roles.get(role, [])), "") for role in wanted.texts):
        issues.append(
            Issue(
                message=msg("{names} cannot explain itself.", names=[target]),
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


def check_classes(
    params: OneClassParams, profiles: Mapping[str, InputProfile], wanted: Wanted = CLASS
) -> list[Issue]:
    """The same, and what an engine that learns classes has besides."""
    issues = check(params, profiles, wanted)
    if params.method == "few_shot" and params.label_smoothing:
        issues.append(
            Issue(
                message=msg(
                    "Learning from few examples compares texts, and knows no label smoothing."
                ),
                fix=msg("Set the label smoothing to 0, or choose another method."),
                field="label_smoothing",
            )
        )
    return issues


def _method(params: BaseChoice, wanted: Wanted) -> list[Issue]:
    """Whether the method suits; a comparison has none of its own."""
    if wanted.few or not isinstance(params, MethodChoice) or params.method != "few_shot":
        return []
    return [
        Issue(
            message=msg("Few examples can only teach classes, exactly one for each text."),
            fix=msg("Choose another method."),
            field="method",
        )
    ]


def base_issues(base: str) -> list[Issue]:
    """What is wrong with the choice of a base model."""
    if base == bases.AUTO:
        if bases.available():
            return []
        return [
            Issue(
                message=msg("No base model is installed."),
                fix=msg("Ask an administrator to install the models extra."),
                field="base",
            )
        ]
    return [] if bases.find(base) else [bases.missing(base).issue]


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

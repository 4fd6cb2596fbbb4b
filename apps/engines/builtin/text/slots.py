"""The input slot of text engines and the checks that need no data. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping

from apps.core.messages import mark, msg
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

LABELLED = InputSlot(
    key="data", label=mark("Data"), roles=(TEXT, LABEL, GROUP, TIME, LANGUAGE, WEIGHT)
)


def check(params: TextParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What can be told before anything runs."""
    data = profiles.get("data")
    issues = [*_base(params)]
    if data is None:
        return issues
    text, label = (next(iter(data.roles.get(role, [])), "") for role in ("text", "label"))
    if text and text == label:
        issues.append(
            Issue(
                message=msg("{names} cannot explain itself.", names=[text]),
                fix=msg("Choose one column as the text and another as the class."),
                field="data.label",
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
    return issues + _label(data, label)


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


def _label(data: InputProfile, label: str) -> list[Issue]:
    issues = []
    column = data.column(label) if label else None
    if data.rows and data.rows < MINIMUM_ROWS:
        issues.append(
            Issue(
                message=msg(
                    "{rows} rows are too few to learn from; at least {least} are needed.",
                    rows=data.rows,
                    least=MINIMUM_ROWS,
                ),
                fix=msg("Label more texts first."),
                field="data",
            )
        )
    if column is not None and column.distinct == 1:
        issues.append(
            Issue(
                message=msg("Every row has the same class, so there is nothing to tell apart."),
                fix=msg("Choose another column, or add rows of other classes."),
                field="data.label",
            )
        )
    return issues

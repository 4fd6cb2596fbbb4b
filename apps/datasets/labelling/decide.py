"""A person decides about a label: it is right, the model is right, another is, or skip it."""

from __future__ import annotations

from typing import Any, Literal, cast

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import clipped, msg
from apps.datasets.labelling.cells import as_number, tidied
from apps.datasets.models import Dataset, LabelCheck, LabelQueue
from apps.engines.builtin.text.normal import plain
from apps.engines.builtin.text.params import Separator
from apps.engines.contract import Refusal
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused

Decision = Literal["keep", "take", "other", "skip", "reopen"]
DECISIONS: tuple[Decision, ...] = ("keep", "take", "other", "skip", "reopen")
LONGEST_LABEL = 1000


def queues_of(user: Any, dataset: Dataset) -> QuerySet[Any]:
    """The dataset's queues, the one of the latest run first, each with how many checks are
    ``waiting``, ``done``, decided but in no version yet (``pending``), and decided while no row
    has this text and label any more (``missing``).
    """
    state = LabelCheck.State
    changed = Q(checks__state=state.CHANGED, checks__applied_in=None)
    return (
        LabelQueue.objects.visible_to(user)
        .filter(dataset=dataset)
        .select_related("version", "job")
        .annotate(
            waiting=Count("checks", filter=Q(checks__state=state.OPEN)),
            done=Count("checks", filter=~Q(checks__state=state.OPEN)),
            pending=Count("checks", filter=changed & Q(checks__missing_in=None)),
            missing=Count("checks", filter=changed & Q(checks__missing_in__isnull=False)),
        )
    )


def open_checks(queue: LabelQueue) -> QuerySet[Any]:
    """What waits, the least likely label first."""
    return queue.checks.filter(state=LabelCheck.State.OPEN).order_by("quality", "id")


def pending(queue: LabelQueue) -> QuerySet[Any]:
    """Changed labels that are in no version yet, and that may find a row."""
    return queue.checks.filter(state=LabelCheck.State.CHANGED, applied_in=None, missing_in=None)


def decide(
    check: LabelCheck, decision: Decision, user: Any, other: str = "", *, first: bool = False
) -> LabelCheck:
    """Store what a person says of the label; ``other`` is the label for that decision.

    Raises :class:`Refused` for a label that the column cannot hold, for a number that a model has
    estimated, for a decision that is in a version already, and with ``first`` where somebody else
    was quicker.
    """
    with transaction.atomic():
        hold(check.project_id)
        row = locked(check)
        if row.applied_in_id is not None:
            raise Refused(
                msg("This label is in a new version already. Train again to check it anew.")
            )
        if first and decision != "reopen" and row.state != LabelCheck.State.OPEN:
            raise Refused(msg("Somebody has decided about row {row} meanwhile.", row=row.row))
        before = row.decided
        _set(row, decision, other)
        row.missing_in = None
        row.decided_by = None if decision == "reopen" else user
        row.decided_at = None if decision == "reopen" else timezone.now()
        row.save()
        report(
            "datasets.label.decided",
            actor=user,
            project_id=row.project_id,
            subject=row.queue.dataset,
            row=row.row,
            column=row.queue.column,
            decision=decision,
            changes={"label": [before, row.decided]},
        )
    return row


def _set(row: LabelCheck, decision: Decision, other: str) -> None:
    states = LabelCheck.State
    match decision:
        case "keep":
            row.state, row.decided = states.KEPT, row.label
        case "skip":
            row.state, row.decided = states.SKIPPED, ""
        case "reopen":
            row.state, row.decided = states.OPEN, ""
        case _:
            if decision == "take" and row.queue.kind == LabelQueue.Kind.NUMBER:
                raise Refused(
                    msg("What a model estimates is no number for the data. Type the right one.")
                )
            row.decided = row.better if decision == "take" else _fitting(row.queue, other)
            same = row.decided == row.label
            row.state = states.KEPT if same else states.CHANGED


def _fitting(queue: LabelQueue, label: str) -> str:
    """The label as the column can hold it."""
    label, dtype = label.strip(), dtype_of(queue)
    if label and queue.kind == LabelQueue.Kind.LABELS:
        label = _several(queue, label)
        if not label:
            return label
    if not label or len(label) > LONGEST_LABEL:
        raise Refused(
            msg("Type the right label, up to {most} characters.", most=LONGEST_LABEL),
            field="label",
        )
    fits, needed = {
        "integer": (_is_whole(label), msg("it holds whole numbers")),
        "boolean": (label in ("true", "false"), msg("it holds true or false")),
        "number": (as_number(label) is not None, msg("it holds numbers, such as 12.5")),
    }.get(dtype, (True, msg("it holds text")))
    if not fits:
        raise Refused(
            msg(
                "'{label}' does not fit the column '{column}': {needed}.",
                label=clipped(label),
                column=queue.column,
                needed=needed,
            ),
            field="label",
        )
    number = as_number(label) if dtype == "number" else None
    return label if number is None else plain(number)


def _several(queue: LabelQueue, label: str) -> str:
    """Several labels as their column holds them."""
    try:
        return tidied(label, cast(Separator, queue.separator))
    except Refusal as refusal:
        issue = refusal.issue
        raise Refused(issue.fix or issue.message, field="label") from refusal


def _is_whole(label: str) -> bool:
    """Whether a column of integers can hold it: they have 64 bits."""
    return label.removeprefix("-").isdecimal() and -(2**63) <= int(label) < 2**63


def dtype_of(queue: LabelQueue) -> str:
    """How the column of labels is stored."""
    columns = {column["name"]: column["dtype"] for column in queue.version.columns}
    return str(columns.get(queue.column, "text"))

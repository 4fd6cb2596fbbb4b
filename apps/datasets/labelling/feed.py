"""A run of a text engine has found labels that a person should look at: they join the queue."""

from __future__ import annotations

import json
import logging
from typing import Any, Literal

from django.core.files.storage import default_storage
from django.utils import timezone
from pydantic import BaseModel, Field, ValidationError

from apps.datasets.labelling.cells import Kind
from apps.datasets.labelling.decide import pending
from apps.datasets.models import DatasetVersion, LabelCheck, LabelQueue
from apps.engines.builtin.text.names import TO_CHECK
from apps.engines.builtin.text.params import Separator
from apps.jobs.models import Job, State, Task
from apps.projects.domain.changes import hold

logger = logging.getLogger(__name__)
MOST_BYTES = 8 * 1024**2
MOST_ROWS = 2000
LONGEST_TEXT = 4000  # characters that are kept to be shown
FOUND = ("row", "text", "label", "better", "quality", "reason")
DECIDED = ("state", "decided", "decided_by", "decided_at", "applied_in", "missing_in")


class FoundRow(BaseModel):
    """A row as the engine tells it."""

    row: int = Field(ge=1)
    key: str = Field(pattern=r"^[0-9a-f]{16}$")
    text: str
    label: str = Field(max_length=1000)
    better: str = Field(max_length=1000)
    quality: float = Field(ge=0, le=1)
    reason: Literal["mislabelled", "unsure"]


class Found(BaseModel):
    """The artefact that such a run leaves behind."""

    kind: Kind = "label"
    separator: Separator | Literal[""] = ""
    column: str
    text_column: str
    classes: list[str]
    looked: int
    rows: list[FoundRow] = Field(max_length=MOST_ROWS)


def feed(job: Job) -> None:
    """Put what the run has found into the queue of its dataset. Repeatable.

    What waits there is what the latest run says. What was decided stays decided, unless the label
    has been changed since to something else.
    """
    if job.state != State.SUCCEEDED or job.task != Task.RUN or job.parent_id:
        return
    version, found = _version_of(job), _read(job)
    if version is None or found is None or not found.rows:
        return
    hold(job.project_id)
    queue = _queue(job, version, found)
    if queue is not None:
        _fill(queue, found)


def _version_of(job: Job) -> DatasetVersion | None:
    chosen = job.inputs.get("data") or {}
    if chosen.get("kind", "dataset") != "dataset" or not chosen.get("id"):
        return None
    versions = DatasetVersion.objects.filter(project_id=job.project_id).select_related("dataset")
    return versions.filter(pk=chosen["id"]).first()


def _read(job: Job) -> Found | None:
    """What the run says; None where it says nothing that can be used."""
    artifact = job.artifacts.filter(name=TO_CHECK, size__lte=MOST_BYTES).first()
    if artifact is None:
        return None
    with default_storage.open(str(artifact.file.name), "rb") as file:
        content = file.read(MOST_BYTES)
    try:
        return Found.model_validate(json.loads(content))
    except (ValidationError, ValueError):
        logger.warning("job %s: its labels to check cannot be read", job.pk)
        return None


def _queue(job: Job, version: DatasetVersion, found: Found) -> LabelQueue | None:
    """The queue of the column, renewed; None where it already knows of a later version."""
    queues = LabelQueue.objects.select_related("version")
    queue = queues.filter(dataset=version.dataset, column=found.column).first()
    if queue is None:
        queue = LabelQueue(project_id=job.project_id, dataset=version.dataset, column=found.column)
    elif queue.version.number > version.number or not _suits(queue, found):
        return None
    queue.kind, queue.separator = found.kind, found.separator
    queue.version, queue.job = version, job
    queue.text_column, queue.classes, queue.looked = found.text_column, found.classes, found.looked
    queue.save()
    return queue


def _suits(queue: LabelQueue, found: Found) -> bool:
    """Whether the queue's checks are of the same kind. Those of another go, unless decisions among
    them wait to be put into the data.
    """
    if (queue.kind, queue.separator) == (found.kind, found.separator):
        return True
    if pending(queue).exists():
        return False
    queue.checks.all().delete()
    return True


def _fill(queue: LabelQueue, found: Found) -> None:
    known = {check.key: check for check in queue.checks.all()}
    new, renewed = [], []
    for row in {row.key: row for row in found.rows}.values():
        values: dict[str, Any] = {**row.model_dump(), "text": row.text[:LONGEST_TEXT]}
        check = known.pop(row.key, None)
        if check is None:
            new.append(LabelCheck(project_id=queue.project_id, queue=queue, **values))
        elif _is_to_renew(check, row):
            for name in FOUND:
                setattr(check, name, values[name])
            _open(check)
            renewed.append(check)
    stale = [check.pk for check in known.values() if check.state == LabelCheck.State.OPEN]
    LabelCheck.objects.filter(pk__in=stale).delete()
    LabelCheck.objects.bulk_create(new)
    LabelCheck.objects.bulk_update(renewed, [*FOUND, *DECIDED, "updated_at"])


def _is_to_renew(check: LabelCheck, row: FoundRow) -> bool:
    """Whether the check is open, or was settled for another label than the row now has."""
    match check.state:
        case LabelCheck.State.OPEN:
            return True
        case LabelCheck.State.SKIPPED:
            return row.label != check.label
        case LabelCheck.State.CHANGED if check.applied_in_id is None and not check.missing_in_id:
            return False  # it waits for its version
    return row.label != check.decided


def _open(check: LabelCheck) -> None:
    check.state = LabelCheck.State.OPEN
    check.decided, check.decided_by, check.decided_at = "", None, None
    check.applied_in = check.missing_in = None
    check.updated_at = timezone.now()

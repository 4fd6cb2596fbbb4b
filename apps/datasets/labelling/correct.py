"""Decided labels become a new version of their dataset: asked for, and taken in when it is made."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.messages import Message, msg, msgn
from apps.datasets.domain.store import record_version
from apps.datasets.labelling.decide import pending
from apps.datasets.models import DatasetVersion, LabelCheck, LabelQueue
from apps.events.domain.notices import notify
from apps.jobs.domain import artifacts
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job, JobArtifact, State
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused

ENGINE = "datasets.correct"
TABLE = "table.parquet"


def ask(queue: LabelQueue, user: Any) -> Job:
    """Have a new version made of the dataset's newest one, with the labels that were decided.

    Raises :class:`Refused` where nothing was changed or the table has no such column any more, and
    ``SubmissionRefused``.
    """
    changes = list(pending(queue).values_list("key", "label", "decided"))
    if not changes:
        raise Refused(msg("No label was changed since the last version."))
    version = queue.dataset.versions.order_by("-number").first()
    names = {column["name"] for column in version.columns} if version else set()
    lacking = sorted({queue.column, queue.text_column} - names)
    if version is None or lacking:
        raise Refused(
            msg("The newest version has no column {names} any more.", names=lacking),
        )
    return submit(
        project=queue.project,
        user=user,
        engine_key=ENGINE,
        params={
            "queue": str(queue.pk),
            "text": queue.text_column,
            "label": queue.column,
            "kind": queue.kind,
            **({"separator": queue.separator} if queue.separator else {}),
            "changes": [{"key": key, "was": was, "label": label} for key, was, label in changes],
        },
        inputs={"data": {"kind": "dataset", "id": str(version.pk)}},
        title=_("Corrected labels of {name}").format(name=queue.dataset.name)[:200],
    )


@transaction.atomic
def corrected(job: Job) -> None:
    """A corrected table was made: it becomes the newest version, if the one that it was made from
    still is the newest. Repeatable.
    """
    if job.state != State.SUCCEEDED:
        return
    hold(job.project_id)
    queues = LabelQueue.objects.filter(project_id=job.project_id)
    queue = queues.select_related("dataset").filter(pk=job.params["queue"]).first()
    table = job.artifacts.filter(name=TABLE).first()
    if queue is None or (table is None and job.summary["corrected"]):
        return  # the dataset is gone, or the table was taken in already
    newest = queue.dataset.versions.order_by("-number").first()
    if newest is None or str(newest.pk) != job.inputs["data"]["id"]:
        if table is not None:
            _discard(table)
        said = msg(
            "'{name}' has a newer version meanwhile, so the corrected labels were not put in. Ask"
            " for them again.",
            name=queue.dataset.name,
        )
        _tell(job, queue, said, "warn")
        return
    version = newest if table is None else _stored(job, queue, newest, table)
    missing = _settle(job, queue, version)
    if table is not None:
        said = msgn(
            "'{name}' has a new version with {count} corrected row.",
            "'{name}' has a new version with {count} corrected rows.",
            job.summary["corrected"],
            name=queue.dataset.name,
        )
        _tell(job, queue, said, "good")
    if missing:
        said = msgn(
            "'{name}': {count} changed label was not applied, because no row has this text and the"
            " label that was seen any more.",
            "'{name}': {count} changed labels were not applied, because no row has their texts and"
            " the labels that were seen any more.",
            missing,
            name=queue.dataset.name,
        )
        _tell(job, queue, said, "warn")


def _stored(
    job: Job, queue: LabelQueue, before: DatasetVersion, table: JobArtifact
) -> DatasetVersion:
    summary = job.summary
    version = record_version(
        queue.dataset,
        job.created_by,
        file=table.file.name,
        size=summary["size"],
        content_hash=summary["content_hash"],
        rows=summary["rows"],
        columns=summary["profile"]["columns"],
        profile={
            "details": summary["profile"]["details"],
            "alerts": summary["profile"]["alerts"],
        },
        import_options=before.import_options,
        original_name=before.original_name,
        job=job,
    )
    table.delete()  # the row only: the file is the version's now
    return version


def _settle(job: Job, queue: LabelQueue, version: DatasetVersion) -> int:
    """Mark what is in the version and what found no row, where nobody has decided otherwise
    meanwhile; what still waits goes along to it. How many found no row.
    """
    asked = {one["key"]: (one["was"], one["label"]) for one in job.params["changes"]}
    lost = set(job.summary["missing"])
    found: dict[bool, list[Any]] = {True: [], False: []}
    for check in pending(queue).only("pk", "key", "label", "decided"):
        if asked.get(check.key) == (check.label, check.decided):
            found[check.key in lost].append(check.pk)
    now, checks = timezone.now(), LabelCheck.objects
    checks.filter(pk__in=found[False]).update(applied_in=version, updated_at=now)
    checks.filter(pk__in=found[True]).update(missing_in=version, updated_at=now)
    queue.version = version
    queue.save(update_fields=["version", "updated_at"])
    return len(found[True])


def _discard(table: JobArtifact) -> None:
    table.delete()
    transaction.on_commit(lambda: artifacts.discard([table]), robust=True)


def _tell(job: Job, queue: LabelQueue, said: Message, tone: str) -> None:
    if job.created_by is None:
        return
    url = reverse("datasets:detail", args=[job.project_id, queue.dataset_id])
    notify(job.created_by, said, url=url, project_id=job.project_id, tone=tone)

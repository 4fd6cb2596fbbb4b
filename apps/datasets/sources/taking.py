"""What becomes of a fetch that has ended: a version, a note, a difference to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import Message, msg, msgn
from apps.datasets.domain.intake import free_name
from apps.datasets.domain.store import record_version
from apps.datasets.models import Dataset, DatasetVersion, Fetch, Source
from apps.datasets.sources import actions
from apps.datasets.sources.manifest import ENGINE, PURPOSE
from apps.engines.contract import Issue
from apps.events.domain.notices import notify
from apps.jobs.domain import firing
from apps.jobs.models import Job, State
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused

FORGOTTEN_AT_ONCE = 200
MOST_FAILURES = 5  # in a row, then its schedule is paused
OURS = msg("It could not be fetched because of an error on our side. It has been recorded.")
ENDINGS: dict[str, Message] = {
    State.CANCELLED: msg("The fetch was cancelled."),
    State.TIMED_OUT: msg("The fetch took longer than it may and was stopped."),
}


@transaction.atomic
def fetched(job: Job) -> None:
    """A job of the engine ended. Repeatable."""
    if job.engine_key != ENGINE:  # a purpose is whatever people call it
        return
    hold(job.project_id)
    chosen = str((job.inputs.get("source") or {}).get("id"))
    rows = Source.objects.select_for_update(of=("self",)).filter(pk=chosen)
    source = rows.filter(project_id=job.project_id).select_related("project").first()
    if source is None:
        return
    if job.params.get("preview"):
        _looked(source, job)
    elif not Fetch.objects.filter(job=job).exists():
        _take(source, job)


def _looked(source: Source, job: Job) -> None:
    if source.job_id != job.pk:  # looked at again meanwhile
        return
    if job.state == State.SUCCEEDED:
        source.inspection = job.summary["inspection"]
        source.refusal = None
    else:
        source.refusal = issue_of(job).model_dump(mode="json")
    source.save(update_fields=["inspection", "refusal", "updated_at"])


def issue_of(job: Job) -> Issue:
    """Why there is no table, for a person."""
    if job.state in ENDINGS:
        return Issue(message=ENDINGS[job.state])
    if job.refusal:
        return Issue.model_validate(job.refusal)
    return Issue(message=OURS)


def _take(source: Source, job: Job) -> None:
    scheduled = source.schedule_id is not None and source.job_id != job.pk
    entry = Fetch(
        project_id=source.project_id, source=source, job=job, scheduled=scheduled,
        created_by=job.created_by,
    )  # fmt: skip
    if job.state != State.SUCCEEDED:
        _failed(source, entry, job)
        return
    summary = job.summary
    about = summary.get("fetched") or {}
    entry.origin = origin_of(source, about, job)
    entry.rows = summary.get("rows")
    source.failures, source.checked_at = 0, timezone.now()
    match summary["outcome"]:
        case "unchanged":
            entry.state = Fetch.State.UNCHANGED
            entry.note = stored(msg("Nothing has changed since the last fetch."))
            entry.version_id = source.version_id
            entry.rows = None
        case _ if _is_overtaken(source, about):
            entry.state = Fetch.State.UNCHANGED
            entry.note = stored(msg("A later fetch had stored its table before this one ended."))
        case "changed":
            _differs(source, entry, summary)
        case _:
            _store(source, entry, job)
            source.known, source.digest = about.get("validators") or {}, about.get("sha256", "")
    entry.save(force_insert=True)
    source.note = entry.note
    source.save()


def _is_overtaken(source: Source, about: Mapping[str, Any]) -> bool:
    """One by hand and one of the schedule may run at once: the older table is not the newest."""
    last = source.fetches.filter(state=Fetch.State.STORED).order_by("-created_at").first()
    return last is not None and str(about.get("at", "")) < str(last.origin.get("at", ""))


def origin_of(source: Source, about: Mapping[str, Any], job: Job) -> dict[str, Any]:
    """Where the table came from, as every member may read it."""
    told = {name: text for name, text in (about.get("details") or {}).items() if name != "fix"}
    return {
        **told,  # by the connector: ours win
        "connector": source.connector,
        "address": about.get("address", ""),
        "at": about.get("at", ""),
        "bytes": about.get("bytes"),
        "sha256": about.get("sha256", ""),
        "content_hash": job.summary.get("content_hash", ""),
        "rejected": (job.summary.get("counts") or {}).get("rejected", 0),
    }


def _failed(source: Source, entry: Fetch, job: Job) -> None:
    issue = issue_of(job)
    entry.state, entry.note = Fetch.State.FAILED, stored(issue.message)
    entry.origin = {"connector": source.connector}
    if issue.fix is not None:
        entry.origin["fix"] = stored(issue.fix)
    entry.save(force_insert=True)
    source.note = entry.note
    if job.state == State.CANCELLED:
        source.save()
        return
    source.failures += 1
    source.save()
    report(
        "datasets.source.failed", project_id=source.project_id, subject=source,
        reason=str(issue.message), failures=source.failures,
    )  # fmt: skip
    why = msg("'{name}' could not be fetched. {reason}", name=source.name, reason=issue.message)
    if entry.scheduled and source.failures >= MOST_FAILURES:
        _pause(source, issue.message)
    elif source.failures == 1 or not entry.scheduled:
        _tell(source, job, why, "bad")


def _pause(source: Source, reason: Message) -> None:
    row = locked(source.schedule) if source.schedule else None
    if row is None or not row.enabled:
        return
    why = msg(
        "'{name}' is fetched no more by itself: {count} fetches failed in a row. {reason}",
        name=source.name, count=source.failures, reason=reason,
    )  # fmt: skip
    firing.pause(row, why)  # tells the owners and whoever made it
    row.save()


def _differs(source: Source, entry: Fetch, summary: Mapping[str, Any]) -> None:
    entry.state = Fetch.State.CHANGED
    entry.changes, entry.plan = summary["changes"], summary["plan"]
    names = list(dict.fromkeys(change["column"] for change in entry.changes))
    entry.note = stored(
        msgn(
            "A column differs from what was agreed: {names}. Nothing was stored.",
            "{count} columns differ from what was agreed: {names}. Nothing was stored.",
            len(names),
            names=names[:5],
        )
    )
    report(
        "datasets.source.differed", project_id=source.project_id, subject=source,
        columns=names[:50],
    )  # fmt: skip
    text = msg("The columns of '{name}' have changed. See what differs.", name=source.name)
    _tell(source, entry.job, text, "warn")


def _store(source: Source, entry: Fetch, job: Job) -> None:
    """The version of the job's table; the same table is not stored twice."""
    dataset = source.dataset or _new_dataset(source, entry)
    summary = job.summary
    latest = dataset.versions.first()
    source.dataset = dataset
    if latest is not None and latest.content_hash == summary["content_hash"]:
        entry.state, entry.version = Fetch.State.UNCHANGED, latest
        entry.note = stored(msg("The table is the same as version {number}.", number=latest.number))
        source.version = latest
        return
    version = version_of(source, dataset, job, entry.created_by)
    entry.state, entry.version, source.version = Fetch.State.STORED, version, version
    entry.note = stored(
        msgn(
            "Version {number} with {count} row was stored.",
            "Version {number} with {count} rows was stored.",
            version.rows,
            number=version.number,
        )
    )
    if not entry.scheduled:
        text = msg("'{name}' was fetched: version {number}.", name=source.name,
                   number=version.number)  # fmt: skip
        _tell(source, job, text, "good")


def version_of(source: Source, dataset: Dataset, job: Job, actor: Any) -> DatasetVersion:
    """:class:`Refused` if the job's files are not there any more."""
    summary = job.summary
    files = {artifact.name: artifact for artifact in job.artifacts.all()}
    if "table.parquet" not in files:
        raise Refused(msg("The table of this fetch is not kept any more. Fetch again."))
    rejections = files.get("rejections.csv")
    version = record_version(
        dataset,
        actor,
        file=files["table.parquet"].file.name,
        size=summary["size"],
        content_hash=summary["content_hash"],
        rows=summary["rows"],
        columns=summary["profile"]["columns"],
        profile={
            "details": summary["profile"]["details"],
            "alerts": summary["profile"]["alerts"],
            "counts": summary["counts"],
            "reasons": summary["reasons"],
        },
        rejected_rows=summary["counts"]["rejected"],
        rejections=rejections.file.name if rejections else "",
        rejections_size=rejections.size if rejections else 0,
        import_options=summary["plan"],
        original_name=str((summary.get("fetched") or {}).get("address", ""))[:255],
        job=job,
    )
    for artifact in files.values():
        artifact.delete()  # the row only: the file is the version's now
    return version


def _new_dataset(source: Source, entry: Fetch) -> Dataset:
    dataset = Dataset.objects.create(
        project_id=source.project_id,
        name=free_name(source.project_id, source.name),
        source=str(entry.origin.get("address", ""))[:300],
        created_by=entry.created_by,
    )
    report(
        "datasets.dataset.created", actor=entry.created_by, project_id=source.project_id,
        subject=dataset,
    )  # fmt: skip
    return dataset


def accept(source: Source, user: Any, seen: str = "") -> Fetch | Job:
    """The changed table is how it shall look from now on: make its version, or fetch it again where
    its file is not kept any more. :class:`Refused` where nothing waits, or another than the fetch
    ``seen``.
    """
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        entry = actions.pending(held)
        if entry is None or not entry.plan:
            raise Refused(msg("No changed table of this source waits to be accepted."))
        if seen and seen != str(entry.pk):
            raise Refused(msg("It was fetched again meanwhile. See what differs now."))
        held.plan = entry.plan
        held.known, held.digest = {}, ""
        names = [change["column"] for change in entry.changes]
        report(
            "datasets.source.accepted", actor=user, project_id=held.project_id, subject=held,
            columns=names[:50],
        )  # fmt: skip
        job = entry.job
        if job is None or not job.artifacts.filter(name="table.parquet").exists():
            held.save()
            return actions.fetch(held, user)
        entry.created_by = user
        _store(held, entry, job)
        entry.save()
        held.note, held.checked_at = entry.note, timezone.now()
        held.save()
    return entry


def _tell(source: Source, job: Job | None, text: Message, tone: str) -> None:
    person = (job.created_by if job else None) or source.created_by
    if person is not None:
        url = reverse("datasets:source", args=[source.project_id, source.pk])
        notify(person, text, url=url, project_id=source.project_id, tone=tone)


def stored(message: Message) -> dict[str, Any]:
    return message.model_dump(mode="json")


def caught_up(source: Source) -> Source:
    """The source after its job's end was taken in: one cancelled in the queue tells nobody."""
    job = source.job
    if job is not None and job.is_final and job.purpose == PURPOSE:
        fetched(job)
        source.refresh_from_db()
    return source


def forget(now: datetime) -> int:
    """Delete fetches that left no version and are older than logs are kept; each source keeps its
    newest, which may wait to be accepted. In steps, so that no lock is held for long.
    """
    newest = Fetch.objects.filter(source=OuterRef("source")).order_by("-created_at", "id")
    old = (
        Fetch.objects.filter(created_at__lt=now - timedelta(days=settings.JOB_LOG_DAYS))
        .exclude(state=Fetch.State.STORED)
        .exclude(pk=Subquery(newest.values("pk")[:1]))
    )
    count = 0
    while step := list(old.order_by("pk").values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        count += Fetch.objects.filter(pk__in=step).delete()[0]
    return count

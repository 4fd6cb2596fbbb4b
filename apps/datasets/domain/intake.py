"""From a received file to a version: read by a job, confirmed by a person, imported by a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.datasets.domain import partial
from apps.datasets.domain.store import record_version
from apps.datasets.domain.uploads import GONE, UploadRefused
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.datasets.tabular.plan import Plan
from apps.engines.contract import Issue
from apps.events.domain.notices import notify
from apps.jobs.domain.submit import SubmissionDelayed, SubmissionRefused, submit
from apps.jobs.models import Job, State
from apps.projects.domain.changes import hold

OURS = msg("The file could not be read because of an error on our side. It has been recorded.")


def inspect(upload: Upload, user: Any, options: Mapping[str, Any] | None = None) -> Upload:
    """Have the file read by a job; its finding arrives in ``upload.inspection``.

    :class:`UploadRefused` if the upload was dropped meanwhile, or with the status 429 if the
    project has too many waiting: the upload then stays as it is.
    """
    with transaction.atomic():
        if not _is_free(upload):
            return upload
        return _run(upload, user, "datasets.inspect", dict(options or {}), Upload.State.INSPECTING)


def start_import(
    upload: Upload, user: Any, plan: Plan, *, name: str, dataset: Dataset | None = None
) -> Upload:
    """Import the file as ``plan`` says, into a new dataset ``name`` or as ``dataset``'s version.

    :class:`UploadRefused` as for :func:`inspect`.
    """
    params = {"plan": plan.model_dump(mode="json")}
    with transaction.atomic():
        if not _is_free(upload):
            return upload
        upload.options = {**params, "name": name}
        upload.dataset = dataset
        upload.save(update_fields=["options", "dataset", "updated_at"])
        return _run(upload, user, "datasets.import", params, Upload.State.IMPORTING)


def _is_free(upload: Upload) -> bool:
    """Holds the row. False if another request has started or finished the import meanwhile; the
    upload then says so: a button pressed twice imports once."""
    hold(upload.project_id)
    held = Upload.objects.select_for_update().filter(pk=upload.pk)
    state = held.values_list("state", flat=True).first()
    if state is None:
        raise UploadRefused(GONE, 410)
    if state in (Upload.State.IMPORTING, Upload.State.DONE):
        upload.refresh_from_db()
        return False
    return True


def _waiting(job: Job, state: str) -> QuerySet[Upload]:
    """The upload that waits for the job, held: worker and page may take in its end at once."""
    return Upload.objects.select_for_update(of=("self",)).filter(job=job, state=state)


def _run(upload: Upload, user: Any, engine: str, params: dict[str, Any], state: str) -> Upload:
    inputs = {"upload": {"kind": "upload", "id": str(upload.pk)}}
    upload.refusal = None
    try:
        with transaction.atomic():
            upload.job = submit(
                project=upload.project,
                user=user,
                engine_key=engine,
                params=params,
                inputs=inputs,
                title=upload.filename,
            )
            upload.state = state
            upload.save(update_fields=["job", "state", "refusal", "updated_at"])
    except SubmissionRefused as refused:
        issue = refused.issues[0]
        if isinstance(refused, SubmissionDelayed) and upload.state != Upload.State.RECEIVED:
            raise UploadRefused(issue.message, 429, refused.seconds) from refused
        # A file that has just arrived is kept, and is read when somebody asks for it again.
        _refuse(upload, issue.model_dump(mode="json"))
    return upload


@transaction.atomic
def inspected(job: Job) -> None:
    """An inspection ended: keep its finding, or why there is none. Repeatable."""
    upload = _waiting(job, Upload.State.INSPECTING).first()
    if upload is None:
        return
    if job.state != State.SUCCEEDED:
        _refuse(upload, _issue_of(job))
        return
    upload.inspection = job.summary
    upload.options = {}
    upload.state = Upload.State.READY
    upload.save(update_fields=["inspection", "options", "state", "updated_at"])


@transaction.atomic
def imported(job: Job) -> None:
    """An import ended: make the version, or hand the upload back to be corrected. Repeatable."""
    hold(job.project_id)
    waiting = _waiting(job, Upload.State.IMPORTING)
    upload = waiting.select_related("dataset", "project", "created_by").first()
    if upload is None:
        return
    if job.state != State.SUCCEEDED:
        _refuse(upload, _issue_of(job))
        return
    version = _version_of(upload, job)  # by whoever imports it, not by whoever sent the file
    upload.version, upload.dataset, upload.state = version, version.dataset, Upload.State.DONE
    upload.save(update_fields=["version", "dataset", "state", "updated_at"])
    path = partial.path_of(upload)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    _tell(job.created_by, version, stored=version.job_id == job.pk)


def _issue_of(job: Job) -> dict[str, Any] | None:
    if job.state == State.CANCELLED:
        return Issue(message=msg("Reading was cancelled.")).model_dump(mode="json")
    if job.refusal:
        return dict(job.refusal)
    return Issue(message=OURS).model_dump(mode="json")


def _refuse(upload: Upload, issue: dict[str, Any] | None) -> None:
    """Back to the preview if there is one, so that what a person chose can be corrected."""
    upload.refusal = issue
    upload.state = Upload.State.READY if upload.inspection else Upload.State.REFUSED
    upload.save(update_fields=["refusal", "state", "updated_at"])


def _version_of(upload: Upload, job: Job) -> DatasetVersion:
    """The version of the job's table; an unchanged table is not stored twice."""
    dataset = upload.dataset or _new_dataset(upload, job.created_by)
    summary = job.summary
    latest = dataset.versions.first()
    if latest is not None and _is_unchanged(latest, summary):
        return latest
    files = {artifact.name: artifact for artifact in job.artifacts.all()}
    rejections = files.get("rejections.csv")
    version = record_version(
        dataset,
        job.created_by,
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
            "evidence": (upload.inspection or {}).get("evidence"),
        },
        rejected_rows=summary["counts"]["rejected"],
        rejections=rejections.file.name if rejections else "",
        rejections_size=rejections.size if rejections else 0,
        import_options=upload.options["plan"],
        original_name=upload.filename,
        job=job,
    )
    for artifact in files.values():
        artifact.delete()  # the row only: the file is the version's now
    return version


def _is_unchanged(latest: DatasetVersion, summary: Mapping[str, Any]) -> bool:
    """The hash is of names and values: it does not see that a unit or a type was corrected."""
    if latest.content_hash != summary["content_hash"]:
        return False
    profile = summary["profile"]
    before = _meaning(latest.columns, latest.profile.get("details", {}))
    return before == _meaning(profile["columns"], profile["details"])


def _meaning(columns: Iterable[Any], details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Unit and kind of each column, in their order."""
    return [
        (column.get("unit", ""), details.get(column["name"], {}).get("kind", ""))
        for column in columns
    ]


def _new_dataset(upload: Upload, actor: User | None) -> Dataset:
    """A dataset with a free name: the project is held, so that one name is given at a time."""
    dataset = Dataset.objects.create(
        project=upload.project,
        name=free_name(upload.project_id, upload.options.get("name") or upload.filename),
        created_by=actor,
    )
    report(
        "datasets.dataset.created",
        actor=actor,
        project_id=upload.project_id,
        subject=dataset,
    )
    return dataset


def free_name(project_id: Any, wanted: str) -> str:
    """``wanted``, with a number after it if the project has a dataset of that name."""
    base = wanted.strip()[:110] or "Table"
    taken = set(
        Dataset.objects.filter(project_id=project_id, name__startswith=base).values_list(
            "name", flat=True
        )
    )
    name, number = base, 2
    while name in taken:
        name, number = f"{base} ({number})", number + 1
    return name


def _tell(person: User | None, version: DatasetVersion, *, stored: bool) -> None:
    """``stored``: the import made the version; otherwise its table was there already."""
    if person is None:
        return
    project_id, tone = version.dataset.project_id, "good" if stored else "neutral"
    url = reverse("datasets:detail", args=[project_id, version.dataset_id])
    notify(person, _news(version, stored), url=url, project_id=project_id, tone=tone)


def _news(version: DatasetVersion, stored: bool) -> Message:
    name = version.dataset.name
    if stored:
        return msg("'{name}' is imported.", name=name)
    return msg(
        "Nothing has changed in '{name}': the file holds the same table as version {number}.",
        name=name,
        number=version.number,
    )


def caught_up(upload: Upload) -> Upload:
    """The upload after its job's end was taken in: a job cancelled in the queue tells nobody."""
    job = upload.job
    if job is None or not job.is_final:
        return upload
    if upload.state == Upload.State.INSPECTING:
        inspected(job)
    elif upload.state == Upload.State.IMPORTING:
        imported(job)
    else:
        return upload
    upload.refresh_from_db()
    return upload


def arriving(values: dict[str, Any]) -> dict[str, Any] | None:
    """Of another installation's uploads, those that became data; half a file stayed there."""
    return values if values["state"] == Upload.State.DONE else None

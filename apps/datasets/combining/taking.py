"""What becomes of a combined table when its job has ended, and where people go from there."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.happenings import report
from apps.core.messages import Message, mark, msg
from apps.datasets.combining.asking import RECIPE
from apps.datasets.combining.manifest import (
    ENGINE,
    PURPOSE,
    SLOTS,
    TAKE,
    CombineEngine,
)
from apps.datasets.dictionary.entries import carry
from apps.datasets.domain.intake import free_name
from apps.datasets.domain.store import record_version
from apps.datasets.models import Dataset, DatasetVersion
from apps.engines import registry
from apps.events.domain.notices import notify
from apps.jobs.domain import artifacts
from apps.jobs.finishing import on_finished
from apps.jobs.links import NextStep, edit_forms, next_steps, purpose_names
from apps.jobs.models import Job, JobArtifact, State
from apps.projects.domain.changes import hold

TABLE = "table.parquet"


@transaction.atomic
def combined(job: Job) -> None:
    """A job of the engine ended: its table becomes a version, unless it is the same as the newest.
    Repeatable.
    """
    if job.engine_key != ENGINE or job.params.get("preview"):
        return
    if job.state != State.SUCCEEDED:
        if job.state != State.CANCELLED:
            url = reverse("jobs:detail", args=[job.project_id, job.pk])
            said = msg("'{name}' could not be combined: see why.", name=job.params["name"])
            _tell(job, said, url, "bad")
        return
    hold(job.project_id)
    table = job.artifacts.filter(name=TABLE).first()
    if table is None:
        return  # taken in already
    dataset, is_new = _dataset(job)
    latest = dataset.versions.order_by("-number").first()
    url = reverse("datasets:detail", args=[job.project_id, dataset.pk])
    if latest is not None and latest.content_hash == job.summary["content_hash"]:
        table.delete()
        transaction.on_commit(lambda: artifacts.discard([table]), robust=True)
        said = msg(
            "Nothing has changed in '{name}': the combined table is the same as version {number}.",
            name=dataset.name, number=latest.number,
        )  # fmt: skip
        _tell(job, said, url, "neutral")
        return
    version = _stored(job, dataset, table)
    _carry(job, dataset)
    said = (
        msg("'{name}' is combined.", name=dataset.name)
        if is_new
        else msg("'{name}' is combined again: version {number}.", name=dataset.name,
                 number=version.number)
    )  # fmt: skip
    _tell(job, said, url, "good")


def _dataset(job: Job) -> tuple[Dataset, bool]:
    """The dataset that was asked for, or a new one, also where that is gone."""
    asked = job.params.get("dataset")
    found = Dataset.objects.filter(project_id=job.project_id, pk=asked).first() if asked else None
    if found is not None:
        return found, False
    made = Dataset.objects.create(
        project_id=job.project_id,
        name=free_name(job.project_id, job.params["name"]),
        source=_sources(job)[:300],
        created_by=job.created_by,
    )
    report(
        "datasets.dataset.created", actor=job.created_by, project_id=job.project_id, subject=made
    )
    return made, True


def _carry(job: Job, dataset: Dataset) -> None:
    """Descriptions of columns that come from one of the tables alone, and so keep their names."""
    taken = {chosen["id"]: chosen["roles"].get(TAKE, []) for chosen in job.inputs.values()}
    times = Counter(name for names in taken.values() for name in names)
    versions = DatasetVersion.objects.filter(project_id=job.project_id, pk__in=taken)
    for version in versions.select_related("dataset"):
        alone = [name for name in taken[str(version.pk)] if times[name] == 1]
        carry(version.dataset, dataset, alone, job.created_by)


def _sources(job: Job) -> str:
    tables = job.params["tables"]
    return " + ".join(tables[slot]["name"] for slot in SLOTS if slot in tables)


def _stored(job: Job, dataset: Dataset, table: JobArtifact) -> DatasetVersion:
    summary = job.summary
    profile = summary["profile"]
    version = record_version(
        dataset,
        job.created_by,
        file=table.file.name,
        size=summary["size"],
        content_hash=summary["content_hash"],
        rows=summary["rows"],
        columns=profile["columns"],
        profile={
            "details": profile["details"],
            "alerts": profile["alerts"],
            "combined": {
                "headline": job.result["headline"],
                "blocks": job.result["blocks"],
                "coverage": summary["coverage"],
            },
        },
        import_options={RECIPE: _recipe(job)},
        job=job,
    )
    table.delete()  # the row only: the file is the version's now
    return version


def _recipe(job: Job) -> dict[str, Any]:
    """All that is needed to make the table again: the job is removed after a while."""
    described = job.provenance.get("inputs") or {}
    ids = [str(one["id"]) for one in job.inputs.values() if one.get("kind") == "dataset"]
    versions = {
        str(version.pk): version
        for version in DatasetVersion.objects.filter(project_id=job.project_id, pk__in=ids).only(
            "pk", "dataset", "number"
        )
    }
    tables = []
    for slot in SLOTS:
        if slot not in job.inputs:
            continue
        version = versions.get(str(job.inputs[slot]["id"]))
        tables.append(
            {
                "slot": slot,
                "name": job.params["tables"][slot]["name"],
                "dataset": str(version.dataset_id) if version else None,
                "version": version.number if version else None,
                "content_hash": (described.get(slot) or {}).get("content_hash", ""),
            }
        )
    return {"params": job.params, "inputs": job.inputs, "tables": tables,
            "engine_version": job.engine_version}  # fmt: skip


def _tell(job: Job, said: Message, url: str, tone: str) -> None:
    if job.created_by is not None:
        notify(job.created_by, said, url=url, project_id=job.project_id, tone=tone)


def form_of(job: Job) -> str:
    """The filled-in form of the job."""
    return f"{reverse('datasets:combine', args=[job.project_id])}?from={job.pk}"


def step_of(job: Job) -> NextStep | None:
    """After a look: make the table. After a table: open it. Other runs ask no database."""
    if job.engine_key != ENGINE:
        return None
    if job.params.get("preview"):
        return NextStep(_("Combine these tables"), "table-column", form_of(job))
    dataset = DatasetVersion.objects.filter(job=job).values_list("dataset_id", flat=True).first()
    dataset = dataset or job.params.get("dataset")
    if dataset is None:
        return None
    url = reverse("datasets:detail", args=[job.project_id, dataset])
    return NextStep(_("Open the combined table"), "table", url)


def register(owner: str) -> None:
    registry.register(CombineEngine(), owner=owner)
    on_finished(ENGINE, combined)
    purpose_names.register(PURPOSE, mark("Combining tables"), owner=owner)
    edit_forms.register(PURPOSE, form_of, owner=owner)
    next_steps.register("combine", step_of, owner=owner)

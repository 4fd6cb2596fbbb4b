"""A table with added columns: asked for, and taken in as a version when it is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.happenings import report
from apps.core.messages import Message, clipped, msg, msgn
from apps.datasets.deriving.steps import KINDS
from apps.datasets.dictionary.entries import carry
from apps.datasets.domain.intake import free_name
from apps.datasets.domain.store import record_version
from apps.datasets.models import Dataset, DatasetVersion
from apps.events.domain.notices import notify
from apps.jobs.domain import artifacts
from apps.jobs.domain.submit import submit
from apps.jobs.links import NextStep
from apps.jobs.models import Job, JobArtifact, State
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused

ENGINE = "datasets.derive"
TABLE = "table.parquet"


def newest_of(dataset: Dataset) -> DatasetVersion:
    """The version that columns are added to; :class:`Refused` where there is none."""
    version: DatasetVersion | None = dataset.versions.order_by("-number").first()
    if version is None:
        raise Refused(msg("'{name}' has no version yet.", name=clipped(dataset.name)))
    return version


def ask(
    dataset: Dataset, user: Any, params: Mapping[str, Any], rates: Dataset | None = None
) -> Job:
    """Have columns added to the newest version, ``params`` being :class:`DeriveParams` and
    ``rates`` the dataset of exchange rates, whose newest version is taken.

    Raises ``SubmissionRefused``, and :class:`Refused` for the name of another dataset.
    """
    version, asked = newest_of(dataset), dict(params)
    inputs = {"data": {"kind": "dataset", "id": str(version.pk)}}
    if rates is not None:
        of_rates = newest_of(rates)
        inputs["rates"] = {"kind": "dataset", "id": str(of_rates.pk)}
        title = f"{rates.name} · {of_rates.number}"
        asked["rates"] = {**(asked.get("rates") or {}), "title": title[:200]}
    name = str(asked.get("name") or "").strip()
    if asked.get("into") == "new" and name:
        _refuse_taken(dataset, name)
    return submit(
        project=dataset.project,
        user=user,
        engine_key=ENGINE,
        params=asked,
        inputs=inputs,
        title=_("Columns added to {name}").format(name=dataset.name)[:200],
        purpose=ENGINE,
    )


def _refuse_taken(dataset: Dataset, name: str) -> None:
    other = Dataset.objects.filter(project_id=dataset.project_id, name=name).first()
    if other is not None and not _is_made_from(other, dataset):
        raise Refused(
            msg("The project has another dataset called '{name}'. Choose another name.",
                name=clipped(name)),
            field="name",
        )  # fmt: skip


def _is_made_from(other: Dataset, dataset: Dataset) -> bool:
    """Whether the newest version of ``other`` was made by adding columns to ``dataset``."""
    version = other.versions.select_related("job").order_by("-number").first()
    job = version.job if version else None
    if job is None or job.engine_key != ENGINE or other.pk == dataset.pk:
        return False
    return dataset.versions.filter(pk=job.inputs["data"]["id"]).exists()


@transaction.atomic
def derived(job: Job) -> None:
    """The table was made: it becomes a version, of the dataset that it was made from where that has
    no newer one meanwhile, or of a dataset of its own. Repeatable.
    """
    if job.state != State.SUCCEEDED:
        return
    hold(job.project_id)
    table = job.artifacts.filter(name=TABLE).first()
    if table is None:
        return  # it was taken in already
    versions = DatasetVersion.objects.filter(project_id=job.project_id)
    before = versions.select_related("dataset").filter(pk=job.inputs["data"]["id"]).first()
    if before is None:  # the dataset is gone
        _discard(table)
        return
    dataset = before.dataset
    if job.params["into"] == "new":
        dataset = _own(job, before)
    elif newest_of(dataset).pk != before.pk:
        _discard(table)
        said = msg(
            "'{name}' has a newer version meanwhile, so the columns were not added. Ask for them"
            " again on the newest version.",
            name=dataset.name,
        )
        _tell(job, dataset, said, "warn")
        return
    _store(job, dataset, before, table)
    if dataset != before.dataset:
        unchanged = {one["name"] for one in before.columns} - set(job.summary["added"])
        carry(before.dataset, dataset, unchanged, job.created_by)
    said = msgn(
        "'{name}' has a new version with {count} added column.",
        "'{name}' has a new version with {count} added columns.",
        len(job.summary["added"]),
        name=dataset.name,
    )
    _tell(job, dataset, said, "good")


def _own(job: Job, before: DatasetVersion) -> Dataset:
    """The dataset of its own: the one that an earlier run has made, or a new one."""
    name = job.params["name"].strip()
    known = Dataset.objects.filter(project_id=job.project_id, name=name).first()
    if known is not None and _is_made_from(known, before.dataset):
        return known
    made = Dataset.objects.create(
        project_id=job.project_id,
        name=free_name(job.project_id, name),
        source=before.dataset.source,
        licence=before.dataset.licence,
        created_by=job.created_by,
    )
    report(
        "datasets.dataset.created", actor=job.created_by, project_id=job.project_id, subject=made
    )
    return made


def _store(job: Job, dataset: Dataset, before: DatasetVersion, table: JobArtifact) -> None:
    summary = job.summary
    record_version(
        dataset,
        job.created_by,
        file=table.file.name,
        size=summary["size"],
        content_hash=summary["content_hash"],
        rows=summary["rows"],
        columns=summary["profile"]["columns"],
        profile={name: summary["profile"][name] for name in ("details", "alerts")},
        import_options=before.import_options,
        original_name=before.original_name,
        job=job,
    )
    table.delete()  # the row only: the file is the version's now


def _discard(table: JobArtifact) -> None:
    table.delete()
    transaction.on_commit(lambda: artifacts.discard([table]), robust=True)


def _tell(job: Job, dataset: Dataset, said: Message, tone: str) -> None:
    if job.created_by is None:
        return
    url = reverse("datasets:detail", args=[job.project_id, dataset.pk])
    notify(job.created_by, said, url=url, project_id=job.project_id, tone=tone)


def open_step(job: Job) -> NextStep | None:
    """The way from the run's page to the table that it has made; other runs ask no database."""
    if job.engine_key != ENGINE:
        return None
    made = DatasetVersion.objects.filter(project_id=job.project_id, job=job)
    found = made.values_list("dataset_id", "number").first()
    if found is None:
        return None
    url = reverse("datasets:detail", args=[job.project_id, found[0]])
    return NextStep(gettext_lazy("Open the table"), "database", f"{url}?version={found[1]}")


def edit_url(job: Job) -> str:
    """The form with the run's steps filled in, for the newest version of its dataset."""
    versions = DatasetVersion.objects.filter(project_id=job.project_id)
    pk = job.inputs.get("data", {}).get("id")
    dataset = versions.filter(pk=pk).values_list("dataset_id", flat=True).first()
    if dataset is None:
        return reverse("datasets:list", args=[job.project_id])
    return f"{reverse('datasets:derive', args=[job.project_id, dataset])}?from={job.pk}"


def place_of(field: str) -> list[str]:
    """An issue's field as the way into the parameters: 'steps.0.share.groups.1' says its kind too,
    which is no member: ['steps', '0', 'groups', '1'].
    """
    parts = field.split(".") if field else []
    if len(parts) > 3 and parts[0] == "steps" and parts[2] in KINDS:
        del parts[2]
    return parts

"""A job that left a model behind registers it: called when a job has ended."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from apps.core.happenings import report
from apps.engines import registry
from apps.jobs.models import Job, State, Task
from apps.modelhub.models import RegisteredModel
from apps.projects.domain.changes import apply, locked

FOLDER = "model"


def register_model(job: Job) -> None:
    """Register what a succeeded run saved as the artefact folder ``model``. Repeatable.

    Of a search, the models of the trials that its result names: those of all would be many.
    """
    if job.state != State.SUCCEEDED or job.task != Task.RUN or job.parent_id:
        return
    _register(job)
    for trial in _named(job):
        _register(trial)


def _named(search: Job) -> QuerySet[Job]:
    numbers = search.summary.get("models") if search.parts_total else None
    wanted = [number for number in numbers or () if isinstance(number, int)]
    return Job.objects.filter(
        parent=search, part_number__in=wanted, task=Task.RUN, state=State.SUCCEEDED
    )


def _register(job: Job) -> None:
    fields = (job.result or {}).get("predict_fields") or []
    entry = registry.entry(job.engine_key)
    if not entry or not entry.engine or not entry.engine.predicts:
        return
    if not job.artifacts.filter(name__startswith=f"{FOLDER}/").exists():
        return
    model, made = RegisteredModel.objects.get_or_create(
        job=job,
        defaults={
            "project_id": job.project_id,
            "name": job.title,
            "engine_key": job.engine_key,
            "engine_version": job.engine_version,
            "predict_fields": fields,
            "summary": job.summary,
            "created_by": job.created_by,
        },
    )
    if made:
        report(
            "modelhub.model.registered",
            actor=job.created_by,
            project_id=job.project_id,
            subject=model,
            job=str(job.pk),
        )


def rename(model: RegisteredModel, name: str, user: object) -> None:
    """Give the model another name; everything else about it is fixed."""
    with transaction.atomic():
        row = locked(model)  # a form has written the new name on the model already
        changed = apply(row, {"name": name})
        if changed:
            report(
                "modelhub.model.renamed",
                actor=user,
                project_id=row.project_id,
                subject=row,
                changes=changed,
            )

"""Models written for other programs: asked for, found again, and deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from apps.core.happenings import report
from apps.core.messages import msg
from apps.engines import registry
from apps.engines.contract import Issue
from apps.engines.exporting import CANNOT, NAMES
from apps.jobs.domain import artifacts
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import OPEN_STATES, Job, JobArtifact, State
from apps.modelhub.exports.manifest import KEY, MODEL, TESTED
from apps.modelhub.exports.tested import has_tested
from apps.modelhub.models import RegisteredModel
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@dataclass(frozen=True)
class Export:
    """A format that a model can be written in, and the newest job that does or did it."""

    target: str
    name: str
    job: Job | None

    @property
    def made(self) -> bool:
        """Whether asking again would make nothing new."""
        return self.job is not None and self.job.state in {*OPEN_STATES, State.SUCCEEDED}

    @property
    def done(self) -> bool:
        """Whether a job has come to its end, whatever end that is: then it can be deleted."""
        return self.job is not None and self.job.state not in OPEN_STATES

    def file(self) -> JobArtifact | None:
        """The zip, where it was made."""
        if self.job is None or self.job.state != State.SUCCEEDED:
            return None
        found: JobArtifact | None = self.job.artifacts.filter(
            name=self.job.params["filename"]
        ).first()
        return found


def targets_of(model: RegisteredModel) -> Collection[str]:
    """The formats that the model's engine writes."""
    entry = registry.entry(model.engine_key)
    return entry.engine.exports if entry and entry.engine else ()


def exports_of(model: RegisteredModel) -> list[Export]:
    """Each format with its newest job."""
    targets = targets_of(model)
    if not targets:
        return []
    newest: dict[str, Job] = {}
    for job in _jobs(model).select_related("created_by").order_by("created_at").defer("provenance"):
        newest[job.params["target"]] = job
    return [Export(target, NAMES[target], newest.get(target)) for target in targets]


def export_job(model: RegisteredModel, user: Any, target: str) -> Job:
    """The job that writes, or has written, the model so; two who ask at once get the same. Raises
    ``SubmissionRefused``.
    """
    if target not in targets_of(model):
        raise SubmissionRefused([Issue(message=CANNOT)])
    usable = [*OPEN_STATES, State.SUCCEEDED]
    with transaction.atomic():
        hold(model.project_id)
        made = _jobs(model).filter(params__target=target, state__in=usable)
        return made.order_by("-created_at").first() or _submitted(model, user, target)


def delete(model: RegisteredModel, user: Any, target: str) -> None:
    """Delete what was made of the model in this format (editor): the file, and the jobs that made
    it, as nothing else is known of them. It can be asked for anew.

    Raises :class:`Refused` where there is nothing, or a job is still at it.
    """
    require(membership_of(user, model.project_id), Role.EDITOR)
    with transaction.atomic():
        hold(model.project_id)
        jobs = list(_jobs(model).filter(params__target=target))
        if not jobs:
            raise Refused(msg("This model was not exported as {name}.", name=NAMES[target]))
        if any(job.state in OPEN_STATES for job in jobs):
            raise Refused(msg("The export is being made. Cancel its job first."))
        stored = list(JobArtifact.objects.filter(job__in=jobs))
        for job in jobs:
            job.delete()
        report(
            "modelhub.export.deleted",
            actor=user,
            project_id=model.project_id,
            subject=model,
            target=target,
        )
        transaction.on_commit(lambda: artifacts.discard(stored), robust=True)


def _submitted(model: RegisteredModel, user: Any, target: str) -> Job:
    inputs = {"model": {"kind": MODEL, "id": str(model.pk)}}
    if has_tested(model):
        inputs["rows"] = {"kind": TESTED, "id": str(model.pk)}
    name = f"model-{str(model.pk)[:8]}-{target}.zip"
    params = {"engine": model.engine_key, "target": target, "filename": name}
    return submit(
        project=model.project, user=user, engine_key=KEY, params=params, inputs=inputs,
        title=f"{model.name}: {NAMES[target]}",
    )  # fmt: skip


def _jobs(model: RegisteredModel) -> Any:
    return Job.objects.filter(
        project_id=model.project_id,
        engine_key=KEY,
        taken__slot="model",
        taken__kind=MODEL,
        taken__ref=str(model.pk),
    )

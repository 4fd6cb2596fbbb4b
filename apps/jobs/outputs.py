"""Kind 'output': a table that one job leaves behind, as the input of another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.core.rendering import render
from apps.engines.contract import InputProfile, OutputTable
from apps.jobs.domain.copies import local_path
from apps.jobs.domain.followers import output_id, split
from apps.jobs.inputs import OUTPUT
from apps.jobs.models import FINAL_STATES, Job, JobArtifact, State

OFFERED = 50


class OutputProvider:
    """Tables that an engine has declared (``Engine.outputs``); Parquet artefacts once they are."""

    kind = OUTPUT

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        job_id, name = split(input_id)
        job = Job.objects.visible_to(user).filter(project_id=project_id, pk=job_id).first()
        table = _promised(job, name)
        if job is None or table is None:
            raise LookupError(f"no table {input_id} in this project")
        return _profile(job, table, _stored(job, name))

    def choices(self, project_id: Any) -> list[InputProfile]:
        """Those of succeeded runs, and of runs that have not ended."""
        jobs = Job.objects.filter(
            project_id=project_id, provenance__outputs__0__isnull=False, parent=None
        )  # trials would crowd out all else; the table of one is asked for by its id
        rows = jobs.exclude(state__in=set(FINAL_STATES) - {State.SUCCEEDED})
        found = []
        for job in rows.order_by("-created_at").defer("result")[:OFFERED]:
            found += [_profile(job, table, None) for table in promised(job)]
        return found

    def materialise(self, project_id: Any, input_id: str) -> Path:
        job_id, name = split(input_id)
        job = Job.objects.filter(project_id=project_id, pk=job_id).first()
        stored = _stored(job, name) if job else None
        if stored is None:
            raise LookupError(f"no table {input_id} in this project")
        return local_path(stored.file, stored.pk, stored.size)

    def format(self, input_id: str) -> str:
        return "parquet"


def promised(job: Job) -> list[OutputTable]:
    """The tables that the job's engine has declared for it."""
    return [OutputTable.model_validate(one) for one in job.provenance.get("outputs", [])]


def _promised(job: Job | None, name: str) -> OutputTable | None:
    """None too for a job that ended without making it."""
    if job is None or (job.is_final and job.state != State.SUCCEEDED):
        return None
    table = next((table for table in promised(job) if table.name == name), None)
    missing = job.state == State.SUCCEEDED and _stored(job, name) is None
    return None if missing else table


def _stored(job: Job, name: str) -> JobArtifact | None:
    if job.state != State.SUCCEEDED:
        return None
    found: JobArtifact | None = job.artifacts.filter(name=name).first()
    return found


def _profile(job: Job, table: OutputTable, stored: JobArtifact | None) -> InputProfile:
    return InputProfile(
        kind=OUTPUT,
        id=output_id(job.pk, table.name),
        name=render(msg("{table} of '{title}'", table=msg(table.label), title=job.title)),
        bytes=stored.size if stored else 0,
        content_hash=stored.sha256 if stored else "",
        columns=table.columns,
    )

"""Runs and models: asking for them, watching them, reading what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from apps.core.messages import Message, msg
from apps.core.rendering import render
from apps.engines import registry
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import Job as JobRow
from apps.jobs.models import State
from apps.modelhub.domain.predict import ask
from apps.modelhub.models import RegisteredModel
from apps.projects.models import Role
from apps.sdk import objects
from apps.sdk.errors import NotFound, Refused
from apps.sdk.scopes import Scope, person_row, project_row

MOST = 500
WAIT_SECONDS = 10.0


def jobs(scope: Scope, *, purpose: str = "", limit: int = 50) -> tuple[objects.Job, ...]:
    """The project's latest runs, newest first; only those of ``purpose`` where it is given. Parts
    of runs are left out."""
    found = JobRow.objects.filter(project_id=scope.project_id, parent=None)
    if purpose:
        found = found.filter(purpose=purpose)
    return tuple(job_of(row) for row in found.order_by("-created_at")[: min(limit, MOST)])


def job(scope: Scope, job_id: UUID | str) -> objects.Job:
    """One run as it stands now."""
    found = _one(JobRow.objects.filter(project_id=scope.project_id), job_id)
    if found is None:
        raise NotFound(msg("There is no such job in this project."))
    return job_of(found)


def submit_job(
    scope: Scope,
    engine: str,
    *,
    params: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    title: str = "",
    purpose: str = "",
) -> objects.Job:
    """Ask for a run in the person's name (analyst or above).

    ``inputs`` are as the REST API takes them: slot → ``{"kind": "dataset", "id": version id,
    "roles": {role: [columns]}}``. ``purpose`` marks the run as the plugin's: its key, or a name
    that begins with key and dot. Raises :class:`Refused` with everything that is wrong.
    """
    if purpose and purpose != scope.plugin and not purpose.startswith(f"{scope.plugin}."):
        raise Refused(msg("The purpose must begin with the plugin's key."))
    entry = registry.entry(engine)
    if entry and entry.engine and entry.engine.kind == "system":
        raise Refused(msg("There is no engine '{key}'.", key=engine))
    user = person_row(scope, Role.ANALYST)
    try:
        made = submit(
            project=project_row(scope), user=user, engine_key=engine, params=params or {},
            inputs=inputs or {}, title=title, purpose=purpose,
        )  # fmt: skip
    except SubmissionRefused as refused:
        raise _refusal(refused) from refused
    return job_of(made)


def _refusal(refused: SubmissionRefused) -> Refused:
    fields = tuple((issue.field, issue.message) for issue in refused.issues)
    first = fields[0][1] if fields else msg("The run cannot be started.")
    return Refused(first, fields)


def job_of(row: JobRow) -> objects.Job:
    result = row.result if row.state == State.SUCCEEDED else None
    return objects.Job(
        id=row.pk,
        title=row.title,
        engine=row.engine_key,
        purpose=row.purpose,
        state=row.state,
        is_final=row.is_settled,
        created_at=row.created_at,
        finished_at=row.finished_at,
        headline=_said((result or {}).get("headline")),
        summary=dict(row.summary or {}),
        reason=_said(row.reason or (row.refusal or {}).get("message")),
    )


def _said(stored: Any) -> str:
    return render(Message.model_validate(stored)) if stored else ""


def models(scope: Scope) -> tuple[objects.Model, ...]:
    """The project's fitted models, newest first."""
    rows = RegisteredModel.objects.filter(project_id=scope.project_id)
    return tuple(model_of(row) for row in rows)


def model_of(row: RegisteredModel) -> objects.Model:
    return objects.Model(
        id=row.pk,
        name=row.name,
        engine=row.engine_key,
        job_id=row.job_id,
        needs=tuple(field["name"] for field in row.predict_fields),
        summary=dict(row.summary),
    )


def predict(
    scope: Scope,
    model_id: UUID | str,
    rows: Sequence[Mapping[str, Any]],
    *,
    wait: float = WAIT_SECONDS,
) -> objects.Prediction:
    """Ask a model in the person's name and wait ``wait`` seconds (at most 10) for its answer.

    Where it is not there by then, ``rows`` is empty and ``job`` can be watched.
    """
    user = person_row(scope, Role.ANALYST)
    found = RegisteredModel.objects.filter(project_id=scope.project_id).select_related("project")
    model = _one(found, model_id)
    if model is None:
        raise NotFound(msg("There is no such model in this project."))
    try:
        row = ask(model, user, [dict(one) for one in rows], wait=min(wait, WAIT_SECONDS))
    except SubmissionRefused as refused:
        raise _refusal(refused) from refused
    if row.state != State.SUCCEEDED or not row.result:
        return objects.Prediction(job_of(row))
    return objects.Prediction(
        job_of(row),
        tuple(column["key"] for column in row.result["columns"]),
        tuple(answer["values"] for answer in row.result["rows"]),
    )


def _one(rows: QuerySet[Any], row_id: UUID | str) -> Any:
    try:
        return rows.filter(pk=row_id).first()
    except (ValidationError, ValueError):
        return None

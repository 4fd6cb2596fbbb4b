"""Asking a model: a job like any other, waited for briefly."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.jobs.domain.submit import submit
from apps.jobs.domain.waiting import wait_for
from apps.jobs.models import Job, Task
from apps.modelhub.models import RegisteredModel

PURPOSE = "modelhub.predict"
WAIT_SECONDS = 2.5


def ask(
    model: RegisteredModel, user: Any, rows: list[dict[str, Any]], *, wait: float = WAIT_SECONDS
) -> Job:
    """Submit a prediction and wait shortly. Raises ``SubmissionRefused``."""
    return wait_for(submit_rows(model, user, rows), wait)


def submit_rows(model: RegisteredModel, user: Any, rows: list[dict[str, Any]]) -> Job:
    """Submit a prediction. Raises ``SubmissionRefused``."""
    return submit(
        project=model.project,
        user=user,
        engine_key=model.engine_key,
        params={"rows": rows},
        inputs={"model": {"kind": "model", "id": str(model.pk)}},
        title=_("Prediction with {model}").format(model=model.name),
        purpose=PURPOSE,
        task=Task.PREDICT,
    )


def predictions_of(model: RegisteredModel) -> Any:
    """Jobs that asked this model, newest first."""
    return Job.objects.filter(
        project_id=model.project_id,
        purpose=PURPOSE,
        task=Task.PREDICT,
        taken__slot="model",
        taken__kind="model",
        taken__ref=str(model.pk),
    ).order_by("-taken__at")

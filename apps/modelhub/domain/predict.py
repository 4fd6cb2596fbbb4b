"""Asking a model: at once where a process holds it, else a job like any other."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.engines.contract import Prediction, PredictParams
from apps.jobs.domain.submit import submit, usable_engine
from apps.jobs.domain.waiting import wait_for
from apps.jobs.models import Job, Task
from apps.modelhub.models import RegisteredModel
from apps.modelhub.serving import client

PURPOSE = "modelhub.predict"
WAIT_SECONDS = 2.5  # for a job, before the page shows how far it is
WAIT_AT_ONCE = 10.0  # for a process that holds the model, or loads it


def at_once(model: RegisteredModel, rows: list[dict[str, Any]], wait: float) -> Prediction | None:
    """What the process says that holds the model, within about ``wait`` seconds; None where a job
    must answer: nothing serves here, it is too much at once, or a job says better why not.

    Raises :class:`~.serving.client.TurnedAway` where asking again in a moment will do, and
    :class:`~.serving.client.RefusedByModel`.
    """
    if model.project.archived_at or usable_engine(model.engine_key, model.project)[0] is None:
        return None
    given = PredictParams(rows=rows).model_dump(mode="json")["rows"]  # as a job is given them
    try:
        return client.predict(model.pk, given, wait)
    except client.NotServed:
        return None


def ask(
    model: RegisteredModel, user: Any, rows: list[dict[str, Any]], *, wait: float = WAIT_SECONDS
) -> Job:
    """Submit a prediction and wait shortly. Raises ``SubmissionRefused``."""
    return wait_for(submit_rows(model, user, rows), wait)


def submit_rows(
    model: RegisteredModel, user: Any, rows: list[dict[str, Any]], *, alias: str = ""
) -> Job:
    """Submit a prediction, by the serving name ``alias`` where one was asked. Raises
    ``SubmissionRefused``.
    """
    return submit(
        project=model.project,
        user=user,
        engine_key=model.engine_key,
        params={"rows": rows},
        inputs={
            "model": {"kind": "model", "id": str(model.pk), **({"alias": alias} if alias else {})}
        },
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

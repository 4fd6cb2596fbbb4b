"""What a person does next with a run that left a model."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.jobs.links import NextStep
from apps.jobs.models import Job, Task
from apps.modelhub.models import RegisteredModel


def predict_step(job: Job) -> NextStep | None:
    """The way from a fit's page to asking its model."""
    if job.task != Task.RUN or not (job.result or {}).get("predict_fields"):
        return None
    found = RegisteredModel.objects.filter(job=job).values_list("pk", flat=True).first()
    if found is None:
        return None
    return NextStep(_("Predict"), "wand", reverse("modelhub:predict", args=[job.project_id, found]))

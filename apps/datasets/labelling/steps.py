"""What a person does next with a run that has found labels to check."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.datasets.models import LabelQueue
from apps.jobs.links import NextStep
from apps.jobs.models import Job, Task


def check_step(job: Job) -> NextStep | None:
    """The way from a run's page to the labels that it has found; other runs ask no database."""
    if job.task != Task.RUN or "labels_looked_at" not in job.summary:
        return None
    dataset = LabelQueue.objects.filter(job=job).values_list("dataset_id", flat=True).first()
    if dataset is None:
        return None
    url = reverse("datasets:labels", args=[job.project_id, dataset])
    return NextStep(_("Check labels"), "tag", url)

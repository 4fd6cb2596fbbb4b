"""The button of a run that has predicted something."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.jobs.links import NextStep
from apps.jobs.models import Job
from apps.research.predictions.keeping import kept_of, predicted_by


def keep_step(job: Job) -> NextStep | None:
    """To keep the run's predictions, or to those that are kept; other runs ask no database."""
    if predicted_by(job) is None:
        return None
    kept = kept_of(job)
    if kept is None:
        url = reverse("research:predictions_keep", args=[job.project_id, job.pk])
        return NextStep(_("Keep these predictions"), "target", url)
    url = reverse("research:predictions_set", args=[job.project_id, kept.pk])
    return NextStep(_("Kept predictions"), "target", url)

"""What a person does next with a run that left a model, and looks up before one is started."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.engines.builtin.text.params import TextParams
from apps.engines.contract import Engine
from apps.jobs.links import NextStep, ParamPage
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


def base_page(engine: Engine, name: str, project_id: Any) -> ParamPage | None:
    """Beside the choice of a base model, what there is to choose from."""
    if name != "base" or not issubclass(engine.Params, TextParams):
        return None
    return ParamPage(
        _("Sizes, languages and licences"), reverse("modelhub:bases", args=[project_id])
    )

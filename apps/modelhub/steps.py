"""What a person does next with a run that left a model, and looks up before one is started."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.engines.builtin.text.params import BaseChoice
from apps.engines.contract import Engine
from apps.jobs.links import NextStep, ParamPage
from apps.jobs.models import Job, Task
from apps.modelhub.models import RegisteredModel


def predict_step(job: Job) -> NextStep | None:
    """The way from a fit's page to asking its model; from a search's to that of its best trial."""
    fields = (job.result or {}).get("predict_fields")
    named = job.summary.get("models") if job.parts_total else None
    if job.task != Task.RUN or not (fields or named):
        return None
    found = _model_of(job, named or [])
    if found is None:
        return None
    return NextStep(_("Predict"), "wand", reverse("modelhub:predict", args=[job.project_id, found]))


def _model_of(job: Job, named: list[int]) -> Any:
    """The key of the run's own model, or of the first that a search names."""
    own = RegisteredModel.objects.filter(job=job).values_list("pk", flat=True).first()
    if own is not None or not named:
        return own
    models = RegisteredModel.objects.filter(job__parent=job, job__part_number__in=named)
    found = dict(models.values_list("job__part_number", "pk"))
    return next((found[number] for number in named if number in found), None)


def base_page(engine: Engine, name: str, project_id: Any) -> ParamPage | None:
    """Beside the choice of a base model, what there is to choose from."""
    if name != "base" or not issubclass(engine.Params, BaseChoice):
        return None
    return ParamPage(
        _("Sizes, languages and licences"), reverse("modelhub:bases", args=[project_id])
    )

"""What prediction jobs take from this room: the folder that a run saved its model in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from apps.engines.contract import InputProfile
from apps.jobs.domain.artifacts import materialise_folder
from apps.jobs.inputs import MOST_OFFERED
from apps.modelhub.domain.register import FOLDER
from apps.modelhub.models import RegisteredModel


class ModelProvider:
    """Kind 'model': ids are those of registered models, the path is a folder."""

    kind = "model"

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        return _profile(_found(RegisteredModel.objects.visible_to(user), project_id, input_id))

    def choices(self, project_id: Any) -> list[InputProfile]:
        models = RegisteredModel.objects.filter(project_id=project_id).only("name")
        return [_profile(model) for model in models[:MOST_OFFERED]]

    def materialise(self, project_id: Any, input_id: str) -> Path:
        model = _found(RegisteredModel.objects.select_related("job"), project_id, input_id)
        return materialise_folder(model.job, FOLDER)

    def format(self, input_id: str) -> str:
        return "raw"


def _profile(model: RegisteredModel) -> InputProfile:
    return InputProfile(kind="model", id=str(model.pk), name=model.name)


def _found(queryset: Any, project_id: Any, input_id: str) -> RegisteredModel:
    try:
        model: RegisteredModel | None = queryset.filter(project_id=project_id, pk=input_id).first()
    except (ValidationError, ValueError):
        model = None
    if model is None:
        raise LookupError(f"no model {input_id} in this project")
    return model

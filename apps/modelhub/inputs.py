"""What prediction jobs take from this room: the folder that a run saved its model in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from apps.engines.contract import InputProfile, InputSlot
from apps.jobs.domain.artifacts import materialise_folder
from apps.jobs.inputs import MOST_OFFERED
from apps.modelhub.domain.register import FOLDER
from apps.modelhub.models import ModelAlias, RegisteredModel


class ModelProvider:
    """Kind 'model': ids are those of registered models, the path is a folder."""

    kind = "model"

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        return _profile(_found(RegisteredModel.objects.visible_to(user), project_id, input_id))

    def choices(self, project_id: Any) -> list[InputProfile]:
        models = RegisteredModel.objects.filter(project_id=project_id).only("name")
        return [_profile(model) for model in models[:MOST_OFFERED]]

    def suiting(self, project_id: Any, slot: InputSlot) -> list[InputProfile]:
        if not slot.engines:
            return self.choices(project_id)
        models = RegisteredModel.objects.filter(project_id=project_id, engine_key__in=slot.engines)
        return [_profile(model) for model in models.only("name")[:MOST_OFFERED]]

    def preset(self, project_id: Any, slot: InputSlot) -> str:
        """The model that a serving name points to, if it suits."""
        if not slot.preset:
            return ""
        aliases = ModelAlias.objects.filter(
            project_id=project_id, name=slot.preset, model__engine_key__in=slot.engines
        )
        found = aliases.values_list("model", flat=True).first()
        return str(found) if found else ""

    def seed(self, project_id: Any, input_id: str) -> int | None:
        model = _found(RegisteredModel.objects.select_related("job"), project_id, input_id)
        return model.job.seed

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

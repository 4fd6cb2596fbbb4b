"""The texts that a model's run was tested on, as the input of another job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from apps.engines.contract import InputProfile
from apps.jobs.domain.copies import local_path
from apps.jobs.models import JobArtifact
from apps.modelhub.exports.manifest import TESTED
from apps.modelhub.models import RegisteredModel

FILE = "test-predictions.csv"


class TestedProvider:
    """Kind 'tested': ids are those of registered models, the path is the file of their run."""

    kind = TESTED

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        models = RegisteredModel.objects.visible_to(user)
        found = _found(models.filter(project_id=project_id), input_id)
        return InputProfile(
            kind=TESTED, id=input_id, name=FILE, bytes=found.size, content_hash=found.sha256
        )

    def choices(self, project_id: Any) -> list[InputProfile]:
        """None: nobody chooses it."""
        return []

    def materialise(self, project_id: Any, input_id: str) -> Path:
        found = _found(RegisteredModel.objects.filter(project_id=project_id), input_id)
        return local_path(found.file, found.pk, found.size, suffix=".csv")

    def format(self, input_id: str) -> str:
        return "raw"


def has_tested(model: RegisteredModel) -> bool:
    """Whether the model's run has left the file."""
    return bool(model.job.artifacts.filter(name=FILE).exists())


def _found(models: QuerySet[RegisteredModel], model_id: str) -> JobArtifact:
    try:
        model = models.filter(pk=model_id).first()
    except (ValidationError, ValueError):
        model = None
    found = JobArtifact.objects.filter(job=model.job_id, name=FILE).first() if model else None
    if found is None:
        raise LookupError(f"no test rows of model {model_id} in this project")
    return found

"""Where a registered model is, from the database and the storage. Called in threads."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import connections

from apps.engines import registry
from apps.jobs.domain.artifacts import materialise_folder
from apps.modelhub.domain.register import FOLDER
from apps.modelhub.models import RegisteredModel
from apps.modelhub.serving.process import Found


def found(key: str) -> Found | None:
    """Where to load the model from; None if there is no such model, or nothing that runs it.

    Its files are laid out in the working folder first, from whatever storage.
    """
    try:
        return _found(key)
    finally:
        connections.close_all()  # a thread of the executor may rest for hours


def _found(key: str) -> Found | None:
    try:
        model = RegisteredModel.objects.select_related("job").filter(pk=key).first()
    except (ValidationError, ValueError):
        return None
    entry = registry.entry(model.engine_key) if model else None
    if model is None or entry is None or entry.engine is None:
        return None
    try:
        path = materialise_folder(model.job, FOLDER)
    except LookupError:  # it went meanwhile
        return None
    return Found(key, path, entry.engine.runner, str(model.project_id), model.name)


def existing(keys: Collection[str]) -> list[str]:
    """Those of the models that are still there."""
    try:
        rows = RegisteredModel.objects.filter(pk__in=keys).values_list("pk", flat=True)
        return [str(pk) for pk in rows]
    finally:
        connections.close_all()

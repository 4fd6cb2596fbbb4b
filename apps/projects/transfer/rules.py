"""What belongs to a project's archive. Rooms above say in ``ready`` what is special about theirs.

Everything that is scoped to a project travels unless a room leaves it out with a reason, so that a
new model is not lost by being forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from apps.core.models import ScopedQuerySet
from apps.core.registry import Registry
from apps.projects.models import Project

# Label of a model → why its rows stay behind.
left_out: Registry[str] = Registry("model left out of a project's archive")

# Label of a model → what of a row's values goes out: secrets stay.
departures: Registry[Callable[[dict[str, Any]], dict[str, Any]]] = Registry("departure rule")

# Label of a model → what becomes of a row's values on its way in; None leaves the row out.
arrivals: Registry[Callable[[dict[str, Any]], dict[str, Any] | None]] = Registry("arrival rule")


def travelling() -> list[tuple[type[models.Model], str]]:
    """Models of a project's rows, each with its path to the project; the project itself first."""
    found = [(model, _path(model)) for model in apps.get_models(include_auto_created=True)]
    scoped = [(model, path) for model, path in found if path and not is_left_out(model)]
    return sorted(scoped, key=lambda pair: pair[0] is not Project)


def is_left_out(model: type[models.Model]) -> bool:
    return left_out.get(model._meta.label) is not None


def _path(model: type[models.Model]) -> str:
    rows = model._default_manager.none() if model._meta.managed else None
    return rows.project_path if isinstance(rows, ScopedQuerySet) else ""


def first_step(model: type[models.Model], path: str) -> Any:
    """The column that a row's way to its project begins with; of the project its key."""
    name = path.split("__")[0]
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def person_columns(model: type[models.Model]) -> list[str]:
    """Columns that name a person. People are matched by e-mail address where rows arrive."""
    return [field.attname for field in _relations(model) if _names_person(field)]


def inner_links(model: type[models.Model]) -> dict[str, str]:
    """Column → label of the model it points to, for links inside the project."""
    return {
        field.attname: field.related_model._meta.label
        for field in _relations(model)
        if not _names_person(field)
    }


def _relations(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.remote_field]


def _names_person(field: Any) -> bool:
    return bool(field.related_model._meta.label == settings.AUTH_USER_MODEL)

"""Serving names: which model answers under a name, pointing it to another one, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError

from apps.accounts.models import User
from apps.core.messages import msg
from apps.modelhub.domain import aliases as domain
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.projects.domain.errors import Refused as RefusedChange
from apps.projects.models import Role
from apps.sdk import objects
from apps.sdk.errors import NotAllowed, NotFound, Refused
from apps.sdk.scopes import Scope, person_row, project_row


def aliases(scope: Scope) -> tuple[objects.Alias, ...]:
    """The project's serving names with the models that they point to, by name."""
    rows = ModelAlias.objects.filter(project_id=scope.project_id)
    return tuple(alias_of(row) for row in rows.select_related("model"))


def point_alias(scope: Scope, name: str, model_id: UUID | str) -> objects.Alias:
    """Point a serving name to a model in the person's name (editor or above); made if it is new.

    Raises :class:`Refused` for a name that cannot be one, and for a model that needs other columns
    than the one that serves now.
    """
    user = _editor(scope)
    found = RegisteredModel.objects.filter(project_id=scope.project_id)
    try:
        model = found.filter(pk=model_id).first()
    except (ValidationError, ValueError):
        model = None
    if model is None:
        raise NotFound(msg("There is no such model in this project."))
    try:
        row, _made = domain.point(model, name, user)
    except RefusedChange as refused:
        raise _refusal(refused) from refused
    return alias_of(row)


def roll_back_alias(scope: Scope, name: str) -> objects.Alias:
    """Point a serving name back to its model of before (editor or above).

    Raises :class:`Refused` where it has not pointed to another one.
    """
    user = _editor(scope)
    row = ModelAlias.objects.filter(project_id=scope.project_id, name=name).first()
    if row is None:
        raise NotFound(msg("There is no such serving name in this project."))
    try:
        return alias_of(domain.roll_back(row, user))
    except RefusedChange as refused:
        raise _refusal(refused) from refused


def alias_of(row: ModelAlias) -> objects.Alias:
    return objects.Alias(
        name=row.name,
        model_id=row.model_id,
        model_name=row.model.name,
        former_id=row.former_id,
        updated_at=row.updated_at,
    )


def _editor(scope: Scope) -> User:
    user = person_row(scope, Role.EDITOR)
    if project_row(scope).archived_at:
        raise NotAllowed(msg("This project is archived and read-only."))
    return user


def _refusal(refused: RefusedChange) -> Refused:
    return Refused(refused.message, ((refused.field, refused.message),) if refused.field else ())

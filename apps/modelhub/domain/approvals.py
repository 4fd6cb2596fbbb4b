"""Four eyes before a model serves: an owner other than whoever made the model says yes.

Every change is in the audit trail. Whether serving names ask for it is the project's choice.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.modelhub.models import ModelAlias, ModelApproval, RegisteredModel, RegistryPolicy
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


def approval_of(model: RegisteredModel) -> ModelApproval | None:
    return ModelApproval.objects.filter(model=model).select_related("by").first()


def needs_approval(project_id: Any) -> bool:
    """Whether serving names of the project point to approved models alone; no unless told."""
    return RegistryPolicy.objects.filter(project_id=project_id, needs_approval=True).exists()


def approve(model: RegisteredModel, user: User) -> ModelApproval:
    """Approve the model (owner). Raises :class:`Refused` for whoever has made it."""
    require(membership_of(user, model.project_id), Role.OWNER)
    if model.created_by_id == user.pk:
        raise Refused(
            msg("You have made this model yourself. Another owner of the project approves it.")
        )
    with transaction.atomic():
        hold(model.project_id)
        found, made = ModelApproval.objects.get_or_create(
            model=model, defaults={"project_id": model.project_id, "by": user}
        )
        if made:
            report(
                "modelhub.model.approved", actor=user, project_id=model.project_id, subject=model
            )
    return found


def withdraw(model: RegisteredModel, user: User) -> None:
    """Take the approval back (owner). Raises :class:`Refused` while the model must have it."""
    require(membership_of(user, model.project_id), Role.OWNER)
    with transaction.atomic():
        hold(model.project_id)
        names = names_of(model)
        if names and needs_approval(model.project_id):
            raise Refused(
                msg(
                    "It serves as {names}, and serving names of this project need approved models."
                    " Point them to another model first.",
                    names=names,
                )
            )
        if ModelApproval.objects.filter(model=model).delete()[0]:
            report(
                "modelhub.model.disapproved", actor=user, project_id=model.project_id, subject=model
            )


def set_policy(project_id: Any, user: User, needed: bool) -> None:
    """Whether serving names need approved models (owner). Names that point stay as they are."""
    require(membership_of(user, project_id), Role.OWNER)
    with transaction.atomic():
        project = hold(project_id)
        before = needs_approval(project_id)
        if before == needed:
            return
        RegistryPolicy.objects.update_or_create(
            project=project, defaults={"needs_approval": needed}
        )
        report(
            "modelhub.policy.changed",
            actor=user,
            project_id=project_id,
            subject=project,
            changes={"needs_approval": [before, needed]},
        )


def require_approved(model: RegisteredModel) -> None:
    """Raises :class:`Refused` for a model that may not serve. The project is held."""
    if needs_approval(model.project_id) and not ModelApproval.objects.filter(model=model).exists():
        raise Refused(
            msg(
                "Serving names of this project need approved models, and nobody has approved"
                " '{model}'. Ask an owner other than its maker.",
                model=model.name,
            ),
            field="model",
        )


def names_of(model: RegisteredModel) -> list[str]:
    """The serving names that point to it."""
    return list(ModelAlias.objects.filter(model=model).values_list("name", flat=True))

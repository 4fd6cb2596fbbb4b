"""A model's approval and origin, as its page shows them."""

from __future__ import annotations

from typing import Any

from apps.modelhub.domain import approvals, exports
from apps.modelhub.models import RegisteredModel
from apps.projects.access import ProjectRequest
from apps.projects.models import Role


def registry_context(request: ProjectRequest, model: RegisteredModel) -> dict[str, Any]:
    """What the model's page says of its approval and where it was imported from."""
    open_ = not request.project.archived_at
    return {
        "approval": approvals.approval_of(model),
        "needs_approval": approvals.needs_approval(request.project.pk),
        "imported": model.job.provenance.get("imported"),
        "may_approve": open_
        and request.role.covers(Role.OWNER)
        and model.created_by_id != request.user.pk,
        "may_set_policy": open_ and request.role.covers(Role.OWNER),
        "may_delete": open_ and request.role.covers(Role.EDITOR),
        "may_export": request.role.covers(Role.ANALYST),
        "exports": exports.exports_of(model),
    }

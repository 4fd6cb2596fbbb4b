"""What the installation's administrators decide about a project they need not be members of."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from apps.core.happenings import report
from apps.projects.domain import changes
from apps.projects.models import Membership, Project, Role

QUOTAS = ("disk_quota_bytes", "job_quota", "gpu_hours_quota")


@transaction.atomic
def set_quotas(project: Project, actor: Any, **quotas: int | None) -> None:
    """Set some of ``disk_quota_bytes``, ``job_quota`` and ``gpu_hours_quota``.

    None means the installation's default.
    """
    wanted = {key: value for key, value in quotas.items() if key in QUOTAS}
    row = changes.locked(project)  # a form has written the new ones on the project already
    changed = changes.apply(row, wanted)
    if changed:
        report(
            "projects.quotas.changed",
            actor=actor,
            project_id=row.pk,
            subject=row,
            changes=changed,
        )


@transaction.atomic
def take_over(project: Project, actor: Any) -> Membership:
    """Make the administrator an owner, e.g. when the only owner has left the company."""
    membership, made = Membership.objects.get_or_create(
        project=project, user=actor, defaults={"role": Role.OWNER}
    )
    if made or membership.role != Role.OWNER:
        before = None if made else membership.role
        membership.role = Role.OWNER
        membership.save(update_fields=["role", "updated_at"])
        report(
            "projects.project.taken_over",
            actor=actor,
            project_id=project.pk,
            subject=membership,
            changes={"role": [before, Role.OWNER.value]},
        )
    return membership

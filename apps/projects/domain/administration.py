"""What the installation's administrators decide about a project they need not be members of."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from apps.core.happenings import report
from apps.projects.models import Membership, Project, Role

QUOTAS = ("disk_quota_bytes", "job_quota", "gpu_hours_quota")


@transaction.atomic
def set_quotas(project: Project, actor: Any, **quotas: int | None) -> None:
    """Set some of ``disk_quota_bytes``, ``job_quota`` and ``gpu_hours_quota``.

    None means the installation's default.
    """
    changed = {key: value for key, value in quotas.items() if key in QUOTAS}
    if not changed:
        return
    for key, value in changed.items():
        setattr(project, key, value)
    project.save(update_fields=[*changed, "updated_at"])
    report(
        "projects.quotas.changed", actor=actor, project_id=project.pk, subject=project, **changed
    )


@transaction.atomic
def take_over(project: Project, actor: Any) -> Membership:
    """Make the administrator an owner, e.g. when the only owner has left the company."""
    membership, made = Membership.objects.get_or_create(
        project=project, user=actor, defaults={"role": Role.OWNER}
    )
    if made or membership.role != Role.OWNER:
        membership.role = Role.OWNER
        membership.save(update_fields=["role", "updated_at"])
        report(
            "projects.project.taken_over", actor=actor, project_id=project.pk, subject=membership
        )
    return membership

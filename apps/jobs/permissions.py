"""Who may do what with a job."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from apps.jobs.models import Job, Schedule
from apps.projects.models import Role


def may_cancel(job: Job, user: Any, role: Role) -> bool:
    """Analysts end their own jobs, editors anybody's."""
    if job.created_by_id == getattr(user, "pk", None) and user.pk:
        return role.covers(Role.ANALYST)
    return role.covers(Role.EDITOR)


def require_cancel(job: Job, user: Any, role: Role) -> None:
    if not may_cancel(job, user, role):
        raise PermissionDenied(
            _("Only the person who started this job, or an editor of the project, may end it.")
        )


def may_change(schedule: Schedule, user: Any, role: Role) -> bool:
    """Analysts change the schedules that they made, editors everybody's."""
    own = schedule.created_by_id is not None and schedule.created_by_id == user.pk
    return role.covers(Role.ANALYST if own else Role.EDITOR)


def require_change(schedule: Schedule, user: Any, role: Role) -> None:
    if not may_change(schedule, user, role):
        raise PermissionDenied(
            _("Only whoever made this schedule, or an editor of the project, may change it.")
        )

"""Who may do what with a source."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from apps.datasets.models import Source
from apps.projects.models import Role


def may_change(source: Source, user: Any, role: Role) -> bool:
    """Analysts change the sources that they made, editors everybody's."""
    own = source.created_by_id is not None and source.created_by_id == user.pk
    return role.covers(Role.ANALYST if own else Role.EDITOR)


def require_change(source: Source, user: Any, role: Role) -> None:
    if not may_change(source, user, role):
        raise PermissionDenied(
            _("Only whoever made this source, or an editor of the project, may change it.")
        )

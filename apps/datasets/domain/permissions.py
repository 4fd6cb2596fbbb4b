"""Who may do what with an upload."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from apps.datasets.models import Upload
from apps.projects.models import Role


def may_alter(upload: Upload, user: Any, role: Role) -> bool:
    """Send its bytes, import or drop it: analysts their own upload, editors anybody's."""
    own = bool(user.pk) and upload.created_by_id == user.pk
    return role.covers(Role.ANALYST if own else Role.EDITOR)


def require_alter(upload: Upload, user: Any, role: Role) -> None:
    """Raise ``PermissionDenied`` with a sentence for the person if they may not."""
    if not may_alter(upload, user, role):
        raise PermissionDenied(
            _(
                "Only the person who uploads this file, or an editor of the project, may go on "
                "with it or throw it away."
            )
        )

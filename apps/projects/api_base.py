"""What every resource inside a project shares: membership, roles, and only its own rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from apps.core.api.views import ApiViewSet
from apps.projects.access import membership_of, require, require_role
from apps.projects.models import Membership, Project, Role


class ProjectViewSet(ApiViewSet):
    """A view set whose URL carries ``project_id``. ``roles`` names a role for every action.

    Somebody else's project is a 404; a low role a 403; an archived project is read-only.
    """

    roles: ClassVar[Mapping[str, Role]] = {}
    even_archived: ClassVar[frozenset[str]] = frozenset()
    """Changes that an archived project allows, such as restoring it."""
    membership: Membership

    def enter(self) -> None:
        action = self.action
        if action is None:  # the method is not offered: 405 follows
            return
        self.membership = membership_of(self.request.user, self.kwargs["project_id"])
        check = require_role if action in self.even_archived else require
        check(self.membership, self.roles[action])

    @property
    def project(self) -> Project:
        return self.membership.project

    @property
    def role(self) -> Role:
        return Role(self.membership.role)

    def get_queryset(self) -> Any:
        """Rows of this project that the caller may see; never another project's."""
        rows: Any = super().get_queryset()
        return rows.visible_to(self.request.user).filter(project_id=self.kwargs["project_id"])

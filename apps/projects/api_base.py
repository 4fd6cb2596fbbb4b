"""What every resource inside a project shares: membership, roles, and only its own rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet

from apps.core.api.sync import SyncPagination
from apps.core.api.views import ApiViewSet
from apps.projects import synced
from apps.projects.access import membership_of, require, require_role
from apps.projects.domain.changes import hold
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

    @contextmanager
    def change(self) -> Iterator[Any]:
        """As :meth:`ApiViewSet.change`, with the project held before the row: the one order."""
        with transaction.atomic():
            hold(self.project.pk)
            with super().change() as row:
                yield row


class SyncedViewSet(ProjectViewSet):
    """A collection of :class:`SyncedModel` rows: paged in the order of changes, with deletions."""

    pagination_class = SyncPagination
    kept_days: ClassVar[int] = synced.TOMBSTONE_DAYS
    orderings: ClassVar[Mapping[str, str]] = {"created_at": "created_at"}

    def horizon(self) -> datetime:
        return synced.horizon(self.project.pk)

    def resumable_from(self) -> datetime:
        return synced.resumable_from(self.project)

    def deleted_rows(self) -> QuerySet[Any]:
        kind = self.get_queryset().model._meta.label_lower
        return synced.Tombstone.objects.filter(project=self.project, kind=kind)

    @contextmanager
    def change(self) -> Iterator[Any]:
        """As :meth:`ProjectViewSet.change`, with the project's clock locked before the row."""
        with transaction.atomic():
            hold(self.project.pk)
            synced.take_turn(self.project.pk)
            with super().change() as row:
                yield row

"""In which project, for which plugin, in whose name: what every call of the SDK begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from apps.accounts.models import User
from apps.core.messages import msg
from apps.plugins.domain import settings as stored
from apps.plugins.domain import switches
from apps.plugins.entries import PluginEntry, active_entry
from apps.plugins.routes import namespace
from apps.projects.access import role_of
from apps.projects.models import Project, Role
from apps.sdk.errors import NotAllowed, NotFound


@dataclass(frozen=True)
class Scope:
    """Pages, slots, cards and API routes are given one; tasks make theirs with :func:`scope`.

    Without a person (a task, a receiver) it reads the project and does nothing in anybody's name.
    """

    plugin: str
    project_id: UUID
    person_id: UUID | None = None
    role: str = ""

    def setting(self, name: str) -> Any:
        """A setting of the plugin: the project's own, else the site's, else its default."""
        return self.settings().get(name)

    def settings(self) -> dict[str, Any]:
        """All settings of the plugin as they hold in this project, secrets in plain text."""
        return stored.effective(entry_of(self), self.project_id)

    def url(self, page: str, **arguments: Any) -> str:
        """The address of one of the plugin's pages in this project."""
        kwargs = {"project_id": self.project_id, **arguments}
        return reverse(f"{namespace(self.plugin)}:{page}", kwargs=kwargs)

    def may(self, role: str) -> bool:
        """Whether the person may do what needs ``role``."""
        return bool(self.role) and Role(self.role).covers(Role(role))


def scope(plugin: str, project_id: UUID | str, person_id: UUID | str | None = None) -> Scope:
    """For tasks: the plugin in a project, in the name of a member or of nobody.

    Raises :class:`NotFound` where the plugin is off in the project or the person is no member.
    """
    entry = active_entry(plugin)
    project = Project.objects.filter(pk=project_id).first()
    if entry is None or project is None or not switches.is_on(entry, project):
        raise NotFound(msg("The plugin is not switched on in this project."))
    person = User.objects.filter(pk=person_id, is_active=True).first() if person_id else None
    return scope_of(plugin, project, person, required=person_id is not None)


def scope_of(plugin: str, project: Project, user: Any, *, required: bool = False) -> Scope:
    """The scope of a request that has been let in already."""
    role = role_of(project, user) if user is not None and user.is_authenticated else None
    if role is None:
        if required:
            raise NotFound(msg("This person is not a member of the project."))
        return Scope(plugin, project.pk)
    return Scope(plugin, project.pk, user.pk, role.value)


def entry_of(scope: Scope) -> PluginEntry:
    entry = active_entry(scope.plugin)
    if entry is None:
        raise NotFound(msg("The plugin is not active on this site."))
    return entry


def project_row(scope: Scope) -> Project:
    """The row behind the scope; for this room's own use."""
    project = Project.objects.select_related("product").filter(pk=scope.project_id).first()
    if project is None:
        raise NotFound(msg("The project is gone."))
    return project


def person_row(scope: Scope, needs: Role) -> User:
    """The member in whose name something is done; refused where there is none or they may not."""
    if scope.person_id is None:
        raise NotAllowed(msg("This is done in somebody's name only. Give the scope a person."))
    user = User.objects.filter(pk=scope.person_id, is_active=True).first()
    role = role_of(project_row(scope), user) if user else None
    if user is None or role is None or not role.covers(needs):
        raise NotAllowed(msg("This needs the role '{role}' in the project.", role=needs.value))
    return user

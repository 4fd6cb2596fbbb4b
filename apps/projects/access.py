"""Who may do what in a project: the one door that pages, API and actions go through.

A project that the user is not a member of does not exist for them (404). A member whose role is
too low is told so (403). An archived project is read-only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.projects.models import Membership, Project, Role


class ProjectRequest(HttpRequest):
    """A request inside a project, as ``project_page`` hands it to a view."""

    user: User  # log-in is required first
    project: Project
    role: Role


def may(request: ProjectRequest, role: Role) -> bool:
    """Whether to offer what needs ``role``: who asks has it, and the project is not archived."""
    return request.role.covers(role) and not request.project.archived_at


def membership_of(user: Any, project_id: UUID | str) -> Membership:
    """The user's membership with its project (and product) loaded; 404 if there is none."""
    if not user.is_authenticated:
        raise Http404
    rows = Membership.objects.select_related("project", "project__product")
    try:
        return rows.get(user=user, project_id=project_id)
    except Membership.DoesNotExist:
        raise Http404 from None


def role_of(project: Project, user: Any) -> Role | None:
    """The user's role, asked for once for each loaded project: every card of a page wants it."""
    known: dict[Any, Role | None] = project.__dict__.setdefault("_role_of", {})
    if user.pk not in known:
        role = project.memberships.filter(user=user).values_list("role", flat=True).first()
        known[user.pk] = Role(role) if role else None
    return known[user.pk]


def require_role(membership: Membership, needs: Role) -> None:
    """As :func:`require`, for the few things that an archived project allows too (restore it)."""
    _require_role(Role(membership.role), needs)


def _require_role(role: Role, needs: Role) -> None:
    if not role.covers(needs):
        raise PermissionDenied(
            _("This needs the role '{role}'. Ask an owner of the project for it.").format(
                role=needs.label
            )
        )


def require(membership: Membership, needs: Role) -> None:
    """Raise ``PermissionDenied`` with a sentence for the person if the role is too low."""
    require_of(membership.project, Role(membership.role), needs)


def require_of(project: Project, role: Role, needs: Role) -> None:
    """As :func:`require`, where project and role are known already."""
    _require_role(role, needs)
    if needs is not Role.VIEWER and project.archived_at:
        raise PermissionDenied(
            _("This project is archived and read-only. An owner can restore it in its settings.")
        )


def project_page(
    needs: Role = Role.VIEWER, *, write: Role | None = None
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Decorate a view whose URL carries ``project_id``.

    ``needs`` is the role to read the page; ``write`` the role for any unsafe method.
    Sets ``request.project`` and ``request.role`` and swallows the ``project_id`` argument.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @login_required
        @wraps(view)
        def inner(
            request: ProjectRequest, project_id: UUID, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            membership = membership_of(request.user, project_id)
            unsafe = request.method not in {"GET", "HEAD", "OPTIONS"}
            require(membership, write if unsafe and write else needs)
            request.project = membership.project
            request.role = Role(membership.role)
            membership.project.__dict__["_role_of"] = {request.user.pk: request.role}
            return view(request, *args, **kwargs)

        return inner

    return decorate

"""Pages of plugins: who may see them, and what a reader sees when their code fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import path as address
from django.utils.translation import gettext as _

from apps.core import extensions
from apps.core.rendering import render
from apps.core.views import error_page
from apps.plugins.routes import PluginRoute, pages
from apps.projects.access import ProjectRequest, project_page, require_of
from apps.projects.models import Role
from apps.sdk.errors import NotAllowed, NotFound, SdkError
from apps.sdk.scopes import Scope

if TYPE_CHECKING:
    from apps.sdk.plugin import LeptonPlugin

View = Callable[..., HttpResponse]
PASSED = (Http404, PermissionDenied, SuspiciousOperation)


def add_page(
    plugin: LeptonPlugin, path: str, view: View, *, name: str, needs: str, write: str
) -> None:
    """Register a page; see :meth:`LeptonPlugin.add_page`."""
    guarded = _page(plugin.key, plugin.name, name, view, Role(needs), Role(write))
    route = PluginRoute(plugin.key, address(path, guarded, name=name))
    pages.register(f"{plugin.key}:{name}", route, owner=plugin.name)


def _page(key: str, owner: str, name: str, view: View, needs: Role, write: Role) -> Any:
    @project_page()
    @wraps(view)
    def page(request: ProjectRequest, **arguments: Any) -> HttpResponse:
        if not extensions.is_on(owner, request.project):
            raise Http404
        unsafe = request.method not in {"GET", "HEAD", "OPTIONS"}
        require_of(request.project, request.role, write if unsafe else needs)
        scope = Scope(key, request.project.pk, request.user.pk, request.role.value)
        answered = partial(_answered, view, request, scope, arguments)
        answer = extensions.call(owner, "page", name, answered, otherwise=None)
        if isinstance(answer, Exception):
            raise answer
        return answer if answer is not None else _failed(request, owner)

    return page


def _answered(
    view: View, request: ProjectRequest, scope: Scope, arguments: dict[str, Any]
) -> HttpResponse | Exception | None:
    """The answer, drawn here, so that an error in its template is the page's; or what to raise."""
    try:
        response = view(request, scope, **arguments)
        if not isinstance(response, HttpResponse):
            raise TypeError(f"the page answered with {type(response).__name__}, not a response")
        draw = getattr(response, "render", None)
        return draw() if draw is not None else response
    except PASSED as error:
        return error
    except SdkError as error:
        return _refused(request, error)


def _refused(request: ProjectRequest, error: SdkError) -> HttpResponse | Exception:
    if isinstance(error, NotFound):
        return Http404(render(error.message))
    if isinstance(error, NotAllowed):
        return PermissionDenied(render(error.message))
    return error_page(request, 422, _("This cannot be done"), render(error.message))


def _failed(request: ProjectRequest, owner: str) -> HttpResponse:
    text = _(
        "This page belongs to the plugin ‘{plugin}’ and failed. Everything else works. An"
        " administrator finds the reason under ‘Engines and plugins’."
    ).format(plugin=extensions.title(owner))
    return error_page(request, 500, _("This page cannot be shown now"), text)

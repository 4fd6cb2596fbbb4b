"""API routes of plugins, from functions and pydantic models: one definition, checked and described.

Callers are known, throttled and let in exactly as on the site's own routes; errors are problem
documents; the route stands in the OpenAPI schema. Nothing is allowed that is not declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path as address
from drf_spectacular.utils import OpenApiParameter, extend_schema
from pydantic import BaseModel
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.scopes import ALL as TOKEN_SCOPES
from apps.core import extensions
from apps.core.api.conditional import tagged
from apps.core.api.problems import FieldError, Problem
from apps.core.rendering import render
from apps.jobs.domain import param_issues
from apps.plugins.routes import PluginRoute, api_routes
from apps.projects.access import membership_of, require
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role
from apps.sdk.errors import NotAllowed, NotFound, SdkError
from apps.sdk.errors import Refused as RefusedError
from apps.sdk.scopes import Scope

if TYPE_CHECKING:
    from apps.sdk.plugin import LeptonPlugin

Method = Literal["get", "post", "put", "patch", "delete"]
ACTIONS: dict[str, str] = {
    "get": "retrieve", "post": "create", "put": "replace", "patch": "partial_update",
    "delete": "destroy",
}  # fmt: skip


@dataclass(frozen=True)
class Endpoint:
    """One method of a route: ``function(scope, …)`` returns an ``answer``, or nothing (204).

    ``token`` is the scope that a token needs, ``role`` the role of its person. ``body`` and
    ``query`` are passed on as keywords where they are declared, arguments of the path as well.
    """

    method: Method
    function: Callable[..., Any]
    token: str
    role: str = "viewer"
    answer: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    summary: str = ""


class PluginViewSet(ProjectViewSet):
    """Where the plugin is off, the route does not exist."""

    owner: ClassVar[str]
    plugin: ClassVar[str]
    route: ClassVar[str]
    endpoints: ClassVar[Mapping[str, Endpoint]]
    queryset = None

    def enter(self) -> None:
        if self.action is None:
            return
        self.membership = membership_of(self.request.user, self.kwargs["project_id"])
        if not extensions.is_on(self.owner, self.membership.project):
            raise Http404
        require(self.membership, self.roles[self.action])

    def run(self, request: Request, arguments: dict[str, Any]) -> Response:
        endpoint = self.endpoints[str(self.action)]
        project_id = arguments.pop("project_id")
        scope = Scope(self.plugin, self.project.pk, self.user.pk, self.role.value)
        assert str(project_id) == str(scope.project_id)  # noqa: S101 - looked up by it
        if endpoint.query is not None:
            arguments["query"] = _parsed(endpoint.query, request.query_params.dict())
        if endpoint.body is not None:
            arguments["body"] = _parsed(endpoint.body, request.data)
        answer = self._answer_of(endpoint, scope, arguments)
        if endpoint.answer is None:
            return Response(status=204)
        status = 201 if endpoint.method == "post" else 200
        return tagged(request, answer.model_dump(mode="json"), status)

    def _answer_of(self, endpoint: Endpoint, scope: Scope, arguments: dict[str, Any]) -> Any:
        try:
            with extensions.savepoint():
                answer = endpoint.function(scope, **arguments)
                if endpoint.answer is not None and not isinstance(answer, endpoint.answer):
                    wanted, got = endpoint.answer.__name__, type(answer).__name__
                    raise TypeError(f"the endpoint answered with {got}, not {wanted}")
                return answer
        except (APIException, Http404, PermissionDenied):
            raise
        except SdkError as error:
            raise _problem(error) from error
        except Exception as error:
            extensions.failed(self.owner, "api", f"{endpoint.method.upper()} {self.route}", error)
            raise


def _parsed(model: type[BaseModel], data: Any) -> BaseModel:
    parsed, issues = param_issues.parse(model, data)
    if parsed is None:
        errors = [
            FieldError(f"/{issue.field.replace('.', '/')}", render(issue.message))
            for issue in issues
        ]
        raise Problem("invalid", errors=errors)
    return parsed


def _problem(error: SdkError) -> Exception:
    if isinstance(error, NotFound):
        return Http404(render(error.message))
    if isinstance(error, NotAllowed):
        return Problem("permission_denied", render(error.message))
    fields = error.fields if isinstance(error, RefusedError) else ()
    found = [FieldError(f"/{name.replace('.', '/')}", render(said)) for name, said in fields]
    return Problem("refused", render(error.message), errors=found)


def add_route(plugin: LeptonPlugin, path: str, endpoints: Sequence[Endpoint], *, name: str) -> None:
    """Register a route; see :meth:`LeptonPlugin.add_api`."""
    for endpoint in endpoints:
        if endpoint.token not in TOKEN_SCOPES:
            raise ValueError(f"'{endpoint.token}' is no scope of a token: {sorted(TOKEN_SCOPES)}")
    view = _view_class(plugin, name, endpoints)
    methods: dict[str, Any] = {one.method: ACTIONS[one.method] for one in endpoints}
    pattern = address(path, view.as_view(methods), name=name)
    key = f"{plugin.key}:{name}"
    api_routes.register(key, PluginRoute(plugin.key, pattern), owner=plugin.name)


def _view_class(
    plugin: LeptonPlugin, name: str, endpoints: Sequence[Endpoint]
) -> type[PluginViewSet]:
    by_action = {ACTIONS[endpoint.method]: endpoint for endpoint in endpoints}
    space = plugin.key.replace("-", "_")
    attributes: dict[str, Any] = {
        "owner": plugin.name,
        "plugin": plugin.key,
        "route": name,
        "resource": f"{space}_{name}",
        "endpoints": by_action,
        "scopes": {action: endpoint.token for action, endpoint in by_action.items()},
        "roles": {action: Role(endpoint.role) for action, endpoint in by_action.items()},
        **{action: _handler(space, endpoint) for action, endpoint in by_action.items()},
    }
    return type(f"{space.title()}{name.title()}ViewSet", (PluginViewSet,), attributes)


def _handler(space: str, endpoint: Endpoint) -> Any:
    def handle(self: PluginViewSet, request: Request, **arguments: Any) -> Response:
        return self.run(request, arguments)

    handle.__doc__ = endpoint.function.__doc__
    success = 201 if endpoint.method == "post" else 200
    answer = {success: _named(space, endpoint.answer)} if endpoint.answer else {204: None}
    return extend_schema(
        summary=endpoint.summary or endpoint.function.__name__.replace("_", " ").capitalize(),
        request=_named(space, endpoint.body) if endpoint.body else None,
        responses=answer,
        parameters=_parameters(endpoint.query),
    )(handle)


def _named(space: str, model: type[BaseModel]) -> type[BaseModel]:
    """The model under a name that no other plugin's has: names are shared in the schema."""
    name = f"{space.title().replace('_', '')}{model.__name__}"
    return type(name, (model,), {"__module__": model.__module__, "__doc__": model.__doc__})


def _parameters(query: type[BaseModel] | None) -> list[OpenApiParameter]:
    schema = query.model_json_schema() if query else {}
    required = schema.get("required", [])
    return [
        OpenApiParameter(
            name, type=spec, required=name in required, description=spec.get("description", "")
        )
        for name, spec in schema.get("properties", {}).items()
    ]

"""Every route below ``/api/``. Each line: path, view set, name, and what each method does."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.viewsets import ViewSetMixin

from apps.accounts.api import MeViewSet
from apps.core.api import pages
from apps.engines.api import EngineViewSet
from apps.projects.api import EntriesViewSet, MembersViewSet, ProjectsViewSet


def route(address: str, view: type[ViewSetMixin], name: str, **methods: str) -> URLPattern:
    """``route("jobs/", Jobs, "jobs", get="list", post="create")``."""
    actions: dict[str, Any] = dict(methods)
    return path(address, view.as_view(actions), name=name)


inside = [
    route("members/", MembersViewSet, "members", get="list"),
    route("members/<uuid:member_id>/", MembersViewSet, "member", get="retrieve"),
    route("entries/", EntriesViewSet, "entries", get="list"),
    route("entries/<uuid:entry_id>/", EntriesViewSet, "entry", get="retrieve"),
    route("entries/<uuid:entry_id>/moves/", EntriesViewSet, "moves", get="moves"),
]
v1 = [
    route("me/", MeViewSet, "me", get="retrieve"),
    route("engines/", EngineViewSet, "engines", get="list"),
    route("engines/<str:key>/", EngineViewSet, "engine", get="retrieve"),
    route("projects/", ProjectsViewSet, "projects", get="list"),
    route("projects/<uuid:project_id>/", ProjectsViewSet, "project", get="retrieve"),
    path("projects/<uuid:project_id>/", include(inside)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", pages.SchemaView.as_view(), name="api-schema"),
    path("docs/", pages.docs, name="api-docs"),
    path("problems/", pages.problems, name="api-problems"),
    path("v1/", include((v1, "api"))),
    re_path(r"", pages.unknown_address),
]

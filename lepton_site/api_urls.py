"""Every route below ``/api/``. Each line: path, view set, and what each method does."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from apps.accounts.api import MeViewSet
from apps.core.api import pages
from apps.engines.api import EngineViewSet

READ = {"get": "retrieve"}
LIST = {"get": "list"}

v1: list[URLPattern] = [
    path("me/", MeViewSet.as_view(READ), name="me"),
    path("engines/", EngineViewSet.as_view(LIST), name="engines"),
    path("engines/<str:key>/", EngineViewSet.as_view(READ), name="engine"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", pages.SchemaView.as_view(), name="api-schema"),
    path("docs/", pages.docs, name="api-docs"),
    path("problems/", pages.problems, name="api-problems"),
    path("v1/", include((v1, "api"), namespace="api")),
    re_path(r"", pages.unknown_address),
]

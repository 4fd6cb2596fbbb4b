"""Every route below ``/api/``. Each line: path, view set, and what each method does."""

from django.urls import URLPattern, URLResolver, path, re_path

from apps.core.api import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", pages.SchemaView.as_view(), name="api-schema"),
    path("docs/", pages.docs, name="api-docs"),
    path("problems/", pages.problems, name="api-problems"),
    re_path(r"", pages.unknown_address),
]

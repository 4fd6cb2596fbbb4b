"""The schema, the page to try it, the page that explains errors, and 404 for all the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.api.problems import PROBLEM_TYPES, Problem


class SchemaView(APIView):
    """The OpenAPI 3.1 description. It holds no data, so nobody needs to log in for it."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = []
    schema = None
    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer, JSONRenderer]

    def get(self, request: Request) -> Response:
        return Response(_schema(get_language() or "en"))


@lru_cache(maxsize=8)
def _schema(language: str) -> Any:
    """Generating takes a second; the description changes only with the code."""
    return SchemaGenerator().get_schema(request=None, public=True)


class UnknownAddress(APIView):
    """Everything below ``/api/`` that is nothing: a problem document, not a page."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = []
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Problem("not_found", _missing(request.path))


def _missing(path: str) -> str:
    try:
        meant = not path.endswith("/") and resolve(f"{path}/").func != unknown_address
    except Resolver404:
        meant = False
    if meant:
        return _("There is nothing at this address. Did you mean '{path}/'?").format(path=path)
    return _("There is nothing at this address. '/api/docs/' lists what there is.")


unknown_address = UnknownAddress.as_view()


@require_safe
@login_required
def docs(request: HttpRequest) -> HttpResponse:
    """The description with a form to send each request, served from here."""
    return render(request, "core/api/docs.html", {"site": request.build_absolute_uri("/")[:-1]})


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """What each ``type`` of a problem document means."""
    return render(request, "core/api/problems.html", {"types": PROBLEM_TYPES.values()})

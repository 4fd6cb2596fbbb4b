"""The site's addresses, and some that answer with each error page."""

from __future__ import annotations

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import path

from apps.accounts.views import too_many_requests
from apps.core.views import csrf_failure
from lepton_site import urls as site
from lepton_site.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def unreadable(request: HttpRequest) -> HttpResponse:
    raise BadRequest("shown on purpose")


def too_large(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig("shown on purpose")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("shown on purpose")


urlpatterns = [
    *site.urlpatterns,
    path("shown/400/", unreadable),
    path("shown/413/", too_large),
    path("shown/429/", too_many_requests),
    path("shown/500/", broken),
    path("shown/form/", csrf_failure),
]

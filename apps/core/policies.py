"""What a browser may load, and keep.

The Content-Security-Policy is strict everywhere, with one named exception for the admin panel.
Whatever is made for one person is kept by no shared cache and asked for again each time.
"""

from __future__ import annotations

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """django-csp, with ``ADMIN_CONTENT_SECURITY_POLICY`` in place of the same directives below
    ``ADMIN_PATH``: the admin theme's Alpine.js evaluates attribute expressions.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.ADMIN_PATH):
            parts.replace = {**settings.ADMIN_CONTENT_SECURITY_POLICY, **(parts.replace or {})}
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return super().process_response(request, response)

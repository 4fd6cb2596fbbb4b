"""What OAuth2 clients ask for: a short-lived token (``token``) and its end (``revoke_token``)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from oauth2_provider.views.base import RevokeTokenView
from oauth2_provider.views.mixins import OAuthLibMixin
from rest_framework.parsers import FormParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


class OAuthView(APIView):
    """Answered by the library in the words of the RFCs.

    Callers are counted by address before the secret is looked at: its hash is slow on purpose.
    """

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    parser_classes = [FormParser]
    schema = None


class ClientTokenView(OAuthLibMixin, OAuthView):
    """``POST /api/oauth/token``: client credentials (RFC 6749, 4.4)."""

    def post(self, request: Request) -> HttpResponse:
        _url, headers, body, status = self.create_token_response(request)
        return HttpResponse(body, status=status, headers=headers)


class ClientRevocationView(OAuthView):
    """``POST /api/oauth/revoke_token``: a client ends one of its own tokens (RFC 7009)."""

    def post(self, request: Request) -> HttpResponseBase:
        answer = RevokeTokenView.as_view()(request._request)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

"""Who the caller is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.views import ApiViewSet


class TokenSerializer(serializers.Serializer):
    """The token that the request came with; its secret is never shown again."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    expires_at = serializers.DateTimeField()


class MeSerializer(serializers.Serializer):
    """Who is behind the request, and what the token may do."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=["person", "service"])
    email = serializers.EmailField(
        allow_null=True, source="own_email", help_text="null for a service account"
    )
    name = serializers.CharField()
    language = serializers.CharField(help_text="Empty: what `Accept-Language` asks for.")
    time_zone = serializers.CharField()
    token = TokenSerializer(allow_null=True, help_text="null for a browser session")


class MeViewSet(ApiViewSet):
    """The caller."""

    resource = "me"
    selective = frozenset()
    scopes = {"retrieve": "read"}
    serializer_class = MeSerializer
    pagination_class = None

    @extend_schema(summary="Who am I?", responses=MeSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The person whose session or token this is, and the token's scopes."""
        user: Any = request.user
        user.token = request.auth
        return Response(MeSerializer(user).data)

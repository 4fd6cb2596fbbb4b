"""Webhooks over REST: endpoints, what was sent to them, and the kinds of events there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.conditional import require_match, tagged
from apps.core.api.problems import Problem
from apps.core.api.views import ApiViewSet
from apps.core.catalogue import for_webhooks
from apps.events import serializers as shapes
from apps.events.domain import endpoints
from apps.events.domain import replay as replaying
from apps.events.models import WebhookDelivery, WebhookEndpoint
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain.errors import Stale
from apps.projects.models import Role

SCOPE = "webhooks"


class EventKindsViewSet(ApiViewSet):
    """What a webhook can be told of."""

    resource = "event_kinds"
    scopes = {"list": "read"}
    serializer_class = shapes.EventKindSerializer
    pagination_class = None
    filter_backends: list[Any] = []

    @extend_schema(
        summary="List kinds of events",
        responses=forced_singular_serializer(shapes.EventKindListSerializer),
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Each with an example of what is sent. The full row is fetched from `data.url`."""
        kinds = shapes.EventKindSerializer(for_webhooks(), many=True).data
        return tagged(request, {"results": kinds})


@extend_schema_view(
    list=extend_schema(summary="List webhooks"), retrieve=extend_schema(summary="Read a webhook")
)
class WebhooksViewSet(ProjectViewSet):
    """Addresses that are told what happens in the project (Standard Webhooks)."""

    resource = "webhooks"
    scopes = dict.fromkeys(
        (
            *("list", "retrieve", "create", "partial_update", "destroy"),
            *("rotate", "send_test", "replay"),
        ),
        SCOPE,
    )
    roles = dict.fromkeys(scopes, Role.EDITOR)
    conditional = frozenset({"partial_update", "destroy"})
    secretive = frozenset({"create", "rotate"})
    queryset = WebhookEndpoint.objects.all()
    serializer_class = shapes.WebhookSerializer
    filterset_class = filters_of(shapes.WebhookSerializer, WebhookEndpoint)
    lookup_url_kwarg = "webhook_id"

    @extend_schema(
        summary="Add a webhook",
        request=shapes.WebhookInput,
        responses={201: shapes.WebhookSecretSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The answer holds the secret that messages are signed with; it is told only here."""
        values = self.parse(shapes.WebhookInput)
        endpoint, secret = endpoints.create(self.project, self.user, **values)
        response = self._told(endpoint, secret, status.HTTP_201_CREATED)
        response.headers["Location"] = f"{request.path}{endpoint.pk}/"
        return response

    @extend_schema(
        summary="Change a webhook",
        request=shapes.WebhookInput,
        responses=shapes.WebhookSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """`enabled` switches it off and on; what waited meanwhile is then sent."""
        values = self.parse(shapes.WebhookInput, partial=True)
        row = self.get_object()
        require_match(request, self.read(row))
        seen = row.updated_at if "If-Match" in request.headers else None
        try:
            return self.answer(endpoints.change(row, self.user, values, seen))
        except Stale as stale:
            raise Problem("stale") from stale

    @extend_schema(summary="Delete a webhook", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its deliveries, sent or not."""
        with self.change() as endpoint:
            endpoints.delete(endpoint, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Make a new secret", request=None, responses=shapes.WebhookSecretSerializer
    )
    def rotate(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The former secret signs too for 24 hours: one of the two signatures then fits."""
        return self._told(*endpoints.rotate(self.get_object(), self.user))

    @extend_schema(
        summary="Send a test event", request=None, responses={202: shapes.DeliverySerializer}
    )
    def send_test(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Of the kind `events.webhook.tested`, whether it is subscribed to or not."""
        made = endpoints.test(self.get_object(), self.user)
        return Response(shapes.DeliverySerializer(made).data, status.HTTP_202_ACCEPTED)

    @extend_schema(
        summary="Send again what failed",
        request=shapes.ReplayInput,
        responses={202: shapes.ReplayedSerializer},
    )
    def replay(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The same ids and bodies; a receiver that had one already knows it by `webhook-id`."""
        endpoint = self.get_object()
        values = self.parse(shapes.ReplayInput)
        count = replaying.replay_failed(endpoint, self.user, values["since"])
        return Response({"replayed": count}, status.HTTP_202_ACCEPTED)

    def _told(self, endpoint: WebhookEndpoint, secret: str, code: int = 200) -> Response:
        data = shapes.WebhookSerializer(endpoint, context=self.get_serializer_context()).data
        return Response({**data, "secret": secret}, code)


@extend_schema_view(
    list=extend_schema(summary="List deliveries"),
)
class DeliveriesViewSet(ProjectViewSet):
    """What was sent to a webhook, and what waits to be."""

    resource = "webhook_deliveries"
    scopes = dict.fromkeys(("list", "retrieve", "replay"), SCOPE)
    roles = dict.fromkeys(scopes, Role.EDITOR)
    queryset = WebhookDelivery.objects.select_related("endpoint")
    serializer_class = shapes.DeliverySerializer
    filterset_class = filters_of(shapes.DeliverySerializer, WebhookDelivery)
    lookup_url_kwarg = "delivery_id"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(endpoint_id=self.kwargs["webhook_id"])

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Kept for WEBHOOK_DAYS (30 unless set) after they are over."""
        webhook_of(self)
        return super().list(request, *args, **kwargs)

    def read(self, row: Any) -> Any:
        return shapes.DeliveryDetailSerializer(row, context=self.get_serializer_context()).data

    @extend_schema(summary="Read a delivery", responses=shapes.DeliveryDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its body and the log of its tries."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Send a delivery again", request=None, responses={202: shapes.DeliverySerializer}
    )
    def replay(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """At once, with all its tries before it."""
        row = self.get_object()
        replaying.replay(row, self.user)
        row.refresh_from_db()
        return Response(shapes.DeliverySerializer(row).data, status.HTTP_202_ACCEPTED)


def webhook_of(view: ProjectViewSet) -> WebhookEndpoint:
    """The webhook of the address; 404 if it is not one of the project's."""
    key: UUID = view.kwargs["webhook_id"]
    rows = WebhookEndpoint.objects.visible_to(view.request.user)
    return get_object_or_404(rows.filter(project_id=view.kwargs["project_id"]), pk=key)

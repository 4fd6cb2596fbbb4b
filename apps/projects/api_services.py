"""Service accounts and their tokens over REST, for owners: no token makes a stronger one."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.granting import require_within
from apps.accounts.models import ApiToken, ServiceAccount
from apps.core.api.columns import filters_of
from apps.core.api.conditional import tagged
from apps.projects import serializers_services as shapes
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain import service_accounts as domain
from apps.projects.models import Membership, Role

SCOPE = "service_accounts"


@extend_schema_view(
    list=extend_schema(summary="List service accounts"),
    retrieve=extend_schema(summary="Read a service account"),
)
class ServiceAccountsViewSet(ProjectViewSet):
    """Programs that are members of the project."""

    resource = "service_accounts"
    scopes = dict.fromkeys(("list", "retrieve", "create", "partial_update", "destroy"), SCOPE)
    roles = dict.fromkeys(scopes, Role.OWNER)
    conditional = frozenset({"partial_update", "destroy"})
    queryset = ServiceAccount.objects.select_related("user", "created_by")
    serializer_class = shapes.ServiceAccountSerializer
    filterset_class = filters_of(
        shapes.ServiceAccountSerializer, ServiceAccount, annotated=("own_role", "membership")
    )
    lookup_url_kwarg = "service_id"

    def get_queryset(self) -> Any:
        """Accounts that work in this project; who is let in here is an owner of it."""
        here = Membership.objects.filter(project=self.project, user=OuterRef("user"))
        return (
            ServiceAccount.objects.filter(
                user__is_active=True, user__in=self.project.memberships.values("user")
            )
            .annotate(
                own_role=Subquery(here.values("role")), membership=Subquery(here.values("pk"))
            )
            .select_related("user", "created_by")
        )

    @extend_schema(
        summary="Make a service account",
        request=shapes.ServiceAccountInput,
        responses={201: shapes.ServiceAccountSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """It can do nothing until it has a token."""
        values = self.parse(shapes.ServiceAccountInput)
        service = domain.create(
            self.project,
            self.user,
            name=values["name"],
            role=Role(values["role"]),
            ranges=values.get("allowed_ranges", ()),
            calls_per_minute=values.get("calls_per_minute"),
        )
        location = f"{request.path}{service.pk}/"
        return self.answer_fresh(service, status.HTTP_201_CREATED, location)

    @extend_schema(
        summary="Change a service account",
        request=shapes.ServiceAccountChange,
        responses=shapes.ServiceAccountSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. 409 if it is also in a project of others."""
        values = self.parse(shapes.ServiceAccountChange, partial=True)
        with self.change() as service:
            domain.change(
                self.project,
                self.user,
                service,
                name=values.get("name", service.user.name),
                ranges=values.get("allowed_ranges", service.allowed_ranges),
                calls_per_minute=values.get("calls_per_minute", service.calls_per_minute),
            )
        return self.answer_fresh(service)

    @extend_schema(summary="Close a service account", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """For good and in every project; all that it proves itself with stops working at once."""
        with self.change() as service:
            domain.close(self.project, self.user, service)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema_view(
    list=extend_schema(summary="List the tokens of a service account"),
    retrieve=extend_schema(summary="Read a token of a service account"),
)
class ServiceTokensViewSet(ProjectViewSet):
    """What a service account proves itself with."""

    resource = "service_tokens"
    scopes = dict.fromkeys(("list", "retrieve", "create", "rotate", "destroy"), SCOPE)
    roles = dict.fromkeys(scopes, Role.OWNER)
    secretive = frozenset({"create", "rotate"})
    queryset = ApiToken.objects.all()
    serializer_class = shapes.ServiceTokenSerializer
    filterset_class = filters_of(shapes.ServiceTokenSerializer, ApiToken)
    lookup_url_kwarg = "token_id"
    service: ServiceAccount

    def enter(self) -> None:
        super().enter()
        if self.action:
            row = domain.get(self.project, self.user, self.kwargs["service_id"])
            self.service = row.user.service

    def get_queryset(self) -> Any:
        """Of the account of the address, which works in this project."""
        return ApiToken.objects.filter(user=self.service.user_id)

    @extend_schema(
        summary="Make a token for a service account",
        request=shapes.ServiceTokenInput,
        responses={201: shapes.ServiceTokenSecretSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The answer holds its secret, and nothing else ever does."""
        values = self.parse(shapes.ServiceTokenInput)
        ranges = values.pop("allowed_ranges", [])
        require_within(request.auth, values["scopes"], ranges)
        token, secret = domain.make_token(
            self.project, self.user, self.service, ranges=ranges, **values
        )
        return self._told(token, secret, f"{request.path}{token.pk}/")

    @extend_schema(
        summary="Replace a token",
        request=shapes.RotateInput,
        responses={201: shapes.ServiceTokenSecretSerializer},
    )
    def rotate(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A successor with the same scopes, addresses and lifetime; the answer holds its secret."""
        hours = self.parse(shapes.RotateInput)["hours"]
        old = self.get_object()
        require_within(request.auth, old.scopes, old.allowed_ranges)
        token, secret = domain.rotate_token(self.project, self.user, self.service, old, hours)
        home = request.path.removesuffix(f"{old.pk}/rotate/")
        return self._told(token, secret, f"{home}{token.pk}/")

    @extend_schema(summary="Revoke a token", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """It stops working at once; its row stays, with when it was last used."""
        token = self.get_object()
        domain.revoke_token(self.project, self.user, self.service, token.pk)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _told(self, token: ApiToken, secret: str, location: str) -> Response:
        answer = tagged(self.request, self.read(token), status.HTTP_201_CREATED)
        answer.data = {**answer.data, "secret": secret}
        answer.headers["Location"] = location
        return answer

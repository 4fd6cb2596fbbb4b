"""Projects, members and market entries over REST."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from apps.projects.api_base import ProjectViewSet
from apps.projects.models import MarketEntry, Membership, Project, Role, StageMove
from apps.projects.serializers import (
    EntrySerializer,
    MemberSerializer,
    MoveSerializer,
    ProjectSerializer,
)


@extend_schema_view(
    list=extend_schema(summary="List projects"), retrieve=extend_schema(summary="Read a project")
)
class ProjectsViewSet(ProjectViewSet):
    """Projects that the caller is a member of."""

    resource = "projects"
    scopes = {"list": "read", "retrieve": "read"}
    roles = {"retrieve": Role.VIEWER}
    queryset = Project.objects.select_related("product")
    serializer_class = ProjectSerializer
    lookup_url_kwarg = "project_id"

    def enter(self) -> None:
        if "project_id" in self.kwargs:
            super().enter()

    def get_queryset(self) -> Any:
        user = self.request.user
        own = Membership.objects.filter(project=OuterRef("pk"), user=user.pk).values("role")
        return self.queryset.visible_to(user).annotate(own_role=Subquery(own))


@extend_schema_view(
    list=extend_schema(summary="List members"), retrieve=extend_schema(summary="Read a member")
)
class MembersViewSet(ProjectViewSet):
    """Members of a project and their roles."""

    resource = "members"
    scopes = {"list": "read", "retrieve": "read"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER}
    queryset = Membership.objects.select_related("user")
    serializer_class = MemberSerializer
    lookup_url_kwarg = "member_id"


@extend_schema_view(
    list=extend_schema(summary="List market entries"),
    retrieve=extend_schema(summary="Read a market entry"),
)
class EntriesViewSet(ProjectViewSet):
    """Market entries: the project in one country each, the home market included."""

    resource = "entries"
    scopes = {"list": "read", "retrieve": "read", "moves": "read"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "moves": Role.VIEWER}
    queryset = MarketEntry.objects.select_related("owner")
    serializer_class = EntrySerializer
    lookup_url_kwarg = "entry_id"

    @extend_schema(summary="List the moves of an entry", responses=MoveSerializer(many=True))
    def moves(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Every move between stages, oldest first."""
        entry = self.get_object()
        rows = StageMove.objects.filter(entry=entry).select_related("moved_by")
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(MoveSerializer(page, many=True).data)

"""Projects, members and market entries over REST."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import in_the_way
from apps.core.api.columns import filters_of
from apps.core.api.problems import FieldError, Problem, translates
from apps.core.rendering import render
from apps.projects import serializers as shapes
from apps.projects.api_base import ProjectViewSet, SyncedViewSet
from apps.projects.domain import markets, members, projects, stages
from apps.projects.domain.errors import Refused
from apps.projects.models import MarketEntry, Membership, Project, Role, Stage, StageMove

BODY_NAMES = {"countries": "country", "typed_name": "confirm", "product_name": "product/name"}


@translates(Refused)
def refused(error: Refused) -> Problem:
    """A wrong value is named by pointer; anything else in the way is a conflict."""
    sentence = render(error.message)
    if not error.field:
        return Problem("conflict", sentence)
    pointer = f"/{BODY_NAMES.get(error.field, error.field)}"
    return Problem("invalid", errors=[FieldError(pointer, sentence)])


@extend_schema_view(
    list=extend_schema(summary="List projects"), retrieve=extend_schema(summary="Read a project")
)
class ProjectsViewSet(ProjectViewSet):
    """Projects that the caller is a member of."""

    resource = "projects"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "create": "write",
        "partial_update": "write",
        "archive": "administer",
        "restore": "administer",
        "destroy": "administer",
    }
    roles = {
        "retrieve": Role.VIEWER,
        "partial_update": Role.EDITOR,
        "archive": Role.OWNER,
        "restore": Role.OWNER,
        "destroy": Role.OWNER,
    }
    even_archived = frozenset({"archive", "restore", "destroy"})
    conditional = frozenset({"partial_update", "destroy"})
    queryset = Project.objects.select_related("product")
    serializer_class = shapes.ProjectSerializer
    filterset_class = filters_of(shapes.ProjectSerializer, Project, annotated={"own_role"})
    lookup_url_kwarg = "project_id"

    def enter(self) -> None:
        if "project_id" in self.kwargs:
            super().enter()

    def get_queryset(self) -> Any:
        user = self.request.user
        own = Membership.objects.filter(project=OuterRef("pk"), user=user.pk).values("role")
        return (
            Project.objects.visible_to(user)
            .select_related("product")
            .annotate(own_role=Subquery(own))
        )

    @extend_schema(
        summary="Create a project",
        request=shapes.ProjectInput,
        responses={201: shapes.ProjectSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The caller becomes its owner; the home market gets its entry."""
        values = self.parse(shapes.ProjectInput)
        product = values.pop("product", {})
        with transaction.atomic():
            project = projects.create_project(
                self.user, product_name=product.pop("name", "") or values["name"], **values
            )
            if product:
                projects.update_product(project, self.user, product)
        return self.answer_fresh(project, status.HTTP_201_CREATED, f"{request.path}{project.pk}/")

    @extend_schema(
        summary="Change a project",
        request=shapes.ProjectInput,
        responses=shapes.ProjectSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. A new home country moves the home market."""
        values = self.parse(shapes.ProjectInput, partial=True)
        product = values.pop("product", {})
        with self.change() as project:
            if values:
                projects.update_project(project, self.user, values)
            if product:
                projects.update_product(project, self.user, product)
        return self.answer_fresh(project)

    @extend_schema(summary="Archive a project", request=None, responses=shapes.ProjectSerializer)
    def archive(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Nothing in it can be changed until it is restored."""
        return self.answer_fresh(projects.archive(self.project, self.user))

    @extend_schema(
        summary="Restore an archived project", request=None, responses=shapes.ProjectSerializer
    )
    def restore(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The project can be changed again."""
        return self.answer_fresh(projects.restore(self.project, self.user))

    @extend_schema(
        summary="Delete a project",
        parameters=[
            OpenApiParameter(
                "confirm", str, required=True, description="The project's name, exactly."
            )
        ],
        responses={204: None},
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Deletes everything in it, for good. The name in `confirm` says that it is meant."""
        typed = request.query_params.get("confirm", "")
        with self.change() as project:
            projects.delete(project, self.user, typed_name=typed)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema_view(
    list=extend_schema(summary="List members"), retrieve=extend_schema(summary="Read a member")
)
class MembersViewSet(ProjectViewSet):
    """Members of a project and their roles."""

    resource = "members"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "create": "administer",
        "partial_update": "administer",
        "destroy": "administer",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "create": Role.OWNER,
        "partial_update": Role.OWNER,
        "destroy": Role.VIEWER,
    }
    conditional = frozenset({"partial_update", "destroy"})
    queryset = Membership.objects.select_related("user")
    serializer_class = shapes.MemberSerializer
    filterset_class = filters_of(shapes.MemberSerializer, Membership)
    lookup_url_kwarg = "member_id"

    @extend_schema(
        summary="Add a member",
        request=shapes.MemberInput,
        responses={201: shapes.MemberSerializer, 202: shapes.InvitedSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """An existing account becomes a member (201); another address is invited (202)."""
        values = self.parse(shapes.MemberInput)
        made, _link = members.add_or_invite(
            self.project,
            self.user,
            email=values["email"],
            role=Role(values["role"]),
            request=request._request,
        )
        if isinstance(made, Membership):
            return self.answer_fresh(made, status.HTTP_201_CREATED, f"{request.path}{made.pk}/")
        return Response(shapes.InvitedSerializer(made).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        summary="Change a member's role",
        request=shapes.RoleInput,
        responses=shapes.MemberSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The last owner stays an owner."""
        values = self.parse(shapes.RoleInput)
        with self.change() as member:
            members.change_role(member, self.user, Role(values["role"]))
        return self.answer_fresh(member)

    @extend_schema(summary="Remove a member", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """An owner removes anybody; everybody may remove themselves. The last owner stays."""
        with self.change() as member:
            try:
                members.remove_member(member, self.user)
            except Refused as error:
                raise Problem("conflict", render(error.message)) from error
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema_view(
    list=extend_schema(summary="List market entries"),
    retrieve=extend_schema(summary="Read a market entry"),
)
class EntriesViewSet(SyncedViewSet):
    """Market entries: the project in one country each, the home market included."""

    resource = "entries"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "create": "write",
        "partial_update": "write",
        "move": "write",
        "destroy": "write",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "create": Role.EDITOR,
        "partial_update": Role.EDITOR,
        "move": Role.EDITOR,
        "destroy": Role.EDITOR,
    }
    conditional = frozenset({"partial_update", "move", "destroy"})
    queryset = MarketEntry.objects.select_related("owner")
    serializer_class = shapes.EntrySerializer
    filterset_class = filters_of(shapes.EntrySerializer, MarketEntry)
    lookup_url_kwarg = "entry_id"

    @extend_schema(
        summary="Add a market",
        request=shapes.EntryInput,
        responses={201: shapes.EntrySerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A country that has an entry already is a 409 that names it in `existing`."""
        values = self._values(shapes.EntryInput)
        country = values.pop("country")
        with transaction.atomic():
            made = markets.add_markets(self.project, self.user, [country])
            if not made:
                raise self._already(country)
            if values:
                markets.update_entry(made[0], self.user, values)
        location = f"{request.path}{made[0].pk}/"
        return self.answer_fresh(made[0], status.HTTP_201_CREATED, location)

    @extend_schema(
        summary="Change a market entry",
        request=shapes.EntryChange,
        responses=shapes.EntrySerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Owner, target launch date and note. The stage changes by `move`."""
        values = self._values(shapes.EntryChange, partial=True)
        with self.change() as entry:
            markets.update_entry(entry, self.user, values)
        return self.answer_fresh(entry)

    @extend_schema(
        summary="Move a market to another stage",
        request=shapes.MoveInput,
        responses=shapes.EntrySerializer,
    )
    def move(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Forward one stage at a time. An open gate, or a step back, needs a `reason`."""
        values = self.parse(shapes.MoveInput)
        to = Stage(values["to_stage"])
        with self.change() as entry:
            stages.move(entry, self.user, to, reason=values.get("reason", ""))
        return self.answer_fresh(entry)

    @extend_schema(summary="Remove a market", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Takes its history of moves along. The home market cannot be removed (409)."""
        with self.change() as entry:
            markets.remove_entry(entry, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _values(self, shape: Any, **options: Any) -> dict[str, Any]:
        values: dict[str, Any] = self.parse(shape, **options)
        if values.get("owner"):
            found = Membership.objects.filter(project=self.project, user_id=values["owner"])
            member = found.select_related("user").first()
            if member is None:
                sentence = _("Nobody in this project has this id. 'members' lists who is in it.")
                raise Problem("invalid", errors=[FieldError("/owner", sentence)])
            values["owner"] = member.user
        return values

    def _already(self, country: str) -> Problem:
        entry = MarketEntry.objects.get(project=self.project, country=country)
        sentence = _("This project has an entry for {country} already.").format(country=country)
        return in_the_way(entry, sentence)


class MovesViewSet(ProjectViewSet):
    """What a market has gone through."""

    resource = "entries"
    scopes = {"list": "read"}
    roles = {"list": Role.VIEWER}
    queryset = StageMove.objects.select_related("moved_by")
    serializer_class = shapes.MoveSerializer
    filterset_class = filters_of(shapes.MoveSerializer, StageMove)

    def get_queryset(self) -> Any:
        entries = MarketEntry.objects.visible_to(self.request.user).filter(project=self.project)
        entry = get_object_or_404(entries, pk=self.kwargs["entry_id"])
        return super().get_queryset().filter(entry=entry)

    @extend_schema(summary="List the moves of a market", operation_id="entries_moves")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every move between stages, oldest first."""
        return super().list(request, *args, **kwargs)

"""Themes over REST."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import address_of
from apps.core.api.columns import filters_of
from apps.core.messages import msg
from apps.feedback.models import Theme, ThemeMember
from apps.feedback.themes import editing, figures, splitting
from apps.feedback.themes import serializers as shapes
from apps.feedback.themes.figures import Tally
from apps.feedback.themes.taking import ENGINE
from apps.jobs.api import refusal
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job
from apps.jobs.serializers import JobDetailSerializer
from apps.projects.api_base import ProjectViewSet, SyncedViewSet
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

ROW = shapes.ThemeSerializer
MOST_PLACES = 250
READ = ("list", "retrieve", "shares")
WRITE = ("partial_update", "merge", "split")
RUN = ("look", "look_inside")


@extend_schema_view(
    list=extend_schema(summary="List themes"),
    retrieve=extend_schema(summary="Read a theme"),
    partial_update=extend_schema(
        summary="Name or lock a theme", request=shapes.ThemeInput, responses=ROW
    ),
)
class ThemesViewSet(SyncedViewSet):
    """What records are about. Runs find themes; analysts name, lock, merge and split them. Those
    that were merged are in the list, so that nothing that refers to them is lost:
    `merged_into__isnull=true` leaves them out.
    """

    resource = "themes"
    queryset = Theme.objects.defer("parts", "examples")
    serializer_class = ROW
    filterset_class = filters_of(ROW, Theme)
    lookup_url_kwarg = "theme_id"
    scopes = {
        **dict.fromkeys(READ, "read"),
        **dict.fromkeys(WRITE, "write"),
        **dict.fromkeys(RUN, "jobs"),
    }
    roles = {**dict.fromkeys(READ, Role.VIEWER), **dict.fromkeys((*WRITE, *RUN), Role.ANALYST)}
    conditional = frozenset(WRITE)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change."""
        values = self.parse(shapes.ThemeInput)
        with self.change() as row:
            editing.change(row, values, self.user)
        return self.answer_fresh(row)

    @extend_schema(summary="Merge a theme", request=shapes.ThemeMergeInput, responses=ROW)
    def merge(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """All records of the theme go to the one that is named, in further runs too. The answer is
        the theme that was merged.
        """
        wanted = self.parse(shapes.ThemeMergeInput)["into"]
        with self.change() as row:
            into = self.get_queryset().filter(pk=wanted).first()
            if into is None:
                raise Refused(msg("No theme of this project has this id."), field="into")
            editing.merge(row, into, self.user)
        return self.answer_fresh(row)

    @extend_schema(
        summary="Split records off a theme", request=shapes.ThemeSplitInput, responses={201: ROW}
    )
    def split(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Records of the theme go to a new one, and further runs leave them there. The answer is
        the new theme.
        """
        values = self.parse(shapes.ThemeSplitInput)
        with self.change() as row:
            new = splitting.split_off(row, values["records"], values["name"], self.user)
        return self.answer_fresh(new, status.HTTP_201_CREATED, address_of(new))

    @extend_schema(
        summary="Look for themes",
        request=shapes.ThemeLookInput,
        responses={202: JobDetailSerializer},
    )
    def look(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A job looks for themes in all records of the project. Names, locks, merges and splits
        stay.
        """
        params = self.parse(shapes.ThemeLookInput)
        return self._started(lambda: editing.look(self.project, self.user, params))

    @extend_schema(
        summary="Split a theme by a run",
        request=shapes.ThemeLookInput,
        responses={202: JobDetailSerializer},
    )
    def look_inside(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A job looks for themes in the records of this one. Where it finds two or more, the
        largest keeps the theme's name and the others become locked themes; else nothing changes.
        """
        row, params = self.get_object(), self.parse(shapes.ThemeLookInput)
        return self._started(lambda: splitting.look_inside(row, self.user, params))

    def _started(self, start: Callable[[], Job]) -> Response:
        try:
            job = start()
        except SubmissionRefused as error:
            raise refusal(error, ENGINE) from error
        shown = JobDetailSerializer(job, context=self.get_serializer_context()).data
        return Response(shown, status=status.HTTP_202_ACCEPTED)

    @extend_schema(summary="Read the shares of a theme", responses=shapes.ThemeShares)
    def shares(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Of all records that runs have looked at, and of those of each market, language and month
        (of the last 24): how many are of the theme, with 95% intervals.
        """
        row, found = self.get_object(), figures.of(self.project)
        return Response(
            {
                "whole": found.share(row.pk).told(),
                "markets": _at(row, found.markets, found.markets.most(MOST_PLACES)),
                "languages": _at(row, found.languages, found.languages.most(MOST_PLACES)),
                "months": _at(row, found.months, sorted(found.months.whole)),
            }
        )


@extend_schema_view(list=extend_schema(summary="List the records of a theme"))
class ThemeRecordsViewSet(ProjectViewSet):
    """The records of one theme, in the order in which they were placed."""

    resource = "theme records"
    scopes = {"list": "read"}
    roles = {"list": Role.VIEWER}
    queryset = ThemeMember.objects.select_related("record").defer("record__search")
    serializer_class = shapes.ThemeRecordSerializer
    filterset_class = filters_of(shapes.ThemeRecordSerializer, ThemeMember)

    def get_queryset(self) -> Any:
        themes = Theme.objects.visible_to(self.request.user).filter(project=self.project)
        theme = get_object_or_404(themes, pk=self.kwargs["theme_id"])
        return super().get_queryset().filter(theme=theme)


def _at(theme: Theme, tally: Tally, values: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "value": value if isinstance(value, str) else f"{value:%Y-%m}",
            **tally.share(theme.pk, value).told(),
        }
        for value in values
    ]


def routes(route: Any) -> list[Any]:
    """``route`` is that of the site's list of addresses."""
    themes, one = ThemesViewSet, "themes/<uuid:theme_id>/"
    return [
        route("themes/", themes, "themes", get="list"),
        route("themes/look/", themes, "themes-look", post="look"),
        route(one, themes, "theme", get="retrieve", patch="partial_update"),
        route(f"{one}merge/", themes, "theme-merge", post="merge"),
        route(f"{one}split/", themes, "theme-split", post="split"),
        route(f"{one}look/", themes, "theme-look-inside", post="look_inside"),
        route(f"{one}shares/", themes, "theme-shares", get="shares"),
        route(f"{one}records/", ThemeRecordsViewSet, "theme-records", get="list"),
    ]

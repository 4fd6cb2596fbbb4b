"""Possible duplicates and merges over REST."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Value, When
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import address_of
from apps.core.api.columns import filters_of
from apps.core.api.problems import Problem
from apps.core.messages import msg
from apps.crm.merging import joining, parting, searching
from apps.crm.merging import serializers as shapes
from apps.crm.merging.joining import Two
from apps.crm.merging.kinds import KINDS, Mergeable
from apps.crm.models import DuplicatePair, DuplicateSearch, Merge
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role

KEPT = Case(When(memory={}, then=Value(False)), default=Value(True), output_field=BooleanField())


@extend_schema_view(
    list=extend_schema(summary="List searches for duplicates"),
    retrieve=extend_schema(summary="Read a search for duplicates"),
    create=extend_schema(
        summary="Search for duplicates",
        request=shapes.DuplicateSearchInput,
        responses={201: shapes.DuplicateSearchSerializer},
    ),
)
class DuplicateSearchesViewSet(ProjectViewSet):
    """Comparisons of all records of a kind. The newest that is `done` has made the open pairs."""

    resource = "duplicate searches"
    scopes = {"list": "read", "retrieve": "read", "create": "write"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "create": Role.ANALYST}
    queryset = DuplicateSearch.objects.all()
    serializer_class = shapes.DuplicateSearchSerializer
    filterset_class = filters_of(shapes.DuplicateSearchSerializer, DuplicateSearch)
    lookup_url_kwarg = "duplicate_search_id"

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """At most 500 records are compared at once, more by a worker: poll until `state` is `done`
        or `failed`. 409 while a search of this kind is running.
        """
        kind = self.parse(shapes.DuplicateSearchInput)["kind"]
        row = searching.start(self.project, kind, self.user)
        return self.answer_fresh(row, status.HTTP_201_CREATED, address_of(row))


@extend_schema_view(
    list=extend_schema(summary="List possible duplicates"),
    retrieve=extend_schema(summary="Read a possible duplicate"),
)
class DuplicatePairsViewSet(ProjectViewSet):
    """Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.
    """

    resource = "duplicate pairs"
    scopes = {"list": "read", "retrieve": "read", "set_apart": "write"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "set_apart": Role.ANALYST}
    queryset = DuplicatePair.objects.all()
    serializer_class = shapes.DuplicatePairSerializer
    filterset_class = filters_of(shapes.DuplicatePairSerializer, DuplicatePair)
    lookup_url_kwarg = "pair_id"

    @extend_schema(
        summary="Say that two records are not the same",
        request=None,
        responses=shapes.DuplicatePairSerializer,
    )
    def set_apart(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Further searches leave the pair out."""
        row = self.get_object()
        searching.set_apart(row, self.user)
        return self.answer_fresh(row)


@extend_schema_view(
    list=extend_schema(summary="List merges"),
    retrieve=extend_schema(summary="Read a merge"),
    create=extend_schema(
        summary="Merge two records",
        request=shapes.MergeInput,
        responses={201: shapes.MergeSerializer},
    ),
)
class MergesViewSet(ProjectViewSet):
    """Records that became one. Editors merge and undo."""

    resource = "merges"
    scopes = {"list": "read", "retrieve": "read", "create": "write", "undo": "write"}
    roles = {
        **dict.fromkeys(["list", "retrieve"], Role.VIEWER),
        **dict.fromkeys(["create", "undo"], Role.EDITOR),
    }
    queryset = Merge.objects.defer("memory").annotate(can_be_undone=KEPT)
    serializer_class = shapes.MergeSerializer
    filterset_class = filters_of(shapes.MergeSerializer, Merge, annotated={"can_be_undone"})
    lookup_url_kwarg = "merge_id"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("made_by")

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The loser becomes part of the winner, with all that points to it, and leaves a tombstone.
        Any two records of a kind can be merged, whether a search has found them or not.
        """
        sent = self.parse(shapes.MergeInput)
        what = KINDS[sent["kind"]]
        two = Two(*(self._record(what, sent, name) for name in ("winner", "loser")))
        try:
            made = joining.merge(what, two, self.user, sent.get("take", []), _seen(two, sent))
        except Stale as error:
            raise Problem("stale") from error
        place = reverse("api:merge", args=[self.project.pk, made.pk])
        return self.answer_fresh(made, status.HTTP_201_CREATED, place)

    @extend_schema(summary="Undo a merge", request=None, responses=shapes.MergeSerializer)
    def undo(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Both records, and all that pointed to them, are as they were. 409, with the reason, where
        later changes would be lost.
        """
        row = self.get_object()
        parting.undo(row, self.user)
        return self.answer_fresh(row)

    def _record(self, what: Mergeable, sent: dict[str, Any], name: str) -> Any:
        rows = what.model.objects.filter(project=self.project)
        row = rows.select_related(*what.write.related).filter(pk=sent[name]).first()
        if row is None:
            raise Refused(msg("No such record of this project has this id."), field=name)
        return row


def _seen(two: Two, sent: dict[str, Any]) -> Any:
    """What the caller has read of both; None where neither is told."""
    told = [sent.get(f"{name}_updated_at") for name in ("winner", "loser")]
    if not any(told):
        return None
    return [seen or row.updated_at for seen, row in zip(told, (two.winner, two.loser), strict=True)]

"""Feedback records over REST."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import address_of
from apps.core.api.batches import BatchAnswer, error_row, rows_of
from apps.core.api.columns import filters_of
from apps.core.api.problems import FieldError
from apps.core.messages import msg
from apps.core.rendering import render
from apps.crm.models import Contact
from apps.feedback.records import editing
from apps.feedback.records import serializers as shapes
from apps.feedback.records.filters import RecordFilter
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.taking import NewRecord, Status, normalised, take
from apps.projects.api_base import SyncedViewSet
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

ROW = shapes.FeedbackRecordSerializer
SENT = shapes.FeedbackRecordInput


@extend_schema_view(
    list=extend_schema(summary="List feedback records"),
    retrieve=extend_schema(summary="Read a feedback record"),
    create=extend_schema(
        summary="Take in a feedback record", request=SENT, responses={200: ROW, 201: ROW}
    ),
    partial_update=extend_schema(summary="Change a feedback record", request=SENT, responses=ROW),
    destroy=extend_schema(summary="Delete a feedback record", responses={204: None}),
)
class FeedbackRecordsViewSet(SyncedViewSet):
    """What customers say. Analysts take in and change, editors delete, viewers read."""

    resource = "feedback records"
    queryset = FeedbackRecord.objects.defer("search", "fingerprint")
    serializer_class = ROW
    filterset_class = filters_of(ROW, FeedbackRecord, base=RecordFilter)
    lookup_url_kwarg = "record_id"
    scopes = {
        **dict.fromkeys(["list", "retrieve"], "read"),
        **dict.fromkeys(["create", "partial_update", "destroy", "batch"], "write"),
    }
    roles = {
        **dict.fromkeys(["list", "retrieve"], Role.VIEWER),
        **dict.fromkeys(["create", "partial_update", "batch"], Role.ANALYST),
        "destroy": Role.EDITOR,
    }
    conditional = frozenset({"partial_update", "destroy"})
    orderings = {"created_at": "created_at", "occurred_at": "occurred_at"}
    selective = frozenset({"list", "retrieve"})

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 if it is new here; 200 with the record if its channel, source, submission and field
        are known: then it holds what was sent now.
        """
        values = self.parse(SENT)
        new = self._new(values, self._people([values]))
        taken = editing.add(self.project, new, self.user)
        made = taken.status is Status.CREATED
        code = status.HTTP_201_CREATED if made else status.HTTP_200_OK
        return self.answer_fresh(taken.row, code, address_of(taken.row))

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. A language that is sent is a person's word."""
        values = self.parse(SENT)
        if values.get("contact") is not None:
            values["contact"] = _contact(values["contact"], self._people([values]))
        with self.change() as row:
            changed = editing.change(row, values, self.user)
        return self.answer_fresh(changed)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Gone for good; `updated_since` tells it to others for 90 days."""
        with self.change() as row:
            editing.delete(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Take in many feedback records",
        request=shapes.FeedbackRecordBatch,
        responses=BatchAnswer,
    )
    def batch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """At most 500 rows, each for itself: a row that cannot be leaves the others in peace. Sent
        again, rows with a `submission_id` are there once.
        """
        rows, results = rows_of(request, SENT, self.get_serializer_context())
        people = self._people(list(rows.values()))
        sound: dict[int, NewRecord] = {}
        for index, values in rows.items():
            try:
                sound[index] = normalised(self._new(values, people))
            except Refused as refused:
                at = f"/{refused.field}" if refused.field else ""
                error = FieldError(at, render(refused.message))
                results[index] = error_row(index, [error])
        taken = take(self.project, list(sound.values()), user=self.user, checked=True)
        for index, one in zip(sound, taken, strict=True):
            told = {"index": index, "status": str(one.status), "id": str(one.row.pk)}
            results[index] = {**told, "version": one.row.version}
        return Response(BatchAnswer.of(results))

    def _people(self, rows: list[Mapping[str, Any]]) -> dict[UUID, Contact]:
        """The contacts that the rows name, looked up at once."""
        wanted = {row.get("contact") for row in rows} - {None}
        if not wanted:
            return {}
        found: dict[UUID, Contact] = Contact.objects.filter(project=self.project).in_bulk(
            list(wanted)
        )
        return found

    def _new(self, values: Mapping[str, Any], people: Mapping[UUID, Contact]) -> NewRecord:
        known = {"channel": FeedbackRecord.Channel.API.value, **values}
        if known.get("contact") is not None:
            known["contact"] = _contact(known["contact"], people)
        return NewRecord(**known)


def _contact(key: UUID, people: Mapping[UUID, Contact]) -> Contact:
    if key not in people:
        raise Refused(msg("No contact of this project has this id."), field="contact")
    return people[key]

"""Collections that other systems write too: upsert by their own ids, batches, conflicts by name.

A room declares its :class:`RecordKind`, its shapes and its filter; everything else is here.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.addresses import address_of, in_the_way
from apps.core.api.batches import BatchAnswer, error_row, rows_of
from apps.core.api.conditional import require_absent, require_match
from apps.core.api.problems import FieldError, Problem, translates
from apps.core.api.serializers import InputSerializer
from apps.core.rendering import render
from apps.projects import synced
from apps.projects.api_base import SyncedViewSet
from apps.projects.domain import records
from apps.projects.domain.records import Draft, Key, RecordKind, Status, Taken
from apps.projects.models import Role

SYSTEM = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@translates(Taken)
def taken(error: Taken) -> Problem:
    """What is in the way, by id and address."""
    return in_the_way(error.existing, render(error.message), at=f"/{error.field}")


class ExternalSerializer(serializers.Serializer):
    """What another system calls a record."""

    system = serializers.RegexField(
        rf"^{SYSTEM.pattern}$", help_text="The system, such as `hubspot`: a-z, 0-9, `.`, `_`, `-`."
    )
    id = serializers.CharField(max_length=200, help_text="The record's id there.")


class RecordInput(InputSerializer):
    """What every record takes besides its own members."""

    external = ExternalSerializer(
        many=True, required=False, help_text="What other systems call it; replaces the whole list."
    )

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        if "external" in values:
            values["external"] = frozenset((one["system"], one["id"]) for one in values["external"])
        return values


class RecordRow(RecordInput):
    """A row of a batch also says which record it means."""

    id = serializers.UUIDField(required=False, help_text="A record that is here already.")
    by_external = ExternalSerializer(
        required=False, help_text="The record by another system's id; made if it is new."
    )

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        if "by_external" in values:
            values["by_external"] = (values["by_external"]["system"], values["by_external"]["id"])
        return values


class RecordViewSet(SyncedViewSet):
    """Analysts make and change records, editors delete them, viewers read."""

    kind: ClassVar[RecordKind]
    input_class: ClassVar[type[RecordInput]]
    row_class: ClassVar[type[RecordInput]]
    """A row of a batch: ``input_class`` with ``id`` and ``by_external``."""
    scopes = {
        **dict.fromkeys(["list", "retrieve", "by_external"], "read"),
        **dict.fromkeys(["create", "partial_update", "destroy", "upsert", "batch"], "write"),
    }
    roles = {
        **dict.fromkeys(["list", "retrieve", "by_external"], Role.VIEWER),
        **dict.fromkeys(["create", "partial_update", "upsert", "batch"], Role.ANALYST),
        "destroy": Role.EDITOR,
    }
    conditional = frozenset({"partial_update", "destroy", "upsert"})
    orderings = {"created_at": "created_at", "name": "name"}
    selective = frozenset({"list", "retrieve", "by_external"})

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        synced.learn_external(page or ())
        return page

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A value that another record has to itself is a 409 that names it in `existing`."""
        draft = self._draft(self.parse(self.input_class))
        made = records.write_one(self.kind, self.project, self.user, draft).row
        return self.answer_fresh(made, status.HTTP_201_CREATED, address_of(made))

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Only the members that are sent change. What is as it was keeps its version."""
        values = self.parse(self.input_class)
        with self.change() as row:
            draft = self._draft(values, pk=row.pk)
            records.write_one(self.kind, self.project, self.user, draft)
        return self.answer_fresh(row)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Gone for good; `updated_since` tells it to others for 90 days."""
        with self.change() as row:
            self.remove(row)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def remove(self, row: Any) -> None:
        """How a record is deleted; rooms whose records hold others say more."""
        records.delete(self.kind, row, self.user)

    def by_external(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The record that the other system calls so."""
        row = self._named()
        if row is None:
            raise Http404
        return self.answer(row)

    def upsert(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 if it is new here, 200 if not; sent twice, it is there once. Members that are not
        sent stay as they are. `If-None-Match: *` makes it or answers 412.
        """
        values = self.parse(self.input_class)
        with transaction.atomic():
            synced.take_turn(self.project.pk)
            row = self._named()
            if row is not None:
                require_absent(request)
                require_match(request, self.read(row))
            elif "If-Match" in request.headers:
                raise Problem("stale", _("There is no such record yet, so there is no ETag of it."))
            draft = self._draft(values, key=self._key())
            outcome = records.write_one(self.kind, self.project, self.user, draft)
        made = outcome.status is Status.CREATED
        code = status.HTTP_201_CREATED if made else status.HTTP_200_OK
        return self.answer_fresh(outcome.row, code, address_of(outcome.row))

    def batch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """At most 500 rows, each for itself: a row that cannot be leaves the others in peace. A row
        means the record of its `id` or `by_external`, or else a new one.
        """
        rows, results = rows_of(request, self.row_class, self.get_serializer_context())
        drafts = [self._draft(values, index=index) for index, values in rows.items()]
        for outcome in records.write(self.kind, self.project, self.user, drafts):
            results[outcome.index] = _told(outcome)
        return Response(BatchAnswer.of(results))

    def _draft(self, values: dict[str, Any], **known: Any) -> Draft:
        """What was sent as a draft; ``known`` is what the address says."""
        meant = {"pk": values.pop("id", None), "key": values.pop("by_external", None), **known}
        return Draft(values, references=values.pop("external", None), **meant)

    def _named(self) -> Any:
        """The row that the address names; None if there is none yet.

        In two steps, each by its index: joined, SQLite would walk the whole table by id.
        """
        system, name = self._key()
        references = self.kind.reference.objects.filter(
            project=self.project, system=system, external_id=name
        )
        key = references.values_list("row_id", flat=True).first()
        return self.get_queryset().filter(pk=key).first() if key else None

    def _key(self) -> Key:
        system, name = self.kwargs["system"], self.kwargs["external_id"]
        if not SYSTEM.fullmatch(system) or len(name) > 200:
            sentence = _(
                "A system is named by 1 to 40 of a-z, 0-9, '.', '_' and '-'; an id has at most 200"
                " characters."
            )
            raise Problem("invalid", sentence)
        if "\x00" in name:
            raise Problem("invalid", _("An id cannot hold the character NUL."))
        return system, name


def _told(outcome: records.Outcome) -> dict[str, Any]:
    """The answer for one row of a batch."""
    row, error = outcome.row, outcome.error
    if error is None:
        told = {"index": outcome.index, "status": str(outcome.status), "id": str(row.pk)}
        return {**told, "version": row.version}
    at = f"/{error.field}" if error.field else ""
    answer = error_row(outcome.index, [FieldError(at, render(error.message))])
    if isinstance(error, Taken):
        answer["existing"] = str(error.existing.pk)
        answer["existing_url"] = address_of(error.existing)
    return answer


SYSTEM_PARAMETER = OpenApiParameter(
    "system",
    {"type": "string", "pattern": f"^{SYSTEM.pattern}$"},
    OpenApiParameter.PATH,
    description="The other system, such as `hubspot`.",
)
ID_PARAMETER = OpenApiParameter(
    "external_id",
    {"type": "string", "minLength": 1, "maxLength": 200},
    OpenApiParameter.PATH,
    description="What the record is called there.",
)
BATCH_EXAMPLE = OpenApiExample(
    "One made, one wrong",
    response_only=True,
    value={
        "results": [
            {
                "index": 0,
                "status": "created",
                "id": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10",
                "version": 1,
            },
            {
                "index": 1,
                "status": "error",
                "errors": [
                    {
                        "pointer": "#/rows/1/email",
                        "field": "email",
                        "detail": "Enter a valid email address.",
                    }
                ],
            },
        ],
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "failed": 1,
    },
)


def described(one: str, many: str, row: Any, sent: Any, batch: Any) -> Any:
    """A class decorator: the OpenAPI description of a collection of records."""
    named = [SYSTEM_PARAMETER, ID_PARAMETER]
    usual = extend_schema_view(
        list=extend_schema(summary=f"List {many}"),
        retrieve=extend_schema(summary=f"Read a {one}"),
        create=extend_schema(summary=f"Make a {one}", request=sent, responses={201: row}),
        partial_update=extend_schema(summary=f"Change a {one}", request=sent, responses=row),
        destroy=extend_schema(summary=f"Delete a {one}", responses={204: None}),
    )
    own = {
        "by_external": extend_schema(
            summary=f"Read a {one} by another system's id", parameters=named, responses=row
        ),
        "upsert": extend_schema(
            summary=f"Make or change a {one} by another system's id",
            parameters=named,
            request=sent,
            responses={200: row, 201: row},
        ),
        "batch": extend_schema(
            summary=f"Make or change many {many}",
            request=batch,
            responses=BatchAnswer,
            examples=[BATCH_EXAMPLE],
        ),
    }

    def describe(view: Any) -> Any:
        for name, words in own.items():  # extend_schema_view knows the usual names only
            setattr(view, name, words(_copy(getattr(view, name))))
        return usual(view)

    return describe


def _copy(method: Any) -> Any:
    """A method of its own, so that a description of it stays with one view."""

    @wraps(method)
    def inner(self: Any, *args: Any, **kwargs: Any) -> Any:
        return method(self, *args, **kwargs)

    return inner

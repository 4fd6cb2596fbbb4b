"""Keyset paging on (updated_at, id), oldest change first.

A page asks for what comes after the last row it gave, so rows that are added, changed or deleted
meanwhile shift nothing: a row that was not changed is given exactly once, and one that is changed
during the walk is given again at its end, in its new state, never lost.

``as_of`` in every page is the ``updated_since`` of the next walk. It lies a little before the
start of this one, because a transaction writes ``updated_at`` before it commits.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from apps.core.api.problems import FieldError, Problem

DEFAULT_LIMIT = 100
MAX_LIMIT = 500
OVERLAP = timedelta(seconds=60)
# What comes of a cursor that nobody here made.
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Cursor:
    """The last row given, and when the walk that gave it began."""

    updated_at: datetime
    id: uuid.UUID
    as_of: datetime

    def encode(self) -> str:
        parts = [self.updated_at.isoformat(), self.id.hex, self.as_of.isoformat()]
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Raise ``ValueError`` unless ``text`` is a cursor that :meth:`encode` made."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            updated_at, row_id, as_of = json.loads(raw)
            return cls(
                datetime.fromisoformat(updated_at).astimezone(UTC),
                uuid.UUID(hex=row_id),
                datetime.fromisoformat(as_of).astimezone(UTC),
            )
        except UNREADABLE as error:
            raise ValueError("not a cursor") from error


class KeysetPagination(BasePagination):
    """Pages of rows that have ``updated_at`` and a UUID ``id``."""

    limit: int
    as_of: datetime
    next_url: str | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.limit = read_limit(request)
        cursor = read_cursor(request)
        self.as_of = cursor.as_of if cursor else timezone.now() - OVERLAP
        rows = list(_after(queryset, cursor, read_since(request))[: self.limit + 1])
        page = rows[: self.limit]
        if len(rows) > self.limit:
            self.next_url = self._next(request, page[-1])
        return page

    def _next(self, request: Request, last: Any) -> str:
        cursor = Cursor(last.updated_at.astimezone(UTC), last.pk, self.as_of)
        address = remove_query_param(request.build_absolute_uri(), "cursor")
        return replace_query_param(address, "cursor", cursor.encode())

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        return Response(
            {"results": data, "next": self.next_url, "as_of": self.as_of},
            headers=link_header(self.next_url),
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["results", "next", "as_of"],
            "properties": {
                "results": schema,
                "next": NEXT_SCHEMA,
                "as_of": {
                    "type": "string",
                    "format": "date-time",
                    "example": "2026-11-23T07:59:00Z",
                    "description": "Send this as `updated_since` to get what changes after now.",
                },
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        since = {
            "name": "updated_since",
            "in": "query",
            "description": "Only rows changed at or after this time, with offset or `Z`.",
            "schema": {"type": "string", "format": "date-time"},
        }
        return [*paging_parameters(), since]


NEXT_SCHEMA: dict[str, Any] = {
    "type": ["string", "null"],
    "format": "uri",
    "example": "https://lepton.example/api/v1/projects/?cursor=WyIyMDI2LTExLTIzVDA4",
    "description": "The address of the next page; null on the last one.",
}


def paging_parameters() -> list[dict[str, Any]]:
    """The OpenAPI description of ``cursor`` and ``limit``."""
    return [
        {
            "name": "cursor",
            "in": "query",
            "description": "Opaque. Follow `next` instead of making one.",
            "schema": {"type": "string"},
        },
        {
            "name": "limit",
            "in": "query",
            "description": "Rows in a page.",
            "schema": {
                "type": "integer",
                "minimum": 1,
                "maximum": MAX_LIMIT,
                "default": DEFAULT_LIMIT,
            },
        },
    ]


def link_header(next_url: str | None) -> dict[str, str] | None:
    return {"Link": f'<{next_url}>; rel="next"'} if next_url else None


def read_limit(request: Request, most: int = MAX_LIMIT) -> int:
    text = request.query_params.get("limit", str(min(DEFAULT_LIMIT, most)))
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most:
        return int(text)
    raise parameter_problem("limit", _("Give a whole number from 1 to {most}.").format(most=most))


def read_whole(request: Request, name: str, default: int = 0) -> int:
    """A non-negative whole number from the query, below 2⁶³."""
    text = request.query_params.get(name, str(default))
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return int(text)
    raise parameter_problem(name, _("Give a whole number, 0 or more."))


def read_cursor(request: Request) -> Cursor | None:
    text = request.query_params.get("cursor")
    if text is None:
        return None
    try:
        return Cursor.decode(text)
    except ValueError:
        sentence = _("This is not a cursor of this list. Follow 'next', or leave it out.")
        raise parameter_problem("cursor", sentence) from None


def read_since(request: Request) -> datetime | None:
    text = request.query_params.get("updated_since")
    if text is None:
        return None
    try:
        # An unescaped '+' of the offset arrives as a space: what was meant is plain.
        moment = parse_datetime(text.strip().replace(" ", "+"))
        if moment is None or moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        sentence = _("Give a time with its offset, like 2026-11-23T08:00:00Z.")
        raise parameter_problem("updated_since", sentence) from None


def parameter_problem(name: str, sentence: str) -> Problem:
    return Problem("invalid", errors=[FieldError(f"/{name}", sentence)])


def _after(queryset: QuerySet[Any], cursor: Cursor | None, since: datetime | None) -> QuerySet[Any]:
    if since:
        queryset = queryset.filter(updated_at__gte=since)
    if cursor:
        queryset = queryset.filter(
            Q(updated_at__gt=cursor.updated_at) | Q(id__gt=cursor.id),
            updated_at__gte=cursor.updated_at,
        )
    return queryset.order_by("updated_at", "id")

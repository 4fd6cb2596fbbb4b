"""Walks over a collection that another system keeps in step with.

A walk gives each row at most once, in the order of changes, up to the moment ``as_of`` that was
fixed when it began; what changes meanwhile comes with the next walk, which starts where this one
ended (``updated_since=<as_of>``). From then on deletions come along in ``deleted``. Nothing is
missed because the room behind the view promises two things (``apps.projects.synced`` keeps them):
every change up to ``horizon()`` is visible, and every later one gets a later moment.

``ordering`` reads the rows in another order, by keyset too. Its ``as_of`` is as good a start for
the next walk, since rows that do not change keep their place in that order.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from apps.core.api.pagination import (
    NEXT_SCHEMA,
    UNREADABLE,
    link_header,
    paging_parameters,
    parameter_problem,
    read_limit,
    read_since,
)
from apps.core.api.problems import Problem
from apps.core.storable import storable

STEP = timedelta(microseconds=1)


class SyncedView(Protocol):
    """What a view says of the collection that it pages."""

    orderings: Mapping[str, str]
    """Name in the query → column that is never null."""
    kept_days: int

    def horizon(self) -> datetime:
        """Every change up to this moment is visible from now on, and no later one is."""
        ...

    def resumable_from(self) -> datetime:
        """Deletions since this moment are all remembered."""
        ...

    def deleted_rows(self) -> QuerySet[Any]:
        """Rows with ``deleted_at``, ``row_id`` and ``external`` for what was deleted."""
        ...


@dataclass(frozen=True)
class Walk:
    """Where a walk stands: its bounds, its order, and the last row that was given."""

    since: datetime | None
    as_of: datetime
    ordering: str = ""
    value: Any = None
    id: uuid.UUID | None = None

    def encode(self) -> str:
        since = self.since.isoformat() if self.since else None
        last = self.id.hex if self.id else None
        parts = [since, self.as_of.isoformat(), self.ordering, _plain(self.value), last]
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Walk:
        """Raise ``ValueError`` unless ``text`` is what :meth:`encode` made."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            since, as_of, ordering, value, last = json.loads(raw)
            by_time = ordering.lstrip("-") in {"", "created_at", "updated_at"}
            if not isinstance(value, str | int) or storable(value) != value:
                raise ValueError("no position")
            walk = cls(
                _moment(since) if since else None,
                _moment(as_of),
                ordering,
                _moment(str(value)) if by_time else value,
                uuid.UUID(hex=last),
            )
            _ = walk.next_start  # there is none after the last moment of all
        except UNREADABLE as error:
            raise ValueError("not a cursor") from error
        return walk

    @property
    def next_start(self) -> datetime:
        """Where the next walk starts."""
        return self.as_of + STEP


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


class SyncPagination(BasePagination):
    """Pages of rows and of deletions, in the order that they happened."""

    walk: Walk
    next_url: str | None = None
    deleted: Sequence[Any] = ()

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        limit = read_limit(request)
        self.walk = _read_walk(request, view)
        if self.walk.ordering:
            found = list(_ordered(queryset, self.walk, view)[: limit + 1])
        else:
            found = self._changes(queryset, view, limit)
        page = found[:limit]
        if len(found) > limit:
            self.next_url = self._next(request, view, page[-1])
        if self.walk.ordering:
            return page
        self.deleted = [one for one in page if _is_tombstone(one)]
        return [one for one in page if not _is_tombstone(one)]

    def _changes(self, queryset: Any, view: SyncedView, limit: int) -> list[Any]:
        """Rows and tombstones after the cursor, oldest change first, one more than ``limit``."""
        rows = list(_between(queryset, self.walk, "updated_at", "id")[: limit + 1])
        if self.walk.since is None:
            return rows
        gone = _between(view.deleted_rows(), self.walk, "deleted_at", "row_id")
        return sorted([*rows, *gone[: limit + 1]], key=_place)[: limit + 1]

    def _next(self, request: Request, view: SyncedView, last: Any) -> str:
        walk = self.walk
        if walk.ordering:
            value, key = getattr(last, view.orderings[walk.ordering.lstrip("-")]), last.pk
        else:
            value, key = _place(last)
        cursor = Walk(walk.since, walk.as_of, walk.ordering, value, key).encode()
        address = remove_query_param(request.build_absolute_uri(), "cursor")
        return replace_query_param(address, "cursor", cursor)

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        body = {
            "results": data,
            "deleted": [tombstone(row) for row in self.deleted],
            "next": self.next_url,
            "as_of": self.walk.next_start,
        }
        return Response(body, headers=link_header(self.next_url))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        properties = {
            "results": schema,
            "deleted": {"type": "array", "items": TOMBSTONE_SCHEMA, "example": []},
            "next": NEXT_SCHEMA,
            "as_of": AS_OF_SCHEMA,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = [sign + name for name in view.orderings for sign in ("", "-")]
        since = {
            "name": "updated_since",
            "in": "query",
            "description": "Only what changed or was deleted at or after this time, with offset or"
            f" `Z`. Older than {view.kept_days} days: 410.",
            "schema": {"type": "string", "format": "date-time"},
        }
        ordering = {
            "name": "ordering",
            "in": "query",
            "description": "Another order than that of changes, for reading. Not together with"
            " `updated_since`.",
            "schema": {"type": "string", "enum": names},
        }
        return [*paging_parameters(), since, ordering]


TOMBSTONE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "A row that was deleted. Filters do not apply: yours or not, drop it.",
    "required": ["id", "deleted_at", "external"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "deleted_at": {"type": "string", "format": "date-time"},
        "external": {
            "type": "array",
            "description": "What other systems called it.",
            "items": {
                "type": "object",
                "required": ["system", "id"],
                "properties": {"system": {"type": "string"}, "id": {"type": "string"}},
            },
        },
    },
}
AS_OF_SCHEMA: dict[str, Any] = {
    "type": "string",
    "format": "date-time",
    "example": "2026-11-23T07:59:00.000001Z",
    "description": "After the last page, send this as `updated_since` to get what changed since.",
}


def tombstone(row: Any) -> dict[str, Any]:
    """How a deletion is told."""
    return {"id": row.row_id, "deleted_at": row.deleted_at, "external": row.external}


def _is_tombstone(row: Any) -> bool:
    return hasattr(row, "row_id")


def _place(row: Any) -> tuple[datetime, uuid.UUID]:
    return (row.deleted_at, row.row_id) if _is_tombstone(row) else (row.updated_at, row.pk)


def _between(queryset: QuerySet[Any], walk: Walk, at: str, key: str) -> QuerySet[Any]:
    queryset = queryset.filter(**{f"{at}__lte": walk.as_of})
    if walk.id:
        after = Q(**{f"{at}__gt": walk.value}) | Q(**{f"{key}__gt": walk.id})
        # The plain bound beside the OR lets the index start at the right place.
        queryset = queryset.filter(after, **{f"{at}__gte": walk.value})
    elif walk.since:
        queryset = queryset.filter(**{f"{at}__gte": walk.since})
    return queryset.order_by(at, key)


def _ordered(queryset: QuerySet[Any], walk: Walk, view: SyncedView) -> QuerySet[Any]:
    down = walk.ordering.startswith("-")
    column = view.orderings[walk.ordering.lstrip("-")]
    beyond, sign = ("lt", "-") if down else ("gt", "")
    if walk.id:
        after = Q(**{f"{column}__{beyond}": walk.value}) | Q(**{f"id__{beyond}": walk.id})
        queryset = queryset.filter(after, **{f"{column}__{beyond}e": walk.value})
    return queryset.order_by(f"{sign}{column}", f"{sign}id")


def _read_walk(request: Request, view: SyncedView) -> Walk:
    text = request.query_params.get("cursor")
    if text is None:
        return _first(request, view)
    try:
        walk = Walk.decode(text)
    except ValueError:
        walk = None
    if walk is None or (walk.ordering and walk.ordering.lstrip("-") not in view.orderings):
        sentence = _("This is not a cursor of this list. Follow 'next', or leave it out.")
        raise parameter_problem("cursor", sentence)
    _must_remember(walk.since or walk.as_of, view)
    return walk


def _first(request: Request, view: SyncedView) -> Walk:
    since, ordering = read_since(request), request.query_params.get("ordering", "")
    names = [sign + name for name in view.orderings for sign in ("", "-")]
    if ordering and ordering not in names:
        sentence = _("Choose one of: {names}.").format(names=", ".join(names))
        raise parameter_problem("ordering", sentence)
    if ordering and since:
        sentence = _("'updated_since' goes by the order of changes. Leave 'ordering' out.")
        raise parameter_problem("ordering", sentence)
    if since:
        _must_remember(since, view)
    return Walk(since, view.horizon(), ordering)


def _must_remember(since: datetime, view: SyncedView) -> None:
    """410 if deletions after ``since`` may have been forgotten: going on would keep dead rows."""
    if since >= view.resumable_from():
        return
    sentence = ngettext(
        "Deletions are remembered for {days} day, and this is older. Read the whole list without"
        " 'updated_since' and 'cursor', drop what is not in it, and go on from its 'as_of'.",
        "Deletions are remembered for {days} days, and this is older. Read the whole list without"
        " 'updated_since' and 'cursor', drop what is not in it, and go on from its 'as_of'.",
        view.kept_days,
    )
    raise Problem("gone", sentence.format(days=view.kept_days))

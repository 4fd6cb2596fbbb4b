"""Deliveries are written in the transaction of the change that they tell of.

So no change goes untold, and none is told that was rolled back. Nothing is sent here.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.core import catalogue
from apps.core.catalogue import EventKind
from apps.core.happenings import Happening
from apps.events.models import WebhookDelivery, WebhookEndpoint

MOST_BYTES = 20_000
LONGEST_TEXT = 500


def record(happenings: Sequence[Happening]) -> None:
    """Registered as a recorder: a delivery for each event and each endpoint that wants it."""
    told = [(kind, happening) for happening in happenings if (kind := _for_webhooks(happening))]
    projects = {happening.project_id for _kind, happening in told}
    if not projects:
        return
    endpoints = _held(projects)
    if endpoints:
        WebhookDelivery.objects.bulk_create(_deliveries(told, endpoints), batch_size=500)


def _held(projects: Collection[Any]) -> list[WebhookEndpoint]:
    """The endpoints that are switched on. None of them is deleted before this transaction ends: a
    delivery to one that is gone would fail with all that it tells of. Writers share this lock,
    which Django has no word for; SQLite has one writer at a time.
    """
    wanted = WebhookEndpoint.objects.filter(project_id__in=projects, enabled=True)
    if connection.vendor != "postgresql":
        return list(wanted)
    sql, params = wanted.order_by("pk").query.sql_with_params()
    return list(WebhookEndpoint.objects.raw(f"{sql} FOR KEY SHARE", params))


def add(endpoint: WebhookEndpoint, kind: EventKind, happening: Happening) -> WebhookDelivery:
    """A delivery for this endpoint alone, whether it subscribes to the kind or not."""
    made = _delivery(endpoint, kind.key, _message_id(), body_of(kind, happening))
    made.save(force_insert=True)
    return made


def body_of(kind: EventKind, happening: Happening) -> str:
    """The thin payload as JSON: ids, an address, and the few members that the kind names.

    Long texts are cut; should the members be too much together, they go.
    """
    ids = _ids(kind, happening)
    few = {name: _short(happening.data.get(name)) for name in kind.fields}
    timestamp = timezone.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    body = _json(kind.payload({**ids, **few}, timestamp))
    if len(body.encode()) > MOST_BYTES:
        body = _json(kind.payload({**ids, **dict.fromkeys(kind.fields)}, timestamp))
    return body


def _for_webhooks(happening: Happening) -> EventKind | None:
    kind = catalogue.get(happening.kind)
    return kind if kind and kind.webhook and happening.project_id else None


def _deliveries(
    told: Iterable[tuple[EventKind, Happening]], endpoints: Sequence[WebhookEndpoint]
) -> Iterable[WebhookDelivery]:
    for kind, happening in told:
        wanting = [
            endpoint
            for endpoint in endpoints
            if str(endpoint.project_id) == str(happening.project_id) and endpoint.wants(kind.key)
        ]
        if wanting:
            message_id, body = _message_id(), body_of(kind, happening)
            yield from (_delivery(each, kind.key, message_id, body) for each in wanting)


def _delivery(endpoint: WebhookEndpoint, kind: str, message_id: str, body: str) -> WebhookDelivery:
    return WebhookDelivery(
        project_id=endpoint.project_id,
        endpoint=endpoint,
        kind=kind,
        message_id=message_id,
        body=body,
        due_at=timezone.now(),
    )


def _message_id() -> str:
    return f"msg_{uuid.uuid4().hex}"


def _ids(kind: EventKind, happening: Happening) -> dict[str, Any]:
    subject = happening.subject
    key = str(subject.pk) if subject is not None else ""
    return {
        "project": str(happening.project_id),
        "subject": subject._meta.label_lower if subject is not None else "",
        "id": key,
        "url": _address(kind, str(happening.project_id), key),
    }


def _address(kind: EventKind, project_id: str, key: str) -> str | None:
    if not (kind.subject.route and key):
        return None
    ids = {"project_id": project_id, kind.subject.argument: key}
    return settings.SITE_URL + reverse(kind.subject.route, kwargs=ids)


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return value[: LONGEST_TEXT - 1] + "…"
    return value


def _json(payload: dict[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), default=str)

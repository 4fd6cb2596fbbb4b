"""Sending again what was sent, or was not; and forgetting it in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import msg
from apps.events.models import WebhookDelivery, WebhookEndpoint
from apps.projects.access import membership_of, require
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

State = WebhookDelivery.State
BATCH = 500


def replay(delivery: WebhookDelivery, actor: Any) -> None:
    """Send one delivery again, with all its tries before it: the same id, the same body."""
    endpoint = delivery.endpoint
    _allowed(endpoint, actor)
    with transaction.atomic():
        rows = WebhookDelivery.objects.filter(pk=delivery.pk)
        if _requeue(rows):
            _report(endpoint, actor, 1)


def replay_failed(endpoint: WebhookEndpoint, actor: Any, since: datetime) -> int:
    """Send again all that failed and is not older than ``since``; how many."""
    _allowed(endpoint, actor)
    with transaction.atomic():
        rows = WebhookDelivery.objects.filter(
            endpoint=endpoint, state=State.FAILED, created_at__gte=since
        )
        count = _requeue(rows)
        if count:
            _report(endpoint, actor, count, since=since.isoformat())
    return count


def prune(now: datetime | None = None) -> int:
    """Forget deliveries that have been over for WEBHOOK_DAYS, and those that never will be sent.

    The latter wait for an endpoint that has been off for as long.
    """
    before = (now or timezone.now()) - timedelta(days=settings.WEBHOOK_DAYS)
    over = WebhookDelivery.objects.filter(finished_at__lt=before)
    stuck = WebhookDelivery.objects.filter(
        state=State.WAITING, endpoint__enabled=False, created_at__lt=before
    )
    count = 0
    for rows in (over, stuck):
        while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
            WebhookDelivery.objects.filter(pk__in=keys).delete()
            count += len(keys)
    return count


def _allowed(endpoint: WebhookEndpoint, actor: Any) -> None:
    require(membership_of(actor, endpoint.project_id), Role.EDITOR)
    if not endpoint.enabled:
        raise Refused(msg("This webhook is switched off. Switch it on first."))


def _requeue(rows: QuerySet[WebhookDelivery]) -> int:
    """From the first step of the ladder. One that waits is sent now."""
    now = timezone.now()
    return rows.update(state=State.WAITING, step=0, due_at=now, finished_at=None, updated_at=now)


def _report(endpoint: WebhookEndpoint, actor: Any, count: int, **data: Any) -> None:
    report(
        "events.webhook.replayed",
        actor=actor,
        project_id=endpoint.project_id,
        subject=endpoint,
        deliveries=count,
        **data,
    )

"""Sending deliveries: claim a try, send it, store what came of it.

A try is claimed by one conditional update that moves ``due_at`` beyond the try's end, so of many
workers one sends it; should that worker vanish, the row falls due again and the next try follows.
Whoever stores an outcome names the try: one that comes late changes nothing. No order is promised
among the deliveries of an endpoint.
"""

from __future__ import annotations

import email.utils
import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.core import outbound
from apps.core.messages import Message, msg
from apps.events.domain import endpoints, secrets
from apps.events.models import WebhookDelivery, WebhookEndpoint, WebhookTry

State = WebhookDelivery.State
TIMEOUT = 15.0
LEASE = timedelta(seconds=90)
CANDIDATES = 20  # looked at in one go; another worker may take the first ones
ANSWER_BYTES = 2048
# What follows each try that failed; after the tenth there is none. About 75 hours together.
LADDER = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
JITTER = 0.1  # share by which a wait varies, so that receivers are not met by all at once
LONGEST_WAIT = timedelta(hours=24)  # of what Retry-After may ask for
_GONE = 410
_LATER = frozenset({429, 503})


@dataclass(frozen=True)
class Outcome:
    """What came of a try. ``status`` None: there was no answer."""

    status: int | None
    seconds: float
    answer: str = ""
    error: Message | None = None
    retry_after: timedelta | None = None
    hopeless: bool = False  # trying again cannot help

    @property
    def good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def claim(busy: Collection[Any] = (), projects: Collection[Any] = ()) -> WebhookTry | None:
    """The next try that is due, claimed; None if there is none.

    ``busy`` are ids of endpoints to pass over, ``projects`` those of projects.
    """
    now = timezone.now()
    due = WebhookDelivery.objects.filter(
        state=State.WAITING, due_at__lte=now, endpoint__enabled=True
    )
    due = due.exclude(endpoint_id__in=busy).exclude(project_id__in=projects)
    for row in due.order_by("due_at").defer("body")[:CANDIDATES]:
        if row.step > len(LADDER):
            _give_up(row)
            continue
        with transaction.atomic():
            claimed = WebhookDelivery.objects.filter(
                pk=row.pk, state=State.WAITING, tries=row.tries, due_at=row.due_at
            ).update(due_at=now + LEASE, tries=row.tries + 1, step=row.step + 1, updated_at=now)
            if claimed:
                return WebhookTry.objects.create(delivery=row, number=row.tries + 1)
    return None


def _give_up(row: WebhookDelivery) -> None:
    """End a delivery whose last try never told its outcome: the worker vanished, or fails on it."""
    now = timezone.now()
    with transaction.atomic():
        # First, as whoever deletes it does: neither waits for what the other holds.
        held = WebhookEndpoint.objects.select_for_update(no_key=True)
        if not held.filter(pk=row.endpoint_id).exists():
            return
        ended = WebhookDelivery.objects.filter(
            pk=row.pk, state=State.WAITING, tries=row.tries, due_at=row.due_at
        ).update(state=State.FAILED, due_at=None, finished_at=now, updated_at=now)
        if ended:
            _after_failure(row, Outcome(None, 0.0))


def deliver(claimed: WebhookTry) -> Outcome:
    """Send a claimed try and store its outcome."""
    delivery = WebhookDelivery.objects.select_related("endpoint").get(pk=claimed.delivery_id)
    outcome = _send(delivery, claimed)
    store(delivery, claimed, outcome)
    return outcome


def store(delivery: WebhookDelivery, claimed: WebhookTry, outcome: Outcome) -> None:
    """Write the outcome of a try, and when the next one is due."""
    now = timezone.now()
    with transaction.atomic():
        # First, as whoever deletes it does: neither waits for what the other holds.
        held = WebhookEndpoint.objects.select_for_update(no_key=True)
        if not held.filter(pk=delivery.endpoint_id).exists():
            return
        WebhookTry.objects.filter(pk=claimed.pk).update(
            seconds=outcome.seconds,
            status=outcome.status,
            answer=outcome.answer,
            error=outcome.error.model_dump(mode="json") if outcome.error else None,
            updated_at=now,
        )
        current = WebhookDelivery.objects.filter(
            pk=delivery.pk, tries=claimed.number, state=State.WAITING
        )
        if outcome.good:
            current.update(state=State.DELIVERED, due_at=None, finished_at=now, updated_at=now)
            WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(last_success_at=now)
            return
        wait = None if outcome.hopeless else wait_after(delivery.step, outcome.retry_after)
        if wait is not None:
            current.update(due_at=now + wait, updated_at=now)
            return
        given_up = current.update(state=State.FAILED, due_at=None, finished_at=now, updated_at=now)
        if given_up:
            _after_failure(delivery, outcome)


def wait_after(step: int, retry_after: timedelta | None = None) -> timedelta | None:
    """How long after the failed try number ``step`` the next one is due; None after the last."""
    if step > len(LADDER):
        return None
    wait = LADDER[step - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    return max(wait, min(retry_after, LONGEST_WAIT)) if retry_after else wait


def _send(delivery: WebhookDelivery, claimed: WebhookTry) -> Outcome:
    at = datetime.now(UTC)
    try:
        signed = secrets.signatures(delivery.endpoint, delivery.message_id, at, delivery.body)
    except InvalidToken:
        return Outcome(
            None, 0.0, error=msg("The secret cannot be read. Make a new one."), hopeless=True
        )
    headers = {
        "content-type": "application/json",
        "user-agent": f"Lepton-Webhooks/1 (+{settings.SITE_URL})",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signed,
        "x-request-id": str(claimed.pk),
    }
    try:
        answer = outbound.send(
            "POST",
            delivery.endpoint.url,
            headers=headers,
            body=delivery.body.encode(),
            timeout=TIMEOUT,
            limit=ANSWER_BYTES,
        )
    except outbound.OutboundError as error:
        # Where a name leads may change by itself, but one that leads inside is a mistake or an
        # attempt: somebody is told why at once instead of after three days of tries. What waits
        # is sent when the webhook is switched on again, and what failed can be replayed.
        return Outcome(
            None,
            (datetime.now(UTC) - at).total_seconds(),
            error=error.message,
            hopeless=isinstance(error, outbound.OutboundRefused),
        )
    return _judged(answer)


def _judged(answer: outbound.Answer) -> Outcome:
    said = answer.body.decode("utf-8", "replace").replace("\x00", "�")
    later = answer.headers.get("retry-after", "") if answer.status in _LATER else ""
    return Outcome(
        answer.status,
        answer.seconds,
        said,
        retry_after=_retry_after(later),
        hopeless=answer.status == _GONE,
    )


def _retry_after(text: str) -> timedelta | None:
    """Seconds or an HTTP date; None for anything else."""
    if text.strip().isdecimal():
        return min(timedelta(seconds=int(text.strip()[:9])), LONGEST_WAIT)
    try:
        at = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(aware - datetime.now(UTC), timedelta())


def _after_failure(delivery: WebhookDelivery, outcome: Outcome) -> None:
    """A receiver that is gone, or took nothing for as long as a ladder lasts, is left alone."""
    if outcome.status == _GONE:
        reason = msg("The receiver answered 410: this address is gone for good.")
        endpoints.disable(delivery.endpoint_id, reason)
        return
    fresh = WebhookEndpoint.objects.get(pk=delivery.endpoint_id)
    worked_since = fresh.last_success_at and fresh.last_success_at > delivery.created_at
    if not worked_since:
        reason = msg("Nothing could be delivered to it, however often it was tried.")
        if outcome.hopeless and outcome.error:
            reason = outcome.error
        endpoints.disable(delivery.endpoint_id, reason)

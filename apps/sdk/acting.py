"""Notices, events and requests to other hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model as Row

from apps.accounts.models import User
from apps.core import catalogue, happenings, outbound
from apps.core.messages import Message, msg
from apps.events.domain.notices import notify as leave
from apps.projects.models import Membership
from apps.sdk.errors import NotFound, Refused
from apps.sdk.scopes import Scope, entry_of

TONES = ("neutral", "good", "warn", "bad")


def notify(
    scope: Scope, person_id: UUID | str, message: Message, *, url: str = "", tone: str = "neutral"
) -> None:
    """Leave a notice for a member of the project. ``url`` is a path of this site."""
    if tone not in TONES:
        raise Refused(msg("The tone must be one of: {tones}.", tones=", ".join(TONES)))
    if url and (not url.startswith("/") or url.startswith("//")):
        raise Refused(msg("A notice leads to a path of this site."))
    member = Membership.objects.filter(project_id=scope.project_id, user_id=person_id)
    found = member.select_related("user").first()
    if found is None:
        raise NotFound(msg("This person is not a member of the project."))
    leave(found.user, message, url=url, project_id=scope.project_id, tone=tone)


def report(scope: Scope, kind: str, subject: Row | None = None, **data: Any) -> None:
    """Say that something of the plugin's happened: for the audit trail, webhooks and receivers.

    ``kind`` is one that the plugin has added with ``add_event``; ``data`` must be JSON and hold no
    secrets; ``subject`` is a row of the plugin's own. Call it in the transaction of the change.
    """
    found = catalogue.kinds.get(kind)
    if found is None or kind not in catalogue.kinds.keys_of(entry_of(scope).package):
        raise Refused(msg("The plugin has not added the event kind '{kind}'.", kind=kind))
    actor = User.objects.filter(pk=scope.person_id).first() if scope.person_id else None
    happenings.report(kind, actor=actor, project_id=scope.project_id, subject=subject, **data)


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = outbound.TIMEOUT,
    limit: int = outbound.LIMIT,
) -> outbound.Answer:
    """One HTTP request to a public address; at most ``limit`` bytes of the answer are read.

    ``timeout`` is for everything together, in seconds; no redirection is followed. Addresses
    inside, before and after DNS, are refused. Raises ``OutboundError``, whose ``message`` says why.
    """
    return outbound.send(method, url, headers=headers, body=body, timeout=timeout, limit=limit)

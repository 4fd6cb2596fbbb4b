"""Endpoints of webhooks: made, changed, given a new secret, switched off, deleted (editors)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from apps.core import catalogue, outbound
from apps.core.happenings import Happening, report
from apps.core.messages import Message, msg
from apps.events.domain import notices, outbox, secrets
from apps.events.models import WebhookDelivery, WebhookEndpoint, host_of
from apps.projects.access import membership_of, require
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Project, Role

MOST = 20  # endpoints of one project: each event is written once for every one of them
TEST = "events.webhook.tested"


def create(
    project: Project,
    actor: Any,
    *,
    url: str,
    kinds: Iterable[str],
    description: str = "",
    enabled: bool = True,
) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its secret, which is told here and never again."""
    require(membership_of(actor, project.pk), Role.EDITOR)
    wanted = _checked_kinds(kinds)
    _check_url(url)  # asks the DNS: before any row is held
    with transaction.atomic():
        changes.hold(project.pk)
        if WebhookEndpoint.objects.filter(project=project).count() >= MOST:
            raise Refused(
                msg("A project has at most {most} webhooks. Delete one first.", most=MOST)
            )
        secret, sealed = secrets.make()
        endpoint = WebhookEndpoint.objects.create(
            project=project,
            url=url,
            kinds=wanted,
            description=description,
            enabled=enabled,
            secret=sealed,
            created_by=actor,
        )
        _report("created", endpoint, actor, host=host_of(url), kinds=wanted)
    return endpoint, secret


def change(
    endpoint: WebhookEndpoint, actor: Any, values: Mapping[str, Any], seen: datetime | None = None
) -> WebhookEndpoint:
    """Change ``url``, ``kinds``, ``description`` or ``enabled``."""
    require(membership_of(actor, endpoint.project_id), Role.EDITOR)
    wanted = dict(values)
    if "kinds" in wanted:
        wanted["kinds"] = _checked_kinds(wanted["kinds"])
    if wanted.get("url", endpoint.url) != endpoint.url:
        _check_url(wanted["url"])
    if wanted.get("enabled"):
        wanted["disabled_reason"] = None
    with transaction.atomic():
        row = changes.locked(endpoint)
        changed = changes.apply(row, wanted, seen)
        changed.pop("disabled_reason", None)
        if changed:
            _report("changed", row, actor, changes=_hosts_only(changed))
    return row


def rotate(endpoint: WebhookEndpoint, actor: Any) -> tuple[WebhookEndpoint, str]:
    """A new secret, told here and never again; the old one signs too for a day."""
    require(membership_of(actor, endpoint.project_id), Role.EDITOR)
    with transaction.atomic():
        row = changes.locked(endpoint)
        secret = secrets.rotate(row, timezone.now())
        row.save(update_fields=["secret", "former_secret", "former_until", "updated_at"])
        _report("secret_renewed", row, actor)
    return row, secret


def delete(endpoint: WebhookEndpoint, actor: Any) -> None:
    """With its deliveries, sent or not."""
    require(membership_of(actor, endpoint.project_id), Role.EDITOR)
    with transaction.atomic():
        row = changes.held_for_deletion(endpoint)
        waiting = row.deliveries.filter(state=WebhookDelivery.State.WAITING).count()
        _report("deleted", row, actor, host=row.host, waiting=waiting)
        row.delete()


def test(endpoint: WebhookEndpoint, actor: Any) -> WebhookDelivery:
    """Send an event that says nothing but that the address works."""
    require(membership_of(actor, endpoint.project_id), Role.EDITOR)
    if not endpoint.enabled:
        raise Refused(msg("This webhook is switched off. Switch it on first."))
    kind = catalogue.get(TEST)
    if kind is None:
        raise LookupError(TEST)
    with transaction.atomic():
        _report("tested", endpoint, actor)
        happening = Happening(TEST, actor, endpoint.project_id, endpoint)
        return outbox.add(endpoint, kind, happening)


def disable(endpoint_id: Any, reason: Message) -> bool:
    """Switch an endpoint off by itself and tell the project's owners; False if it is off."""
    with transaction.atomic():
        now = timezone.now()
        on = WebhookEndpoint.objects.filter(pk=endpoint_id, enabled=True)
        stored = reason.model_dump(mode="json")
        if not on.update(enabled=False, disabled_reason=stored, updated_at=now):
            return False
        row = WebhookEndpoint.objects.get(pk=endpoint_id)
        _report("disabled", row, None, reason=str(reason))
        for owner in Membership.objects.filter(project_id=row.project_id, role=Role.OWNER):
            notices.notify(
                owner.user,
                msg(
                    "The webhook to {host} was switched off. {reason}",
                    host=row.host,
                    reason=reason,
                ),
                url=page_of(row),
                project_id=row.project_id,
                tone="warn",
            )
    return True


def page_of(endpoint: WebhookEndpoint) -> str:
    return reverse("events:webhook", args=[endpoint.project_id, endpoint.pk])


def _report(verb: str, endpoint: WebhookEndpoint, actor: Any, **data: Any) -> None:
    report(
        f"events.webhook.{verb}",
        actor=actor,
        project_id=endpoint.project_id,
        subject=endpoint,
        **data,
    )


def _hosts_only(changed: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [host_of(text) for text in pair] if name == "url" else pair
        for name, pair in changed.items()
    }


def _checked_kinds(kinds: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(kinds))
    if not wanted:
        raise Refused(msg("Choose at least one kind of event."), field="kinds")
    if WebhookEndpoint.ALL in wanted:
        return [WebhookEndpoint.ALL]
    known = {kind.key for kind in catalogue.for_webhooks()}
    for key in wanted:
        if key not in known:
            raise Refused(msg("There is no kind of event '{kind}'.", kind=key), field="kinds")
    return wanted


def _check_url(url: str) -> None:
    try:
        outbound.check(url)
    except outbound.OutboundRefused as refused:
        raise Refused(refused.message, field="url") from refused

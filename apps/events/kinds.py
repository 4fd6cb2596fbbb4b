"""What can happen to the audit trail itself, and to webhooks."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_ENDPOINT = Subject("events.webhookendpoint", "api:webhook", "webhook_id")

KINDS = (
    EventKind("events.auditentry.exported", mark("Audit trail exported")),
    EventKind("events.auditentry.redacted", mark("Audit entries redacted")),
    EventKind("events.webhook.created", mark("Webhook made")),
    EventKind("events.webhook.changed", mark("Webhook changed")),
    EventKind("events.webhook.secret_renewed", mark("Webhook given a new secret")),
    EventKind("events.webhook.disabled", mark("Webhook switched off by itself")),
    EventKind("events.webhook.deleted", mark("Webhook deleted")),
    EventKind("events.webhook.tested", mark("Webhook tested"), subject=_ENDPOINT),
    EventKind("events.webhook.replayed", mark("Webhook deliveries sent again")),
)

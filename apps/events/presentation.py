"""What the pages say of a webhook and of a delivery, as pairs of label and value."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core.catalogue import name_of
from apps.events.models import WebhookDelivery, WebhookEndpoint

MOMENT = "Y-m-d H:i"


def endpoint_facts(endpoint: WebhookEndpoint) -> list[tuple[str, Any]]:
    everything = WebhookEndpoint.ALL in endpoint.kinds
    chosen = ", ".join(sorted(name_of(kind) for kind in endpoint.kinds))
    facts = [
        (_("Address"), endpoint.url),
        (_("Events"), _("all") if everything else chosen),
        (_("Last delivered"), _moment(endpoint.last_success_at) or _("never")),
    ]
    if endpoint.former_until and endpoint.former_until > timezone.now():
        facts.append((_("The former secret signs too until"), _moment(endpoint.former_until)))
    return facts


def delivery_facts(delivery: WebhookDelivery) -> list[tuple[str, Any]]:
    return [
        (_("Event"), f"{name_of(delivery.kind)} ({delivery.kind})"),
        ("webhook-id", delivery.message_id),
        (_("Made"), _moment(delivery.created_at)),
        (_("Tries"), delivery.tries),
        (_("Next try"), _moment(delivery.due_at)),
        (_("Over since"), _moment(delivery.finished_at)),
    ]


def pretty(body: str) -> str:
    """The payload, indented for people; what is sent has no blanks."""
    return json.dumps(json.loads(body), ensure_ascii=False, indent=2)


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), MOMENT) if at else ""

"""Tables and filters of the webhook pages."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.catalogue import for_webhooks, name_of
from apps.core.states import look_of
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.events.domain.endpoints import TEST
from apps.events.models import WebhookDelivery, WebhookEndpoint

WHEN = {"format": "Y-m-d H:i", "attrs": {"td": {"class": "text-nowrap"}}}


class WebhookTable(Table):
    """The endpoints of a project."""

    url = tables.Column(_("Receiver"))
    kinds = tables.Column(_("Events"), orderable=False)
    state = tables.Column(_("State"), order_by="enabled")
    last_success_at = tables.DateTimeColumn(
        verbose_name=_("Last delivered"), default=_("never"), **WHEN
    )

    caption = _("Webhooks")

    class Meta(Table.Meta):
        model = WebhookEndpoint
        fields = ("url", "kinds", "state", "last_success_at")
        sequence = fields

    def render_url(self, record: WebhookEndpoint) -> str:
        page = reverse("events:webhook", args=[record.project_id, record.pk])
        host = record.host
        if not record.description:
            return format_html('<a href="{}" class="fw-medium">{}</a>', page, host)
        return format_html(
            '<a href="{}" class="fw-medium">{}</a><div class="text-secondary">{}</div>',
            page,
            record.description,
            host,
        )

    def render_kinds(self, value: list[str]) -> Any:
        if WebhookEndpoint.ALL in value:
            return _("all")
        return ngettext("{count} kind", "{count} kinds", len(value)).format(count=len(value))

    def render_state(self, record: WebhookEndpoint) -> str:
        return state_badge(record.state, str(look_of(record.state).label))


class DeliveryTable(Table):
    """What was sent to one endpoint, newest first."""

    created_at = tables.DateTimeColumn(verbose_name=_("When"), **WHEN)
    kind = tables.Column(_("Event"))
    state = tables.Column(_("State"))
    tries = tables.Column(_("Tries"))
    due_at = tables.DateTimeColumn(verbose_name=_("Next try"), default="–", **WHEN)

    caption = _("Deliveries")
    region = "deliveries"

    class Meta(Table.Meta):
        model = WebhookDelivery
        fields = ("created_at", "kind", "state", "tries", "due_at")
        sequence = fields
        order_by = "-created_at"

    def render_kind(self, record: WebhookDelivery) -> str:
        page = reverse("events:delivery", args=[record.project_id, record.endpoint_id, record.pk])
        return format_html('<a href="{}">{}</a>', page, name_of(record.kind))

    def render_state(self, record: WebhookDelivery) -> str:
        return state_badge(record.state, record.get_state_display())


class DeliveryFilter(django_filters.FilterSet):
    """By state and by kind of event."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=WebhookDelivery.State.choices, empty_label=_("All states")
    )
    kind = django_filters.ChoiceFilter(label=_("Event"), choices=[], empty_label=_("All events"))

    class Meta:
        model = WebhookDelivery
        fields = ("state", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [TEST, *(kind.key for kind in for_webhooks())]
        self.filters["kind"].extra["choices"] = sorted(
            ((key, name_of(key)) for key in keys), key=lambda pair: pair[1].casefold()
        )

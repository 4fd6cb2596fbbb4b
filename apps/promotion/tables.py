"""Lists of this room."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.counting import values_of
from apps.core.messages import clipped
from apps.core.tables import Table
from apps.promotion.domain.phases import Phase, in_phase, phase_of
from apps.promotion.models import Campaign, Channel
from apps.reference import countries


class CampaignTable(Table):
    """Each campaign with what it has cost; the view fills ``spent``."""

    caption = _("Campaigns")
    spent: dict[Any, Decimal] = {}  # campaign's id → its cost
    name = tables.Column(_("Name"))
    market = tables.Column(_("Market"))
    starts_on = tables.DateColumn(verbose_name=_("First day"), format="Y-m-d")
    ends_on = tables.DateColumn(verbose_name=_("Last day"), format="Y-m-d")
    budget = tables.Column(_("Budget"), attrs={"td": {"class": "num"}}, empty_values=())
    cost = tables.Column(
        _("Spent"), accessor="pk", orderable=False, empty_values=(),
        attrs={"td": {"class": "num"}},
    )  # fmt: skip
    state = tables.Column(_("State"))
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")

    class Meta(Table.Meta):
        model = Campaign
        fields = ("name", "market", "starts_on", "ends_on", "budget", "cost", "state", "owner")
        sequence = fields
        order_by = "-starts_on"

    def render_name(self, record: Campaign) -> str:
        url = reverse("promotion:campaign", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)

    def render_market(self, value: str) -> str:
        return rendering.country(value)

    def render_budget(self, record: Campaign) -> str:
        return rendering.money(record.budget, record.currency)

    def render_cost(self, record: Campaign) -> str:
        return rendering.money(self.spent.get(record.pk), record.currency)

    def render_state(self, record: Campaign) -> str:
        return str(phase_of(record, timezone.localdate()).label)


class ChannelTable(Table):
    """The channels of a project."""

    caption = _("Channels")
    name = tables.Column(_("Name"))
    kind = tables.Column(_("Kind"))
    medium = tables.Column(_("Medium in links"), default="–")
    note = tables.Column(_("Note"), default="–", orderable=False)
    updated_at = tables.DateTimeColumn(verbose_name=_("Changed"), short=True)

    class Meta(Table.Meta):
        model = Channel
        fields = ("name", "kind", "medium", "note", "updated_at")
        sequence = fields
        order_by = "name"

    def render_name(self, record: Channel) -> str:
        url = reverse("promotion:edit", args=[record.project_id, "channel", record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)

    def render_note(self, value: str) -> str:
        return clipped(value, 120)


class CampaignFilter(django_filters.FilterSet):
    """Search in names; market, and the state that the list shows."""

    q = django_filters.CharFilter(
        label=_("Search"),
        field_name="name",
        lookup_expr="icontains",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    market = django_filters.ChoiceFilter(
        label=_("Market"), choices=[], empty_label=_("All markets")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Phase.choices, method="by_phase", empty_label=_("Any state")
    )

    class Meta:
        model = Campaign
        fields = ("q", "market", "state")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = set(values_of(self.queryset, "market"))
        language = get_language() or "en"
        self.filters["market"].extra["choices"] = [
            (code, name) for code, name in countries.choices(language) if code in present
        ]

    def by_phase(self, rows: Any, _name: str, value: str) -> Any:
        return in_phase(rows, value, timezone.localdate())


class ChannelFilter(django_filters.FilterSet):
    """Search in names."""

    q = django_filters.CharFilter(
        label=_("Search"),
        field_name="name",
        lookup_expr="icontains",
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Channel
        fields = ("q",)

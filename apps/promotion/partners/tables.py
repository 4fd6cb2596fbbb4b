"""The list of partners."""

from __future__ import annotations

from datetime import date

import django_filters
import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.messages import clipped
from apps.core.tables import Table
from apps.promotion.models import Partner
from apps.promotion.partners.figures import Ending, ending


class PartnerTable(Table):
    """The partners of a project, with those whose contract ends soon marked."""

    caption = _("Partners")
    name = tables.Column(_("Name"))
    stage = tables.Column(_("Stage"))
    markets = tables.Column(_("Markets"), orderable=False, default="–")
    territory = tables.Column(_("Territory"), orderable=False, default="–")
    contract_until = tables.Column(_("Contract until"), empty_values=())
    channel = tables.Column(_("Channel"), order_by="channel__name", default="–")
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")

    class Meta(Table.Meta):
        model = Partner
        fields = ("name", "stage", "markets", "territory", "contract_until", "channel", "owner")
        sequence = fields
        order_by = "name"

    def render_name(self, record: Partner) -> str:
        url = reverse("promotion:partner", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)

    def render_markets(self, record: Partner) -> str:
        return clipped(record.get_markets_display(), 120) or "–"

    def render_territory(self, value: str) -> str:
        return clipped(value, 120)

    def render_contract_until(self, record: Partner) -> str:
        day: date | None = record.contract_until
        if day is None:
            return "–"
        found = ending(record, timezone.localdate())
        if found is None:
            return day.isoformat()
        return format_html(
            '{} <span class="state tone-{}">{}</span>',
            day.isoformat(), "bad" if found.is_over else "warn", ending_words(found),
        )  # fmt: skip


def ending_words(found: Ending) -> str:
    """'over' or 'ends in 12 days'."""
    if found.is_over:
        return _t("over")
    words = ngettext("ends in {count} day", "ends in {count} days", found.days)
    return words.format(count=found.days)


class PartnerFilter(django_filters.FilterSet):
    """Search in names; stage."""

    q = django_filters.CharFilter(
        label=_("Search"),
        field_name="name",
        lookup_expr="icontains",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=Partner.Stage.choices, empty_label=_("Any stage")
    )

    class Meta:
        model = Partner
        fields = ("q", "stage")

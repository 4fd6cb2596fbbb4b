"""Lists of deals and of what is to be done."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.tables import Table
from apps.crm.deals.api import by_words
from apps.crm.deals.stages import label, stages
from apps.crm.models import Deal
from apps.projects.models import Membership
from apps.reference import countries

TONES = {"won": "tone-good", "lost": "tone-bad"}


class DealTable(Table):
    """The deals of a project."""

    caption = _("Deals")
    name = tables.Column(_("Name"))
    stage = tables.Column(_("Stage"), order_by=("stage__place",))
    amount = tables.Column(_("Amount"), attrs={"td": {"class": "num"}}, default="–")
    chance = tables.Column(
        _("Probability"), attrs={"td": {"class": "num"}}, orderable=False, accessor="chance"
    )
    expected_on = tables.DateColumn(verbose_name=_("Expected close"), default="–")
    market = tables.Column(_("Market"), default="–")
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")

    class Meta(Table.Meta):
        model = Deal
        fields = ("name", "stage", "amount", "chance", "expected_on", "market", "owner")
        sequence = fields
        order_by = "expected_on"

    def render_name(self, record: Deal) -> str:
        url = reverse("crm:deal", args=[record.project_id, record.pk])
        below = record.company.name if record.company else ""
        line = format_html('<div class="text-secondary small">{}</div>', below) if below else ""
        return format_html('<a class="fw-medium" href="{}">{}</a>{}', url, record.name, line)

    def render_stage(self, record: Deal) -> str:
        tone = TONES.get(record.stage.outcome, "")
        return format_html('<span class="state {}">{}</span>', tone, label(record.stage))

    def render_amount(self, record: Deal) -> str:
        return rendering.money(record.amount, record.currency)

    def render_chance(self, value: int) -> str:
        return f"{value} %"

    def render_market(self, value: str) -> str:
        return str(countries.name(value, get_language() or "en"))


class DealPageFilter(django_filters.FilterSet):
    """Search, stage and owner of the list."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), field_name="stage__key", choices=[], empty_label=_("All stages")
    )
    owner = django_filters.ChoiceFilter(
        label=_("Owner"), field_name="owner_id", choices=[], empty_label=_("Anybody")
    )

    class Meta:
        model = Deal
        fields = ("q", "stage", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.request.project
        people = Membership.objects.filter(project=project).select_related("user")
        self.filters["stage"].extra["choices"] = [
            (one.key, label(one)) for one in stages(project.pk)
        ]
        self.filters["owner"].extra["choices"] = [
            (str(row.user_id), str(row.user)) for row in people
        ]

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return by_words(queryset, value)

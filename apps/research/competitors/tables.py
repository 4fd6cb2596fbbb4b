"""The list of competitors."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.messages import Num
from apps.core.tables import Table
from apps.research.competitors.figures import is_old
from apps.research.models import Competitor

MOST_MARKETS = 6


def money(row: Any) -> str:
    """'99 EUR / month' as the reader writes numbers."""
    amount = rendering.number(Num(value=float(row.amount), digits=12))
    return f"{amount} {row.currency}" + (f" / {row.per}" if row.per else "")


def old_badge(day: Any) -> str:
    """'old' where a day is longer ago than the installation allows; else nothing."""
    if not is_old(day):
        return ""
    return format_html(' <span class="state tone-warn">{}</span>', _t("old"))


class CompetitorTable(Table):
    """Each competitor with its newest price in each market; the view fills ``prices``."""

    caption = _("Competitors")
    prices: dict[Any, list[Any]] = {}  # competitor id → newest price of each market
    name = tables.Column(_("Name"))
    home_country = tables.Column(_("Home country"), default="–")
    newest = tables.Column(
        _("Newest price by market"), accessor="pk", orderable=False, empty_values=()
    )
    updated_at = tables.DateTimeColumn(verbose_name=_("Changed"), short=True)

    class Meta(Table.Meta):
        model = Competitor
        fields = ("name", "home_country", "newest", "updated_at")
        sequence = fields
        order_by = "name"

    def render_name(self, record: Competitor) -> str:
        url = reverse("research:competitor", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)

    def render_home_country(self, value: str) -> str:
        return rendering.country(value)

    def render_newest(self, record: Competitor) -> str:
        rows = self.prices.get(record.pk, [])
        if not rows:
            return "–"
        lines = (
            (
                rendering.country(row.market),
                money(row),
                row.product,
                row.seen_on.isoformat(),
                old_badge(row.seen_on),
            )
            for row in rows[:MOST_MARKETS]
        )
        shown = format_html_join(
            "",
            '<div class="seen-line">{}: <strong>{}</strong>'
            ' <span class="text-secondary">{} · {}{}</span></div>',
            lines,
        )
        more = len(rows) - MOST_MARKETS
        if more <= 0:
            return shown
        told = _t("and {count} more markets").format(count=more)
        return format_html('{}<div class="text-secondary">{}</div>', shown, told)


class CompetitorFilter(django_filters.FilterSet):
    """Search in names."""

    q = django_filters.CharFilter(
        label=_("Search"),
        field_name="name",
        lookup_expr="icontains",
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    class Meta:
        model = Competitor
        fields = ("q",)


def newest_by_market(rows: QuerySet[Any]) -> dict[Any, list[Any]]:
    """Competitor id → its newest price in each market, markets in order of code."""
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.competitor_id, {}).setdefault(row.market, row)
    return {key: [by[market] for market in sorted(by)] for key, by in found.items()}

"""Lists of strategies and prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.counting import values_of
from apps.core.messages import clipped
from apps.core.tables import Table
from apps.promotion.models import Discount, PriceRule, Strategy
from apps.promotion.offers.figures import Asked
from apps.reference import countries


def money(amount: Any, price: PriceRule) -> str:
    """'48 EUR / month'."""
    return rendering.money(amount, price.currency) + (f" / {price.per}" if price.per else "")


def off(discount: Discount, price: PriceRule) -> str:
    """'20%' or '5 EUR', as the discount says it."""
    if discount.kind == Discount.Kind.PERCENT:
        return rendering.quantity(discount.value / 100, style="percent")
    return rendering.money(discount.value, price.currency)


class StrategyTable(Table):
    """The strategy of each market."""

    caption = _("Strategy by market")
    market = tables.Column(_("Market"))
    positioning = tables.Column(_("Positioning"), default="–", orderable=False)
    segment = tables.Column(_("Target segment"), default="–", orderable=False)
    budget = tables.Column(_("Budget"), attrs={"td": {"class": "num"}}, empty_values=())
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")
    updated_at = tables.DateTimeColumn(verbose_name=_("Changed"), short=True)

    class Meta(Table.Meta):
        model = Strategy
        fields = ("market", "positioning", "segment", "budget", "owner", "updated_at")
        sequence = fields
        order_by = "market"

    def render_market(self, record: Strategy) -> str:
        url = reverse("promotion:strategy", args=[record.project_id, record.pk])
        name = rendering.country(record.market)
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, name)

    def render_positioning(self, value: str) -> str:
        return clipped(value, 160)

    def render_segment(self, value: str) -> str:
        return clipped(value, 160)

    def render_budget(self, record: Strategy) -> str:
        return rendering.money(record.budget, record.currency)


class PriceTable(Table):
    """Prices with what is asked today; the view fills ``today``."""

    caption = _("Prices")
    today: Mapping[Any, Asked] = {}  # price's id → what is asked today, where it holds
    product = tables.Column(_("Product or plan"))
    market = tables.Column(_("Market"))
    kind = tables.Column(_("Kind"))
    amount = tables.Column(_("Price"), attrs={"td": {"class": "num"}}, orderable=False)
    asked = tables.Column(
        _("Today"), accessor="pk", attrs={"td": {"class": "num"}}, orderable=False
    )
    tax_rate = tables.Column(_("Tax"), orderable=False, empty_values=())
    valid_from = tables.DateColumn(verbose_name=_("From"), format="Y-m-d")
    valid_until = tables.DateColumn(verbose_name=_("Until"), format="Y-m-d", default="–")

    class Meta(Table.Meta):
        model = PriceRule
        fields = ("product", "market", "kind", "amount", "asked", "tax_rate", "valid_from",
                  "valid_until")  # fmt: skip
        sequence = fields
        order_by = ("product", "market", "-valid_from")

    def render_product(self, record: PriceRule) -> str:
        url = reverse("promotion:price", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.product)

    def render_market(self, value: str) -> str:
        return rendering.country(value)

    def render_amount(self, record: PriceRule) -> str:
        return money(record.amount, record)

    def render_asked(self, record: PriceRule) -> str:
        found = self.today.get(record.pk)
        if found is None:
            return rendering.NOTHING
        shown = rendering.money(found.amount, record.currency)
        if found.discount is None:
            return shown
        return format_html(
            '{}<div class="text-secondary small">{}</div>', shown, found.discount.name
        )

    def render_tax_rate(self, record: PriceRule) -> str:
        return tax(record)


def tax(price: PriceRule) -> str:
    """'19%, included', as far as somebody said."""
    words = _t("included") if price.tax_included else _t("not included")
    if price.tax_rate is None:
        return words
    rate = rendering.quantity(price.tax_rate / 100, style="percent")
    return pgettext("tax rate, and whether it is in the price", "{rate}, {included}").format(
        rate=rate, included=words
    )


class PriceFilter(django_filters.FilterSet):
    """Search in products; market and kind."""

    q = django_filters.CharFilter(
        label=_("Search"),
        field_name="product",
        lookup_expr="icontains",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    market = django_filters.ChoiceFilter(
        label=_("Market"), choices=[], empty_label=_("All markets")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=PriceRule.Kind.choices, empty_label=_("Both kinds")
    )

    class Meta:
        model = PriceRule
        fields = ("q", "market", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = set(values_of(self.queryset, "market"))
        language = get_language() or "en"
        self.filters["market"].extra["choices"] = [
            (code, name) for code, name in countries.choices(language) if code in present
        ]

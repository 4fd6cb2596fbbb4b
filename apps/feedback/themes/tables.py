"""The list of themes, and the records of one."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.messages import clipped
from apps.core.tables import Table
from apps.engines.figures import percent
from apps.engines.shares import Share, share_of
from apps.feedback.models import Theme, ThemeMember
from apps.feedback.records.tables import SaidOnColumn
from apps.feedback.themes.figures import Figures, Tally, trend

MOST_PLACES = 4
WORDS = 5


def interval(one: Share) -> str:
    """'12% (10–14%)'."""
    low, high = (round(100 * value) for value in (one.low, one.high))
    return f"{rendering.number(percent(one.share))} ({low}–{high}%)"


class ThemeFilter(django_filters.FilterSet):
    """By name."""

    q = django_filters.CharFilter(
        label=_("Search"),
        method="find",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name of a theme")}),
    )

    class Meta:
        model = Theme
        fields: tuple[str, ...] = ()

    def find(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(name__icontains=value[:200])


class ThemeTable(Table):
    """Each theme with its share; the view says what was counted."""

    caption = _("Themes")
    figures = Figures(Tally({}, {}), Tally({}, {}), Tally({}, {}))
    name = tables.Column(_("Theme"))
    size = tables.Column(_("Records"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    share = tables.Column(_("Share"), accessor="size", orderable=False)
    trend = tables.Column(_("Newest month"), accessor="pk", orderable=False)
    places = tables.Column(_("Markets"), accessor="pk", orderable=False)
    spoken = tables.Column(_("Languages"), accessor="pk", orderable=False)

    class Meta(Table.Meta):
        model = Theme
        fields = ("name", "size", "share", "trend", "places", "spoken")
        sequence = fields
        order_by = "-size"

    def render_name(self, record: Theme) -> str:
        url = reverse("feedback:theme", args=[record.project_id, record.pk])
        words = ", ".join(word for each in record.words.values() for word in each[:WORDS])
        lock = format_html(' <span class="badge">{}</span>', _t("locked")) if record.locked else ""
        return format_html(
            '<a class="fw-medium" href="{}">{}</a>{}<div class="text-secondary small">{}</div>',
            url, record.name, lock, clipped(words, 120),
        )  # fmt: skip

    def render_size(self, value: int) -> str:
        return rendering.show(value)

    def render_share(self, value: int) -> str:
        return interval(share_of(value, self.figures.whole))

    def render_trend(self, record: Theme) -> str:
        found = trend(self.figures.months, record.pk)
        if found is None:
            return "–"
        _before, now, way = found
        words = {1: _t("rising"), -1: _t("falling"), 0: _t("no clear change")}[way]
        return f"{rendering.number(percent(now.share))} · {words}"

    def render_places(self, record: Theme) -> str:
        codes = self.figures.markets.of(record.pk)[:MOST_PLACES]
        return ", ".join(rendering.country(code) for code in codes) or "–"

    def render_spoken(self, record: Theme) -> str:
        return ", ".join(self.figures.languages.of(record.pk)[:MOST_PLACES]) or "–"


class MemberTable(Table):
    """Records of a theme, the newest first; ``may_move`` adds the way to another theme."""

    caption = _("Records")
    may_move = False
    said = tables.Column(_("What was said"), accessor="record__text", orderable=False)
    country = tables.Column(_("Market"), accessor="record__country", default="–")
    language = tables.Column(_("Language"), accessor="record__language", default="–")
    at = SaidOnColumn(accessor="record__occurred_at", verbose_name=_("Said on"), short=True)
    by = tables.Column(_("Placed"))
    way = tables.Column(_("Move"), accessor="record_id", orderable=False)

    class Meta(Table.Meta):
        model = ThemeMember
        fields = ("said", "country", "language", "at", "by", "way")
        sequence = fields
        order_by = "-at"

    def render_said(self, value: str) -> str:
        return clipped(" ".join(value.split()), 240)

    def render_country(self, value: str) -> str:
        return rendering.country(value)

    def render_way(self, record: ThemeMember) -> str:
        if not self.may_move:
            return ""
        url = reverse("feedback:theme_move", args=[record.project_id, record.record_id])
        said = clipped(" ".join(record.record.text.split()), 40)
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>', url, _t("Move"), said
        )

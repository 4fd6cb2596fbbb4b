"""Server-side tables of this room."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.tables import Table
from apps.projects.domain.stages import ORDER
from apps.projects.models import MarketEntry
from apps.reference import countries


class MarketTable(Table):
    """The markets of a project. Countries sort by their name in the reader's language."""

    country = tables.Column(_("Market"))
    stage = tables.Column(_("Stage"))
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")
    target_launch = tables.DateColumn(verbose_name=_("Target launch"), default="–", short=False)
    note = tables.Column(_("Note"), orderable=False, default="")

    caption = _("Markets")

    class Meta(Table.Meta):
        model = MarketEntry
        fields = ("country", "stage", "owner", "target_launch", "note")
        sequence = fields

    def render_country(self, record: MarketEntry) -> str:
        url = reverse("projects:market", args=[record.project_id, record.pk])
        name = countries.name(record.country, get_language() or "en")
        home = gettext("home") if record.is_home else ""
        if not home:
            return format_html('<a href="{}">{}</a>', url, name)
        return format_html(
            '<a href="{}">{}</a> <span class="badge home-badge">{}</span>', url, name, home
        )

    def render_stage(self, record: MarketEntry) -> str:
        return render_to_string("projects/stage.html", {"stage": record.stage, "entry": record})

    def render_note(self, value: str) -> str:
        return value if len(value) <= 90 else value[:88].rstrip() + "…"

    def order_country(
        self, queryset: QuerySet[MarketEntry], is_descending: bool
    ) -> tuple[QuerySet[MarketEntry], bool]:
        names = [iso3 for iso3, _name in countries.choices(get_language() or "en")]
        present = set(queryset.order_by().values_list("country", flat=True))
        ranked = [iso3 for iso3 in names if iso3 in present]
        return _ranked(queryset, "country", ranked, is_descending), True

    def order_stage(
        self, queryset: QuerySet[MarketEntry], is_descending: bool
    ) -> tuple[QuerySet[MarketEntry], bool]:
        stages = [stage.value for stage in ORDER]
        return _ranked(queryset, "stage", stages, is_descending), True


def _ranked(
    queryset: QuerySet[Any], field: str, values: list[str], is_descending: bool
) -> QuerySet[Any]:
    """Order rows by the place of ``field`` in ``values``."""
    whens = [When(**{field: value}, then=Value(index)) for index, value in enumerate(values)]
    rank = Case(*whens, default=Value(len(values)), output_field=IntegerField())
    ordered = queryset.annotate(_rank=rank)
    return ordered.order_by("-_rank" if is_descending else "_rank", "country")

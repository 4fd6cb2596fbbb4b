"""Lists of this room."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.messages import Num
from apps.core.tables import Table
from apps.datasets.models import Dataset


class DatasetTable(Table):
    """The datasets of a project with the figures of their latest version."""

    name = tables.Column(verbose_name=_("Name"), attrs={"td": {"class": "cell-wide"}})
    rows = tables.Column(verbose_name=_("Rows"), attrs={"td": {"class": "text-end"}})
    size = tables.Column(verbose_name=_("Size"), attrs={"td": {"class": "text-end nowrap"}})
    version = tables.Column(verbose_name=_("Version"), attrs={"td": {"class": "text-end"}})
    updated_at = tables.DateTimeColumn(verbose_name=_("Updated"), attrs={"td": {"class": "nowrap"}})

    class Meta(Table.Meta):
        model = Dataset
        fields = ("name", "rows", "size", "version", "updated_at")
        order_by = "-updated_at"

    def render_name(self, value: str, record: Any) -> str:
        url = reverse("datasets:detail", args=[record.project_id, record.pk])
        link = format_html('<a class="fw-medium" href="{}">{}</a>', url, value)
        if not record.description:
            return link
        note = format_html('<div class="text-secondary small">{}</div>', record.description[:120])
        return format_html("{}{}", link, note)

    def render_rows(self, value: int) -> str:
        return rendering.show(value)

    def render_size(self, value: int) -> str:
        return rendering.number(Num(value=float(value), style="bytes"))

"""The list of demand fits."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Num
from apps.core.rendering import show
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.jobs.models import Job, State

LONGEST = 90


class FitTable(Table):
    """Each fit with its equation, how well it predicts, and what to do with it."""

    caption = _("Demand fits")
    title = tables.Column(verbose_name=_("Fit"))
    state = tables.Column(verbose_name=_("State"))
    equation = tables.Column(
        verbose_name=_("Equation"), accessor="summary", orderable=False, empty_values=()
    )
    quality = tables.Column(
        verbose_name=_("Predictive R²"), accessor="summary", orderable=False, empty_values=()
    )
    created_at = tables.DateTimeColumn(verbose_name=_("When"), format="Y-m-d H:i")
    actions = tables.Column(verbose_name=_("Use"), accessor="pk", orderable=False, empty_values=())

    class Meta(Table.Meta):
        model = Job
        fields = ("title", "state", "equation", "quality", "created_at", "actions")
        order_by = "-created_at"

    def render_title(self, value: str, record: Job) -> str:
        url = reverse("jobs:detail", args=[record.project_id, record.pk])
        return format_html('<a href="{}" class="fw-medium">{}</a>', url, value)

    def render_state(self, record: Job) -> str:
        return state_badge(record.state, record.get_state_display())

    def render_equation(self, record: Job) -> str:
        lines = [_short(line) for line in record.summary.get("equations", [])[:3]]
        return format_html_join(
            "", '<div class="equation-line">{}</div>', ((line,) for line in lines)
        )

    def render_quality(self, record: Job) -> str:
        found = [target.get("predictive_r2") for target in record.summary.get("targets", [])[:3]]
        shown = [show(Num(value=value, digits=4)) for value in found if value is not None]
        return ", ".join(shown) or "–"

    def render_actions(self, record: Job) -> str:
        if record.state != State.SUCCEEDED:
            return ""
        links = [
            (f"{reverse('jobs:compare', args=[record.project_id])}?a={record.pk}", _("Compare"))
        ]
        model = getattr(record, "model", None)
        if model is not None:
            url = reverse("modelhub:predict", args=[record.project_id, model.pk])
            links.insert(0, (url, _("Predict")))
        return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def empty_list(project: Any, may_run: bool) -> dict[str, Any]:
    """What the list says while there is no fit."""
    return {
        "icon": "chart-dots",
        "title": _("No demand fits yet"),
        "text": _(
            "A fit says how demand changes with what you know of a market, and how sure that is."
        ),
        "action_url": reverse("research:demand_new", args=[project.pk]) if may_run else "",
        "action_label": _("Fit demand"),
    }

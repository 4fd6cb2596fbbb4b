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
from apps.research.domain import demand

LONGEST = 90
MOST_NAMES = 4
NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
ONE_LINE = {"td": {"class": "text-nowrap"}}


class FitTable(Table):
    """Each fit with its equation, how well it predicts, and what to do with it."""

    caption = _("Demand fits")
    data_names: dict[str, str] = {}  # by version id; the view fills it for its page
    title = tables.Column(verbose_name=_("Fit"), attrs={"td": {"class": "cell-wide"}})
    state = tables.Column(verbose_name=_("State"))
    target = tables.Column(
        verbose_name=_("Target"), accessor="inputs", orderable=False, empty_values=()
    )
    predictors = tables.Column(
        verbose_name=_("Predictors"), accessor="inputs", orderable=False, empty_values=()
    )
    r2 = tables.Column(
        verbose_name="R²", accessor="summary", orderable=False, empty_values=(), attrs=NUMBER
    )
    predictive_r2 = tables.Column(
        verbose_name=_("Predictive R²"),
        accessor="summary",
        orderable=False,
        empty_values=(),
        attrs=NUMBER,
    )
    data = tables.Column(
        verbose_name=_("Data"), accessor="inputs", orderable=False, empty_values=()
    )
    created_at = tables.DateTimeColumn(verbose_name=_("When"), attrs=ONE_LINE)
    actions = tables.Column(
        verbose_name=_("Use"), accessor="pk", orderable=False, empty_values=(), attrs=ONE_LINE
    )

    class Meta(Table.Meta):
        model = Job
        fields = ("title", "state", "target", "predictors", "r2", "predictive_r2", "data",
            "created_at", "actions",
        )  # fmt: skip
        order_by = "-created_at"

    def render_title(self, value: str, record: Job) -> str:
        url = reverse("jobs:detail", args=[record.project_id, record.pk])
        equations = "; ".join(_short(line) for line in record.summary.get("equations", [])[:3])
        return format_html(
            '<a href="{}" class="fw-medium" title="{}">{}</a>', url, equations, value
        )

    def render_state(self, record: Job) -> str:
        return state_badge(record.state, record.get_state_display())

    def render_target(self, record: Job) -> str:
        return ", ".join(demand.roles_of(record).get("target", [])) or "–"

    def render_predictors(self, record: Job) -> str:
        names = demand.roles_of(record).get("predictors", [])
        more = " …" if len(names) > MOST_NAMES else ""
        return (", ".join(names[:MOST_NAMES]) + more) or "–"

    def render_r2(self, record: Job) -> str:
        return _figure(record, "r2")

    def render_predictive_r2(self, record: Job) -> str:
        return _figure(record, "predictive_r2")

    def render_data(self, record: Job) -> str:
        return self.data_names.get(demand.data_id(record), "–")

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


def _figure(record: Job, key: str) -> str:
    found = [target.get(key) for target in record.summary.get("targets", [])[:3]]
    shown = [show(Num(value=value, digits=3)) for value in found if value is not None]
    return ", ".join(shown) or "–"


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

"""The list of jobs."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Num
from apps.core.rendering import render, show
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.jobs.domain import cron
from apps.jobs.domain.kinds import is_quiet
from apps.jobs.domain.queries import engine_label
from apps.jobs.models import Job, Schedule


class JobTable(Table):
    """Title, state, engine, who, when, how long, and the star of those that are kept."""

    caption = _("Jobs")
    title = tables.Column(verbose_name=_("Job"))
    state = tables.Column(verbose_name=_("State"))
    engine_key = tables.Column(verbose_name=_("Engine"))
    created_by = tables.Column(verbose_name=_("Started by"), default="–")
    created_at = tables.DateTimeColumn(
        verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}}
    )
    took = tables.Column(
        verbose_name=_("Took"), accessor="started_at", orderable=False, empty_values=()
    )
    kept = tables.TemplateColumn(
        template_name="jobs/keep_star.html", verbose_name=_("Kept"), orderable=False,
        extra_context=lambda record: {"may_be_kept": not is_quiet(record)},
        attrs={"td": {"class": "job-keep-cell"}},
    )  # fmt: skip

    class Meta(Table.Meta):
        model = Job
        fields = ("title", "state", "engine_key", "created_by", "created_at", "took", "kept")
        order_by = "-created_at"

    def render_title(self, value: str, record: Job) -> str:
        url = reverse("jobs:detail", args=[record.project_id, record.pk])
        return format_html('<a href="{}" class="fw-medium">{}</a>', url, value)

    def render_state(self, record: Job) -> str:
        return state_badge(record.state, record.get_state_display())

    def render_engine_key(self, value: str) -> str:
        return render(engine_label(value))

    def render_took(self, record: Job) -> str:
        if record.started_at is None or record.finished_at is None:
            return "–"
        seconds = (record.finished_at - record.started_at).total_seconds()
        return show(Num(value=max(seconds, 0.0), style="seconds", digits=3))


def empty_list(project: Any, may_run: bool) -> dict[str, Any]:
    """What the list says while there is no job."""
    return {
        "icon": "player-play",
        "title": _("No jobs yet"),
        "text": _("A job is one run of a model or of an import. It appears here once it starts."),
        "action_url": reverse("jobs:new", args=[project.pk]) if may_run else "",
        "action_label": _("Start a run"),
    }


class ScheduleTable(Table):
    """Name, times, next time, what happened last, who."""

    caption = _("Schedules")
    name = tables.Column(verbose_name=_("Schedule"))
    expression = tables.Column(verbose_name=_("When"), orderable=False)
    next_run_at = tables.DateTimeColumn(
        verbose_name=_("Next time"), attrs={"td": {"class": "text-nowrap"}}, empty_values=()
    )
    last_note = tables.Column(verbose_name=_("Last time"), orderable=False, default="–")
    created_by = tables.Column(verbose_name=_("Made by"), default="–")

    class Meta(Table.Meta):
        model = Schedule
        fields = ("name", "expression", "next_run_at", "last_note", "created_by")
        order_by = "name"

    def render_name(self, value: str, record: Schedule) -> str:
        url = reverse("jobs:schedule", args=[record.project_id, record.pk])
        return format_html('<a href="{}" class="fw-medium">{}</a>', url, value)

    def render_expression(self, value: str, record: Schedule) -> str:
        words = render(cron.in_words(value))
        return format_html('{}<div class="text-secondary small">{}</div>', words, record.time_zone)

    def render_next_run_at(self, value: Any, record: Schedule) -> Any:
        if not record.enabled or value is None:
            return state_badge("paused", "")
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")

    def render_last_note(self, value: Any) -> str:
        return render(value)

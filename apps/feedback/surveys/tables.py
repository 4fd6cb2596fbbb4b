"""The list of surveys."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.feedback.surveys.models import Survey


class SurveyTable(Table):
    """Each survey with its state and how many answers it has."""

    caption = _("Surveys")
    title = tables.Column(_("Survey"))
    state = tables.Column(_("State"))
    complete = tables.Column(_("Complete answers"), attrs={"td": {"class": "num"},
                                                           "th": {"class": "num"}})  # fmt: skip
    updated_at = tables.DateTimeColumn(verbose_name=_("Changed"), short=True)

    class Meta(Table.Meta):
        model = Survey
        fields = ("title", "state", "complete", "updated_at")
        sequence = fields
        order_by = "-updated_at"

    def render_title(self, record: Survey) -> str:
        url = reverse("feedback:survey", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.title)

    def render_state(self, record: Survey) -> str:
        return state_badge(f"survey_{record.state}")


class SurveyFilter(django_filters.FilterSet):
    """Search in names, and a state."""

    q = django_filters.CharFilter(
        label=_("Search"), field_name="title", lookup_expr="icontains",
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Survey.State.choices, empty_label=_("All")
    )

    class Meta:
        model = Survey
        fields = ("q", "state")

"""Which column of a table of feedback holds what, and what holds for the whole table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.datasets.intakes.forms import ColumnsForm
from apps.datasets.models import DatasetVersion
from apps.feedback.records.intakes.columns import KINDS, Plan, guess
from apps.feedback.records.models import FeedbackRecord
from apps.projects.fields import CountryField
from apps.projects.forms import offer_markets


class PlanForm(ColumnsForm):
    """Which column holds what, and what holds for the whole table."""

    kinds, guess = KINDS, guess

    source = forms.CharField(
        label=_("Source of the whole table"),
        max_length=120,
        required=False,
        help_text=_("Such as App Store. Rows that name their own source keep it."),
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=FeedbackRecord.Channel.choices,
        initial=FeedbackRecord.Channel.IMPORT,
    )
    country = CountryField(
        label=_("Market of the whole table"),
        required=False,
        help_text=_("Rows that name their own market keep it."),
    )
    number_max = forms.FloatField(
        label=_("Highest rating"),
        required=False,
        min_value=0,
        help_text=_("Such as 5 for stars, 10 for a likelihood to recommend."),
    )

    def __init__(self, *args: Any, version: DatasetVersion, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        offer_markets(self, version.project)
        if not self.is_bound:
            self.fields["source"].initial = (version.dataset.source or version.dataset.name)[:120]

    @property
    def plan(self) -> Plan:
        sent = self.cleaned_data
        return Plan(
            columns=self.chosen,
            channel=sent["channel"],
            source=" ".join(sent["source"].split()),
            country=sent["country"],
            number_max=sent["number_max"],
        )

"""Which column of a table of figures holds what, and what holds for the whole table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.datasets.intakes.forms import ColumnsForm
from apps.datasets.models import DatasetVersion
from apps.promotion.intakes.columns import KINDS, Plan, guess
from apps.promotion.models import Campaign, Channel


class PlanForm(ColumnsForm):
    """Which column holds what, and what holds for the whole table."""

    kinds, guess = KINDS, guess
    campaign = forms.ModelChoiceField(
        label=_("Campaign of the whole table"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label="–",
        help_text=_("Rows that name their own campaign keep it."),
    )
    channel = forms.ModelChoiceField(
        label=_("Channel of the whole table"),
        queryset=Channel.objects.none(),
        required=False,
        empty_label="–",
        help_text=_("Rows that name their own channel keep it."),
    )
    existing = forms.ChoiceField(
        label=_("Days that are there already"),
        choices=[("update", _("Change them to the table")), ("skip", _("Leave them as they are"))],
        help_text=_("Those of the same campaign, channel and day. Empty cells change nothing."),
    )

    def __init__(self, *args: Any, version: DatasetVersion, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        for name, model in (("campaign", Campaign), ("channel", Channel)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = model.objects.filter(project=version.project_id).order_by("name")

    @property
    def plan(self) -> Plan:
        sent = self.cleaned_data
        campaign, channel = (str(sent[name].pk) if sent[name] else "" for name in
                             ("campaign", "channel"))  # fmt: skip
        return Plan(
            columns=self.chosen, campaign=campaign, channel=channel, existing=sent["existing"]
        )

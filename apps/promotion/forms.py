"""The forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.crm.fields import LanguageField
from apps.projects.collections.forms import RecordForm
from apps.projects.fields import CountryField, CurrencyField
from apps.promotion import models


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def amount_field(label: Any, words: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=16, decimal_places=4,
        localize=False, help_text=words,
    )  # fmt: skip


class ChannelForm(RecordForm):
    class Meta:
        model = models.Channel
        fields = ("name", "kind", "medium", "note")
        labels = {"name": _("Name"), "kind": _("Kind"), "note": _("Note")}
        help_texts = {
            "medium": _("What utm_medium says in links of this channel: cpc, email, print."),
        }


class CampaignForm(RecordForm):
    market = CountryField(label=_("Market"))
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    budget = amount_field(_("Budget"))
    currency = CurrencyField(label=_("Currency"))

    class Meta:
        model = models.Campaign
        fields = ("name", "market", "goal", "audience", "starts_on", "ends_on", "budget",
                  "currency", "state", "owner", "note")  # fmt: skip
        labels = {"name": _("Name"), "state": _("State"), "owner": _("Owner"), "note": _("Note")}
        widgets = {
            "goal": forms.Textarea(attrs={"rows": 2}),
            "audience": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "goal": _("What is to be different afterwards, as a figure if you can."),
            "audience": _("Whom it is for."),
        }


class CreativeForm(RecordForm):
    linked = ("campaign", "channel")
    language = LanguageField(label=_("Language"))
    landing_url = forms.URLField(
        label=_("Address that it leads to"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = models.Creative
        fields = ("campaign", "channel", "name", "language", "headline", "body", "landing_url")
        labels = {
            "campaign": _("Campaign"),
            "channel": _("Channel"),
            "name": _("Name"),
            "headline": _("Headline"),
            "body": _("Text"),
        }
        help_texts = {"name": _("For your team; customers do not see it.")}


class OutcomeForm(RecordForm):
    linked = ("campaign", "channel")
    day = day_field(pgettext_lazy("calendar", "Day"))
    spend = amount_field(
        _("Spend"), _("In the campaign's currency. Leave empty what nobody measured.")
    )
    revenue = amount_field(_("Revenue"))

    class Meta:
        model = models.Outcome
        fields = ("campaign", "channel", "day", "spend", "impressions", "clicks", "conversions",
                  "revenue")  # fmt: skip
        labels = {
            "campaign": _("Campaign"),
            "channel": _("Channel"),
            "impressions": _("Times shown"),
            "clicks": _("Clicks"),
            "conversions": _("Conversions"),
        }


class DecisionForm(forms.Form):
    """What is decided on a creative, as it was ``seen``."""

    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you refuse."),
    )

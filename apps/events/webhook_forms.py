"""The forms of the webhook pages."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core import catalogue
from apps.core.rendering import render
from apps.events.models import WebhookEndpoint
from apps.projects.domain.errors import Refused


class WebhookForm(forms.Form):
    """Where to, and what of."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://crm.example/hooks/lepton"}),
        help_text=_("Each event is sent there as a POST request. Use https."),
    )
    description = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("How you call the receiver, such as 'CRM'."),
    )
    everything = forms.BooleanField(
        label=_("All events, also kinds that are added later"), required=False, initial=True
    )
    kinds = forms.MultipleChoiceField(
        label=_("Or only these events"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, endpoint: WebhookEndpoint | None = None, **kwargs: Any) -> None:
        if endpoint is not None:
            everything = WebhookEndpoint.ALL in endpoint.kinds
            kwargs["initial"] = {
                "url": endpoint.url,
                "description": endpoint.description,
                "everything": everything,
                "kinds": [] if everything else endpoint.kinds,
            }
        super().__init__(*args, **kwargs)
        choices = [(kind.key, kind.name) for kind in catalogue.for_webhooks()]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What ``domain.endpoints`` takes."""
        data = self.cleaned_data
        return {
            "url": data["url"].strip(),
            "description": data["description"],
            "kinds": [WebhookEndpoint.ALL] if data["everything"] else data["kinds"],
        }

    def show_refusal(self, refused: Refused) -> None:
        self.add_error(refused.field or None, render(refused.message))


class ReplayForm(forms.Form):
    """From when on failed deliveries are sent again."""

    since = forms.DateField(
        label=_("Failed since"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def clean_since(self) -> datetime:
        """The day's first moment where the person is. The calendar's first day begins too early
        for UTC in the east, and a database that keeps UTC cannot compare with it.
        """
        begins = timezone.make_aware(datetime.combine(self.cleaned_data["since"], time()))
        try:
            return begins.astimezone(UTC)
        except OverflowError:
            raise ValidationError(self.fields["since"].error_messages["invalid"]) from None

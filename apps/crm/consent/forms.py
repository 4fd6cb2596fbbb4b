"""What is written down of consent, and what is put on the suppression list or taken off it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.crm.consent.facts import Statement
from apps.crm.consent.purposes import purposes
from apps.crm.models import Basis, Consent, Suppression
from apps.projects.domain.errors import Refused
from apps.projects.fields import CountryField
from apps.projects.models import Project


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RefusableForm(forms.Form):
    """A form that shows what ``domain`` refused."""

    def show_refusal(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))


class ConsentForm(RefusableForm):
    purpose = forms.ChoiceField(label=_("Purpose"), choices=[])
    decision = forms.ChoiceField(
        label=_("Decision"), choices=Consent.Decision.choices, initial=Consent.Decision.GIVEN
    )
    basis = forms.ChoiceField(
        label=_("Lawful basis"),
        required=False,
        choices=[one for one in Basis.choices if one[0] != Basis.NOT_NEEDED],
        initial=Basis.CONSENT,
        help_text=_("GDPR Article 6(1)."),
    )
    said_on = forms.DateField(label=_("Said on"), required=False, widget=day_input())
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("Such as the form, page or conversation. Needed where consent is given."),
    )
    expires_on = forms.DateField(
        label=_("Counts until"), required=False, widget=day_input(), help_text=_("Empty: no end.")
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was agreed to, in its own words."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = self.fields["purpose"]
        assert isinstance(purpose, forms.ChoiceField)  # noqa: S101 - for the type checker
        purpose.choices = list(purposes(project.pk).items())
        self.fields["said_on"].initial = timezone.localdate()

    @property
    def statement(self) -> Statement:
        sent = self.cleaned_data
        day = sent["said_on"]
        at = timezone.now()
        if day and day != timezone.localdate():
            at = timezone.make_aware(datetime.combine(day, time(12)))
        return Statement(
            purpose=sent["purpose"],
            decision=sent["decision"],
            basis=sent["basis"] or Basis.CONSENT,
            source=sent["source"],
            evidence=sent["evidence"],
            at=at,
            expires_on=sent["expires_on"],
        )


class AddressForm(RefusableForm):
    """An e-mail address or a phone number, told apart by the @."""

    address = forms.CharField(
        label=_("E-mail address or phone"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("A phone number with its country code. The address itself is not kept."),
    )

    @property
    def channel(self) -> str:
        return "email" if "@" in self.cleaned_data["address"] else "phone"

    def show_refusal(self, refused: Refused) -> None:
        where = "address" if refused.field in ("email", "phone") else refused.field
        self.add_error(where if where in self.fields else None, render(refused.message))


class SuppressForm(AddressForm):
    country = CountryField(
        label=_("Country"), required=False, help_text=_("Of a phone number without its code.")
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=Suppression.Reason.choices)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("Name nobody here: the note is kept when the person is erased."),
    )


class LiftForm(RefusableForm):
    lifted_why = forms.CharField(
        label=_("Why it is lifted"),
        max_length=300,
        help_text=_("Such as: signed up again themselves on 3 May."),
    )


class PurposeForm(RefusableForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    key = forms.CharField(
        label=_("Key for programs"),
        required=False,
        max_length=40,
        help_text=_("a-z, 0-9 and -. Empty: made of the name."),
    )

"""The forms of companies, contacts and leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.crm.domain.values import MOST_EMPLOYEES
from apps.crm.fields import CompanyField, LanguageField, OwnFieldsField, TagsField
from apps.crm.models import Basis, Company, Contact, Lead
from apps.projects.collections.forms import WrittenForm
from apps.projects.fields import CountryField


class PartyForm(WrittenForm):
    """What companies and contacts have in common. Values are checked again by ``domain``."""

    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=60,
        help_text=_("With its country code (+49 …), or as it is dialled in the country below."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    country = CountryField(label=_("Country"), required=False)
    language = LanguageField(label=_("Language"), required=False)
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Separated by commas."))
    attributes = OwnFieldsField(
        label=_("Own fields"),
        required=False,
        help_text=_("One on each line, such as: segment: retail"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        assert isinstance(language, LanguageField)  # noqa: S101 - for the type checker
        language.stored = self.instance.language


SHARED = ("email", "phone", "country", "language", "website", "owner", "tags", "note", "attributes")
LABELS = {
    "email": _("E-mail address"),
    "owner": _("Owner"),
    "note": _("Note"),
    "name": _("Name"),
    "industry": _("Industry"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "job_title": _("Job title"),
    "organisation": _("Organisation"),
    "sector": _("Sector"),
    "source": _("Source"),
    "basis_note": _("About the lawful basis"),
    "basis_date": _("Lawful since"),
    "state_reason": _("Reason"),
}


class ContactForm(PartyForm):
    company = CompanyField(label=_("Company"), required=False, max_length=200)

    class Meta:
        model = Contact
        fields = ("given_name", "family_name", "job_title", "company", *SHARED)
        labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        company = self.fields["company"]
        assert isinstance(company, CompanyField)  # noqa: S101 - for the type checker
        company.within(Company.objects.filter(project=self.project), "known-companies")
        self.suggestions = company.suggestions


class LeadForm(PartyForm):
    """``converted`` is no state to choose: it is reached by converting, and stays."""

    employees = forms.IntegerField(
        label=_("Employees"), required=False, min_value=0, max_value=MOST_EMPLOYEES
    )
    basis = forms.ChoiceField(
        label=_("Lawful basis"),
        required=False,
        choices=[("", "–"), *Basis.choices],
        help_text=_("GDPR Article 6(1). Needed as soon as a person is named or can be reached."),
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=Lead.State.choices)

    class Meta:
        model = Lead
        fields = (
            "organisation", "sector", "given_name", "family_name", "job_title", "employees",
            *SHARED[:6], "source", "basis", "basis_note", "basis_date", "state", "state_reason",
            *SHARED[6:],
        )  # fmt: skip
        labels = LABELS
        widgets = {"basis_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)  # noqa: S101 - for the type checker
        converted = self.instance.state == Lead.State.CONVERTED
        state.choices = [
            (value, label)
            for value, label in Lead.State.choices
            if (value == Lead.State.CONVERTED) == converted
        ]
        self.fields["source"].help_text = _("Such as the fair, list or page that it comes from.")
        self.fields["state_reason"].help_text = _("Needed for a lead that is dropped.")

    def clean_state(self) -> str:
        return str(self.cleaned_data["state"] or self.instance.state)


class CompanyForm(PartyForm):
    employees = forms.IntegerField(
        label=_("Employees"), required=False, min_value=0, max_value=MOST_EMPLOYEES
    )

    class Meta:
        model = Company
        fields = ("name", "industry", "employees", *SHARED)
        labels = LABELS

"""The forms of deals, activities and stages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.crm.consent.forms import RefusableForm, day_input
from apps.crm.deals.stages import Wording, label, stages
from apps.crm.fields import CompanyField, ContactField
from apps.crm.models import Activity, Company, Contact, Deal, DealStage
from apps.projects.collections.forms import WrittenForm
from apps.projects.fields import CountryField, CurrencyField
from apps.projects.models import Project


class DealForm(WrittenForm):
    company = CompanyField(label=_("Company"), required=False, max_length=200)
    contact = ContactField(
        label=_("Contact"),
        required=False,
        max_length=254,
        help_text=_("By e-mail address, or by name where only one has it."),
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=[])
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=0, max_digits=17, decimal_places=2
    )
    currency = CurrencyField(label=_("Currency"), required=False)
    probability = forms.IntegerField(
        label=_("Probability in %"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Empty: that of the stage."),
    )
    market = CountryField(label=_("Market"), required=False)

    class Meta:
        model = Deal
        fields = (
            "name", "stage", "company", "contact", "amount", "currency", "probability",
            "expected_on", "market", "owner", "reason", "note",
        )  # fmt: skip
        labels = {
            "name": _("Name"),
            "expected_on": _("Expected close"),
            "owner": _("Owner"),
            "reason": _("Why it was won or lost"),
            "note": _("Note"),
        }
        widgets = {"expected_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        company, contact = self.fields["company"], self.fields["contact"]
        assert isinstance(company, CompanyField)  # noqa: S101 - for the type checker
        assert isinstance(contact, ContactField)  # noqa: S101 - for the type checker
        company.within(Company.objects.filter(project=self.project), "known-companies")
        contact.within(Contact.objects.filter(project=self.project))
        self.suggestions = company.suggestions
        stage = self.fields["stage"]
        assert isinstance(stage, forms.ChoiceField)  # noqa: S101 - for the type checker
        stage.choices = [(one.key, label(one)) for one in stages(self.project.pk)]
        if self.instance.stage_id:
            self.initial["stage"] = self.instance.stage.key
        else:
            self.initial.setdefault("currency", self.project.currency)


class ActivityForm(WrittenForm):
    """``links`` are the records that it is about: they come with the address."""

    class Meta:
        model = Activity
        fields = ("kind", "subject", "due_on", "owner", "text")
        labels = {
            "kind": _("Kind"),
            "subject": _("What it is about"),
            "due_on": _("Due on"),
            "owner": _("Owner"),
            "text": _("Text"),
        }
        widgets = {"due_on": day_input(), "text": forms.Textarea(attrs={"rows": 5})}


class MoveForm(RefusableForm):
    """A deal goes to another stage."""

    stage = forms.ChoiceField(label=_("Stage"), choices=[])
    reason = forms.CharField(
        label=_("Why it was won or lost"),
        required=False,
        max_length=300,
        help_text=_("Needed where the deal is lost."),
    )

    def __init__(self, *args: Any, deal: Deal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        assert isinstance(stage, forms.ChoiceField)  # noqa: S101 - for the type checker
        stage.choices = [(one.key, label(one)) for one in stages(deal.project_id)]
        stage.initial = deal.stage.key
        self.fields["reason"].initial = deal.reason


class StagesForm(RefusableForm):
    """What each stage is called and worth, and one more."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stages = stages(project.pk)
        for one in self.stages:
            self.fields[f"name_{one.key}"] = forms.CharField(
                label=gettext("Name of '{stage}'").format(stage=label(one)),
                max_length=80,
                initial=one.name,
            )
            if one.outcome == DealStage.Outcome.OPEN:
                self.fields[f"chance_{one.key}"] = forms.IntegerField(
                    label=gettext("Probability of '{stage}' in %").format(stage=label(one)),
                    min_value=0,
                    max_value=100,
                    initial=one.probability,
                )
        self.fields["new_name"] = forms.CharField(
            label=_("Another stage"), required=False, max_length=80,
            help_text=_("It stands before those that end a deal."),
        )  # fmt: skip
        self.fields["new_chance"] = forms.IntegerField(
            label=_("Its probability in %"), required=False, min_value=0, max_value=100, initial=50
        )

    @property
    def wordings(self) -> dict[str, Wording]:
        sent = self.cleaned_data
        return {
            one.key: Wording(sent[f"name_{one.key}"], sent.get(f"chance_{one.key}", 0))
            for one in self.stages
        }

    @property
    def added(self) -> Wording | None:
        name = self.cleaned_data["new_name"]
        return Wording(name, self.cleaned_data["new_chance"] or 0) if name else None

"""What a person says where leads are converted, dropped, or made from a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.crm.domain.leads import TO_COME, Duplicates, is_to_come
from apps.crm.models import Basis, Lead
from apps.crm.prospects.columns import KINDS, Plan, guess
from apps.datasets.intakes.forms import ColumnsForm
from apps.datasets.models import DatasetVersion
from apps.projects.domain.errors import Refused
from apps.reference import countries


class SeenForm(forms.Form):
    """A form on a lead that knows which state of it the reader saw."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lead: Lead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = lead.updated_at.isoformat()

    def clean_seen(self) -> datetime | None:
        text = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            raise forms.ValidationError(gettext("Reload the page and try again.")) from None

    def show_conflict(self, current: Lead) -> None:
        """Refuse, and let the next try win knowingly."""
        self.add_error(
            None,
            gettext("Somebody else changed this lead after you opened it. Look, then send again."),
        )
        self.data = {**dict(self.data.items()), "seen": current.updated_at.isoformat()}

    def show_refusal(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))


class DropForm(SeenForm):
    state_reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Such as: no need, no budget, bought elsewhere."),
    )


class ConvertForm(SeenForm):
    """For company and contact: one that is there, a new one, or none."""

    company = forms.ChoiceField(label=_("Company"), widget=forms.RadioSelect, choices=[])
    contact = forms.ChoiceField(label=_("Contact"), widget=forms.RadioSelect, choices=[])

    def __init__(self, *args: Any, lead: Lead, alike: Duplicates, **kwargs: Any) -> None:
        super().__init__(*args, lead=lead, **kwargs)
        person = any([lead.given_name, lead.family_name, lead.email, lead.phone])
        taken = any(lead.email and row.email == lead.email for row in alike.contacts)
        self._offer("company", alike.companies, new=bool(lead.organisation), name=lead.organisation)
        self._offer("contact", alike.contacts, new=person and not taken, name=lead.name)

    def _offer(self, field: str, rows: Iterable[Any], *, new: bool, name: str) -> None:
        offered = [(str(row.pk), _described(row)) for row in rows]
        if new:
            offered.append(("new", gettext("Make a new one: {name}").format(name=name)))
        offered.append(("none", gettext("None")))
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - for the type checker
        chosen.choices = offered
        chosen.initial = offered[0][0]

    def clean_company(self) -> Any:
        return _choice(self.cleaned_data["company"])

    def clean_contact(self) -> Any:
        return _choice(self.cleaned_data["contact"])


def _choice(value: str) -> Any:
    return value if value in ("new", "none") else UUID(value)


def _described(row: Any) -> str:
    """A record as a person tells it from others of its name."""
    lang = get_language() or "en"
    parts = [row.name, row.email if row.email != row.name else "",
             countries.name(row.country, lang) if row.country else ""]  # fmt: skip
    return gettext("Already here: {known}").format(known=" · ".join(part for part in parts if part))


class PlanForm(ColumnsForm):
    """Which column holds what, and what holds for the whole table."""

    kinds, guess = KINDS, guess

    source = forms.CharField(
        label=_("Source of the whole table"),
        max_length=200,
        required=False,
        help_text=_("Such as the fair or list. Rows that name their own source keep it."),
    )
    basis = forms.ChoiceField(
        label=_("Lawful basis of the whole table"),
        required=False,
        choices=[("", _("None: a column says it")), *Basis.choices],
        help_text=_("GDPR Article 6(1). Rows that name their own lawful basis keep it."),
    )
    basis_note = forms.CharField(
        label=_("About the lawful basis"),
        max_length=300,
        required=False,
        help_text=_("Such as the text of the consent, or the interest that was weighed."),
    )
    basis_date = forms.DateField(
        label=_("Lawful since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    existing = forms.ChoiceField(
        label=_("Leads that are there already"),
        choices=[("skip", _("Leave them as they are")), ("update", _("Change them to the table"))],
        initial="skip",
        help_text=_("Those with the same e-mail address, or the same name and country."),
    )

    def __init__(self, *args: Any, version: DatasetVersion, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        if not self.is_bound:
            self.fields["source"].initial = version.dataset.source[:200] or version.dataset.name

    @property
    def plan(self) -> Plan:
        sent = self.cleaned_data
        since = sent["basis_date"]
        return Plan(
            columns=self.chosen,
            source=" ".join(sent["source"].split()),
            basis=sent["basis"],
            basis_note=" ".join(sent["basis_note"].split()),
            basis_date=since.isoformat() if since else "",
            existing=sent["existing"],
        )

    def clean_basis_date(self) -> date | None:
        day: date | None = self.cleaned_data["basis_date"]
        if day and is_to_come(day):
            raise forms.ValidationError(render(TO_COME))
        return day

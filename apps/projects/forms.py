"""The forms of the project pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.rendering import render
from apps.projects.domain.errors import Refused
from apps.projects.domain.stages import ORDER, next_stage, position
from apps.projects.fields import CountriesField, CountryField, CurrencyField
from apps.projects.models import MarketEntry, Membership, Product, Project, Role
from apps.reference import countries


class CreateProjectForm(forms.Form):
    """What a project needs to start."""

    name = forms.CharField(label=_("Project name"), max_length=120)
    product_name = forms.CharField(label=_("Product name"), max_length=120)
    product_summary = forms.CharField(
        label=_("What it is and for whom"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences. You can write this later."),
    )
    home_country = CountryField(
        label=_("Home market"), help_text=_("Where the product is sold first.")
    )
    candidates = CountriesField(
        label=_("Candidate markets"),
        required=False,
        help_text=_(
            "Names or codes in any language, separated by commas or new lines: Germany, JPN, 巴西."
        ),
    )
    currency = CurrencyField(
        label=_("Currency"), initial="USD", help_text=_("The currency of the project's figures.")
    )


class GuardedForm(forms.ModelForm):
    """An edit form that knows which state of the row the reader saw.

    ``seen`` travels with the form. When somebody else saved meanwhile, :meth:`show_conflict` makes
    the form say so and list the values that differ; what was typed stays and can be saved again.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    conflicts: list[tuple[str, str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts = []
        _show_no_choice_alike(self.fields)
        if not self.instance._state.adding:
            self.fields["seen"].initial = self.instance.updated_at.isoformat()

    def clean_seen(self) -> datetime | None:
        text = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            raise ValidationError(gettext("Reload the page and try again.")) from None

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned fields of the row."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def show_conflict(self, current: Any) -> None:
        """Refuse the save, list what is stored now, and let the next save win knowingly."""
        self.add_error(
            None,
            gettext(
                "Somebody else saved this after you opened it. Nothing you typed is lost: compare"
                " the values below and save again to keep yours."
            ),
        )
        self.conflicts = [
            (str(self.fields[name].label or name), _shown(current, name))
            for name in self._meta.fields or ()
            if getattr(current, name) != self.cleaned_data[name]
        ]
        data = dict(self.data.items())
        data[self.add_prefix("seen")] = current.updated_at.isoformat()
        self.data = data

    def show_refusal(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))


def _shown(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return str(value) if value not in (None, "") else "–"


def offer_members(field: Any, project_id: Any) -> None:
    """Let a field choose a person of the project, or nobody."""
    members = Membership.objects.filter(project_id=project_id)
    field.queryset = User.objects.filter(pk__in=members.values("user_id"))
    field.empty_label = gettext("Nobody yet")


def entry_choices(project: Project) -> list[tuple[str, str]]:
    """The markets of the project by name."""
    codes = MarketEntry.objects.filter(project=project).values_list("country", flat=True)
    return _by_name(codes)


def _by_name(codes: Iterable[str]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return sorted(((code, countries.name(code, language)) for code in codes), key=lambda p: p[1])


def offer_markets(form: forms.BaseForm, project: Project) -> None:
    """Let the form's fields of countries offer the project's own markets before the world."""
    fields = [field for field in form.fields.values() if isinstance(field, CountryField)]
    if fields:
        entries = MarketEntry.objects.filter(project=project).values_list("country", flat=True)
        own = _by_name({project.home_country, *entries} - {""})
        for field in fields:
            field.put_first(own)


NO_CHOICE = "–"


def _show_no_choice_alike(fields: Mapping[str, forms.Field]) -> None:
    """Django's own fields of a model say '---------' where nothing is chosen."""
    for field in fields.values():
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label == BLANK_CHOICE_DASH[0][1]:
                field.empty_label = NO_CHOICE
        elif isinstance(field, forms.TypedChoiceField):
            listed: list[Any] = list(cast(Iterable[Any], field.choices))
            if listed[:1] == BLANK_CHOICE_DASH:
                field.choices = [("", NO_CHOICE), *listed[1:]]


class ProjectForm(GuardedForm):
    """What the settings page changes of a project."""

    home_country = CountryField(label=_("Home market"))
    currency = CurrencyField(label=_("Currency"))

    class Meta:
        model = Project
        fields = ("name", "description", "home_country", "currency")
        labels = {"name": _("Project name"), "description": _("Description")}


class ProductForm(GuardedForm):
    """What is said of the product."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Product
        fields = ("name", "summary", "category", "website")
        labels = {
            "name": _("Product name"),
            "summary": _("What it is and for whom"),
            "category": _("Category"),
        }


class PlanForm(GuardedForm):
    """What is planned for a market: who, when, and a note."""

    class Meta:
        model = MarketEntry
        fields = ("owner", "target_launch", "note")
        widgets = {"target_launch": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "owner": _("Owner"),
            "target_launch": _("Target launch date"),
            "note": _("Note"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_members(self.fields["owner"], self.instance.project_id)


class AddMarketsForm(forms.Form):
    countries = CountriesField(
        label=_("Countries"),
        help_text=_(
            "Names or codes in any language, separated by commas or new lines: Germany, JPN, 巴西."
        ),
    )


class MoveForm(forms.Form):
    """A step of a market entry to another stage."""

    to_stage = forms.ChoiceField(label=_("Move to"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when a check is open, and for every step back."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, entry: MarketEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = position(entry.stage)
        ahead = next_stage(entry.stage)
        steps = ([ahead] if ahead else []) + list(reversed(ORDER[:here]))
        field = self.fields["to_stage"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(stage.value, _step(stage, here)) for stage in steps]
        self.fields["seen"].initial = entry.updated_at.isoformat()

    def clean_seen(self) -> datetime | None:
        text = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            raise ValidationError(gettext("Reload the page and try again.")) from None


def _step(stage: Any, here: int) -> str:
    words = gettext("Forward: {stage}") if position(stage) > here else gettext("Back: {stage}")
    return words.format(stage=stage.label)


class AddMemberForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Somebody who has no account yet gets an invitation."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.VIEWER)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class DeleteForm(forms.Form):
    confirm = forms.CharField(label=_("Project name"))

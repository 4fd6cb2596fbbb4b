"""The forms of the register: a competitor, what was seen of it, and what is compared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.projects.collections.forms import RecordForm
from apps.projects.fields import CountryField, CurrencyField
from apps.projects.models import Project
from apps.research import models
from apps.research.competitors.figures import own_name

OWN = "own"


class WhoseField(forms.ChoiceField):
    """A competitor of the project, or None for its own product."""

    def within(self, project: Project) -> None:
        self.rows = {
            str(row.pk): row
            for row in models.Competitor.objects.filter(project=project).order_by("name")
        }
        own = gettext("{name} (own product)").format(name=own_name(project))
        named = ((key, row.name) for key, row in self.rows.items())
        self.choices = [("", "–"), (OWN, own), *named]

    def clean(self, value: Any) -> models.Competitor | None:
        return self.rows.get(super().clean(value))


class CompetitorForm(RecordForm):
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    home_country = CountryField(label=_("Home country"), required=False)

    class Meta:
        model = models.Competitor
        fields = ("name", "website", "home_country", "note")
        labels = {"name": _("Name"), "note": _("Note")}


class SeenForm(RecordForm):
    """What all that was seen has: of whom, from where, when and by whom."""

    competitor = WhoseField(label=_("Competitor"))
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("A web address, or in words: price list at the Hanover fair."),
    )
    seen_on = forms.DateField(
        label=_("Seen on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    seen_by = forms.CharField(label=_("Seen by"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = self.fields["competitor"]
        assert isinstance(whose, WhoseField)  # noqa: S101 - for the type checker
        whose.within(self.project)
        if not self.instance._state.adding:
            self.initial["competitor"] = str(self.instance.competitor_id or OWN)
        else:
            self.initial.setdefault("seen_on", timezone.localdate())


class PriceForm(SeenForm):
    market = CountryField(label=_("Market"))
    amount = forms.DecimalField(
        label=_("Price"), min_value=0, max_digits=16, decimal_places=4, localize=False
    )
    currency = CurrencyField(label=_("Currency"))
    per = forms.CharField(
        label=_("Per"),
        required=False,
        max_length=60,
        help_text=_("Of what unit or period: month, 100 ml, seat and month. Empty: one piece."),
    )

    class Meta:
        model = models.Price
        fields = ("competitor", "market", "product", "amount", "currency", "per", "seen_on",
                  "seen_by", "source", "note")  # fmt: skip
        labels = {"product": _("Product or plan"), "note": _("Note")}


class FeatureForm(RecordForm):
    class Meta:
        model = models.Feature
        fields = ("name", "note")
        labels = {"name": _("Name"), "note": _("Note")}


class MarkForm(SeenForm):
    linked = ("feature",)

    class Meta:
        model = models.FeatureMark
        fields = ("feature", "competitor", "answer", "seen_on", "seen_by", "source", "note")
        labels = {"feature": _("Feature"), "answer": _("Answer"), "note": _("Note")}


class DimensionForm(RecordForm):
    class Meta:
        model = models.Dimension
        fields = ("name", "scale", "unit", "note")
        labels = {"name": _("Name"), "scale": _("Scale"), "unit": _("Unit"), "note": _("Note")}
        help_texts = {"unit": _("Only of what is measured: h, kg, %.")}


class PositionForm(SeenForm):
    linked = ("dimension",)
    market = CountryField(
        label=_("Market"), required=False, help_text=_("Empty: the same in all markets.")
    )
    value = forms.FloatField(label=_("Value"), help_text=_("A score lies between 0 and 10."))

    class Meta:
        model = models.Position
        fields = ("dimension", "competitor", "market", "value", "seen_on", "seen_by", "source",
                  "note")  # fmt: skip
        labels = {"dimension": _("Dimension"), "note": _("Note")}


class ImportForm(forms.Form):
    """Which column of a table is which part of a price."""

    PARTS = (
        ("competitor", _("Competitor"), True),
        ("market", _("Market"), True),
        ("product", _("Product or plan"), True),
        ("price", _("Price"), True),
        ("currency", _("Currency"), True),
        ("per", _("Per"), False),
        ("date", _("Seen on"), True),
        ("source", _("Source"), True),
    )

    def __init__(self, *args: Any, columns: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((name, name) for name in columns)]
        for name, label, needed in self.PARTS:
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=needed)
        self.fields["skip"] = forms.BooleanField(
            label=_("Leave out rows that have mistakes"), required=False
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        chosen = [str(found[name]) for name, *_rest in self.PARTS if found.get(name)]
        for name in sorted({one for one in chosen if chosen.count(one) > 1}):
            raise ValidationError(
                gettext("Column '{name}' is chosen twice. Choose another for one of them.").format(
                    name=name
                )
            )
        return found

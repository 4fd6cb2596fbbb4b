"""The forms of the plan. Fields are checked again, and rows are written, by ``records``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.projects.collections.forms import WrittenForm
from apps.projects.fields import CountriesField
from apps.projects.forms import entry_choices
from apps.projects.plan import models, moves
from apps.projects.plan.criteria import CriteriaField

MOST_NEEDS_OFFERED = 200


def day_input() -> forms.DateInput:
    """A date box of the browser's own."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(WrittenForm):
    """``linked`` are hidden fields that name the row above: by id, within the project."""

    linked: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.linked:
            self.row_field(name).widget = forms.HiddenInput()


class NeedForm(PlanForm):
    markets = CountriesField(
        label=_("Markets"),
        required=False,
        help_text=_(
            "Where it was heard. Names or codes in any language, separated by commas or new lines;"
            " empty: everywhere."
        ),
    )

    class Meta:
        model = models.Need
        fields = ("statement", "said_by", "kind", "importance", "markets", "state", "note")
        labels = {
            "statement": _("Need"),
            "said_by": _("Who says it"),
            "kind": _("From"),
            "importance": _("Importance"),
            "state": _("State"),
            "note": _("Note"),
        }
        help_texts = {
            "statement": _("One sentence: who wants what, and why."),
            "said_by": _("A group of customers, a partner, an authority, a study."),
        }

    def clean_markets(self) -> list[str]:
        return sorted(self.cleaned_data["markets"])


class ItemForm(PlanForm):
    """``markets`` is asked for a new item only: later they are changed one by one."""

    need_ids = forms.MultipleChoiceField(
        label=_("Needs that it answers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    markets = forms.MultipleChoiceField(
        label=_("Markets"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None: it is the same everywhere. More can be added later."),
    )  # fmt: skip
    effect_value = forms.FloatField(label=_("By how much"), required=False)
    target_on = forms.DateField(
        label=_("Target date"), required=False, widget=day_input(),
        help_text=_("The roadmap shows its quarter."),
    )  # fmt: skip

    class Meta:
        model = models.PlanItem
        fields = ("title", "kind", "goal", "need_ids", "scope", "requirement", "owner", "priority",
                  "target_on", "effect", "effect_direction", "effect_value",
                  "effect_unit")  # fmt: skip
        labels = {
            "title": _("Title"),
            "kind": _("Kind"),
            "goal": _("Goal"),
            "scope": _("Scope"),
            "requirement": _("Technical requirement"),
            "owner": _("Owner"),
            "priority": _("Priority"),
            "effect": _("Expected effect"),
            "effect_unit": _("Unit"),
            "effect_direction": _("Direction"),
        }
        help_texts = {
            "goal": _("What is better for whom once it is there."),
            "scope": _("What belongs to it, and what does not."),
            "requirement": _("What must be built, so that it can be tested."),
            "effect": _("In one sentence: returns from Germany fall by a tenth."),
            "effect_unit": _("%, EUR, orders a week."),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in
                   ("goal", "scope", "requirement")}  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_needs()
        markets = self.fields["markets"]
        assert isinstance(markets, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        markets.choices = entry_choices(self.project)
        if not self.instance._state.adding or not markets.choices:
            del self.fields["markets"]

    def _offer_needs(self) -> None:
        """Open needs, the most important first, and those that it answers already."""
        field = self.fields["need_ids"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        answered = self.instance.need_ids
        rows = models.Need.objects.filter(project=self.project)
        there = list(rows.filter(pk__in=answered)) if answered else []
        open_ones = rows.filter(state=models.Need.State.OPEN).exclude(pk__in=answered)
        there += open_ones.order_by("importance", "statement")[:MOST_NEEDS_OFFERED]
        field.choices = [(str(row.pk), row.statement) for row in there]
        self.initial.setdefault("need_ids", answered)
        if not there:
            field.widget = forms.MultipleHiddenInput()

    def clean_need_ids(self) -> list[str]:
        return sorted(self.cleaned_data["need_ids"])

    @property
    def chosen_markets(self) -> list[str]:
        found: list[str] = self.cleaned_data.get("markets") or []
        return found


class MarketForm(PlanForm):
    linked = ("item",)
    market = forms.ChoiceField(label=_("Market"))
    effect_value = forms.FloatField(
        label=_("Expected effect here"), required=False,
        help_text=_("In the unit of the item; empty: as everywhere."),
    )  # fmt: skip

    class Meta:
        model = models.ItemMarket
        fields = ("item", "market", "state", "target_on", "released_on", "effect_value", "note")
        labels = {
            "state": _("State"),
            "target_on": _("Target date here"),
            "released_on": _("Released on"),
            "note": _("Note"),
        }
        help_texts = {"target_on": _("Empty: that of the item.")}
        widgets = {"target_on": day_input(), "released_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        market = self.fields["market"]
        assert isinstance(market, forms.ChoiceField)  # noqa: S101 - for the type checker
        market.choices = [("", "–"), *entry_choices(self.project)]
        if not self.instance._state.adding:
            self.initial["market"] = self.instance.entry.country


class VerificationForm(PlanForm):
    linked = ("item",)
    link = forms.URLField(
        label=_("Test report"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = models.Verification
        fields = ("item", "criterion", "test_plan", "result", "tested_by", "tested_on", "link",
                  "note")  # fmt: skip
        labels = {
            "criterion": _("Acceptance criterion"),
            "test_plan": _("Test plan"),
            "result": _("Result"),
            "tested_by": _("Tested by"),
            "tested_on": _("Tested on"),
            "note": _("Note"),
        }
        help_texts = {
            "criterion": _("What must hold: a full charge takes less than 90 minutes."),
            "test_plan": _("Who tests it how, on what, how often."),
        }
        widgets = {
            "tested_on": day_input(),
            "test_plan": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }


class PilotForm(PlanForm):
    linked = ("item_market",)
    criteria = CriteriaField(
        label=_("Pass criteria"),
        help_text=_("What was seen stays empty until it was measured. The result follows."),
    )

    class Meta:
        model = models.Pilot
        fields = ("item_market", "starts_on", "ends_on", "criteria", "decision", "note")
        labels = {
            "starts_on": _("From"),
            "ends_on": _("To"),
            "decision": _("Decision"),
            "note": _("Note"),
        }
        widgets = {
            "starts_on": day_input(),
            "ends_on": day_input(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }


class MoveForm(forms.Form):
    """A step of an item. What is missing is shown beside it; an owner may go on anyway."""

    to_state = forms.ChoiceField(label=_("Move to"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed to go back, to drop it, and where something is missing."),
    )
    anyway = forms.BooleanField(
        label=_("Move on although something is missing (owners; it stays visible)"), required=False
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, item: models.PlanItem, owner: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = moves.offers(item)
        field = self.fields["to_state"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(offer.to.value, _step(offer)) for offer in self.offers]
        self.fields["seen"].initial = item.updated_at.isoformat()
        if not owner or not any(offer.lacking for offer in self.offers):
            del self.fields["anyway"]

    def clean_seen(self) -> datetime | None:
        text = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(text) if text else None
        except ValueError:
            raise ValidationError(gettext("Reload the page and try again.")) from None

    @property
    def step(self) -> moves.Step:
        """The step that was asked for."""
        return moves.Step(
            models.ItemState(self.cleaned_data["to_state"]),
            self.cleaned_data["reason"],
            bool(self.cleaned_data.get("anyway")),
        )

    def show_refusal(self, refused: Any) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))
        for point in getattr(refused, "points", ()):
            self.add_error(field, render(point))


def _step(offer: moves.Offer) -> str:
    if offer.forward:
        return gettext("Forward: {stage}").format(stage=offer.to.label)
    if offer.to == models.ItemState.DROPPED:
        return gettext("Drop it")
    return gettext("Back: {stage}").format(stage=offer.to.label)


class EvidenceForm(forms.Form):
    """A page to link to: of this project, where its kind is known, or elsewhere."""

    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Paste the address of a page: a run of this project, or one that begins with"
                    " https://."),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    label = forms.CharField(label=_("What it shows"), required=False, max_length=300)

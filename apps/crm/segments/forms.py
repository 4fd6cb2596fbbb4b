"""The form of a segment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.crm.consent.purposes import purposes
from apps.crm.deals.stages import label, stages
from apps.crm.fields import OwnFieldsField, TagsField
from apps.crm.models import Lead, Segment
from apps.crm.models.merging import PartyKind
from apps.crm.segments.rules import MOST_DAYS, Rules
from apps.projects.collections.forms import WrittenForm
from apps.projects.fields import CountriesField


class SegmentForm(WrittenForm):
    """``rules`` are asked for one by one; they are checked by ``records``."""

    of = forms.ChoiceField(label=_("Of"), choices=PartyKind.choices, initial=PartyKind.CONTACT)
    countries = CountriesField(
        label=_("Countries"),
        required=False,
        help_text=_(
            "Names or codes in any language, separated by commas or new lines: Germany, JPN, 巴西."
        ),
    )
    tags = TagsField(
        label=_("Tags"), required=False, help_text=_("Any of them. Separated by commas.")
    )
    consent = forms.ChoiceField(
        label=_("Consent"),
        required=False,
        choices=[],
        help_text=_("Only those who may be written to for this purpose."),
    )
    stages = forms.MultipleChoiceField(
        label=_("Stage"),
        required=False,
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of their deals; of leads their state. Any of them."),
    )
    active_within = forms.IntegerField(
        label=_("Active in the last … days"), required=False, min_value=1, max_value=MOST_DAYS
    )
    quiet_for = forms.IntegerField(
        label=_("Without activity for … days"), required=False, min_value=1, max_value=MOST_DAYS
    )
    attributes = OwnFieldsField(
        label=_("Own fields"),
        required=False,
        help_text=_("One on each line, such as: segment: retail"),
    )

    class Meta:
        model = Segment
        fields = ("name", "of", "note")
        labels = {"name": _("Name"), "note": _("Note")}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    field_order = (
        "seen", "name", "of", "countries", "tags", "consent", "stages", "active_within",
        "quiet_for", "attributes", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = self.project
        known = {f"{one.key}": label(one) for one in stages(project.pk)}
        states = [(f"{value}", name) for value, name in Lead.State.choices if value not in known]
        for name, choices in (
            ("consent", [("", _("No matter")), *purposes(project.pk).items()]),
            ("stages", [(_("Deals"), list(known.items())), (_("Leads"), states)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices
        for name, value in (self.instance.rules or {}).items():
            self.initial.setdefault(name, ", ".join(value) if name == "countries" else value)

    @property
    def sent(self) -> dict[str, Any]:
        """The values as ``records`` takes them."""
        given = self.cleaned_data
        rules = {name: given[name] for name in Rules.model_fields}
        return {**self.values, "rules": rules}

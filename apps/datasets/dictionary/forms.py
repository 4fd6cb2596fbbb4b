"""The forms of one column, of a page of columns, and of a filled-in table."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.datasets.dictionary import checks
from apps.datasets.dictionary.entries import FIELDS, Described
from apps.datasets.models import ColumnEntry, Dataset
from apps.projects.forms import GuardedForm

SHORT = ("label", "description", "unit", "measure")


class PermittedField(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return checks.lines(super().to_python(value) or "")


class EntryForm(GuardedForm):
    """All that is said of one column. What is not said of its unit is taken from the import."""

    permitted = PermittedField(
        label=_("Permitted values"),
        required=False,
        help_text=_("One on each line, as the table writes them. For codes and names."),
    )

    class Meta:
        model = ColumnEntry
        fields = FIELDS
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "label": _("What the column is called in forms and reports."),
            "description": _("What a cell holds: what was counted, where, and how."),
            "unit": _("A currency code such as EUR, or a unit: kg, %, 1,000 people."),
            "price_year": _("For money in constant prices."),
            "source": _("Where the figures come from."),
            "note": _("What to be careful about."),
        }

    def __init__(self, one: Described, dataset: Dataset, *args: Any, **kwargs: Any) -> None:
        entry = one.entry or ColumnEntry(
            dataset=dataset, project_id=dataset.project_id, column=one.name, unit=one.unit
        )
        super().__init__(*args, instance=entry, **kwargs)
        self.one = one
        self.dtype = str(one.column.get("dtype", ""))
        if "measure" in self.fields:
            choices = [("", _("not said")), *ColumnEntry.Measure.choices]
            self.fields["measure"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name, message in checks.issues(values, self.dtype):
            self.add_error(name if name in self.fields else None, rendering.render(message))
        return values


class ShortForm(EntryForm):
    """What most people say of a column, for many columns on one page. ``was`` are the values that
    the page showed: a row that was left alone is not written, whoever else has saved it.
    """

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    permitted = None  # type: ignore[assignment]

    class Meta(EntryForm.Meta):
        fields = SHORT  # type: ignore[assignment]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}
        help_texts: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = {name: self.initial.get(name, "") for name in SHORT}
        self.fields["was"].initial = json.dumps(shown, ensure_ascii=False)

    @property
    def touched(self) -> bool:
        """Whether it says something else than the page that was filled in. Call when valid."""
        try:
            return bool(json.loads(self.cleaned_data["was"]) != self.values)
        except (ValueError, RecursionError):
            return True

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        year = self.instance.price_year
        for name, message in checks.issues({**values, "price_year": year}, self.dtype):
            self.add_error("measure" if name == "price_year" else None, rendering.render(message))
        return values


class SheetForm(forms.Form):
    """A filled-in table."""

    file = forms.FileField(
        label=_("Filled-in table"),
        help_text=_("CSV or Excel, with the heads of the exported table. Columns and heads that are"
                    " not in it stay as they are; an empty cell empties what was said."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip

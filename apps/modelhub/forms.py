"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.engines.result import PredictField
from apps.modelhub.domain import rows as reading
from apps.modelhub.models import RegisteredModel


class NameForm(forms.ModelForm):
    """A model's name, the only thing about it that may change."""

    class Meta:
        model = RegisteredModel
        fields = ("name",)


class AliasForm(forms.Form):
    """The name by which programs are to ask for the model."""

    name = forms.CharField(
        label=_("Serving name"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens, such as 'serving' or 'candidate'."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "alias_%s"  # the page has a field 'name' of its own too

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).lower()


class RowsForm(forms.Form):
    """Rows from the grid, from pasted text or from a file; the file wins, then the text."""

    pasted = forms.CharField(
        label=_("Paste from a spreadsheet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("Copy the cells and paste them here, with the names on top or without."),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        help_text=_("Up to 2 MB, UTF-8, UTF-16 or GB18030."),
    )

    def __init__(self, needed: list[PredictField], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [field.name for field in needed]
        self.texts = [field.name for field in needed if field.dtype == "text"]
        self.needed = needed
        self.rows: list[dict[str, str]] = []
        self.typed: list[dict[str, str]] = []  # what the grid holds, whatever else was given

    def _read(self, reader: Any, given: Any) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = reader(given, self.names, self.texts)
        return rows

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.typed = self._read(reading.from_grid, self.data)
        try:
            if data.get("file"):
                self.rows = self._read(reading.from_file, data["file"].read(reading.MOST_BYTES + 1))
            elif data.get("pasted", "").strip():
                self.rows = self._read(reading.from_text, data["pasted"])
            else:
                self.rows = self.typed
        except reading.RowsRefused as refused:
            field = "file" if data.get("file") else "pasted"
            self.add_error(field, render(refused.message))
            return data
        if not self.rows:
            self.add_error(None, _("Type at least one row, paste some, or choose a file."))
        return data

"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.modelhub.domain import rows as reading
from apps.modelhub.models import RegisteredModel


class NameForm(forms.ModelForm):
    """A model's name, the only thing about it that may change."""

    class Meta:
        model = RegisteredModel
        fields = ("name",)


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

    def __init__(self, names: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.rows: list[dict[str, str]] = []

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        try:
            if data.get("file"):
                self.rows = reading.from_file(data["file"].read(reading.MOST_BYTES + 1), self.names)
            elif data.get("pasted", "").strip():
                self.rows = reading.from_text(data["pasted"], self.names)
            else:
                self.rows = reading.from_grid(self.data, self.names)
        except reading.RowsRefused as refused:
            field = "file" if data.get("file") else "pasted"
            self.add_error(field, render(refused.message))
            return data
        excess = reading.too_many(self.rows)
        if excess:
            self.add_error(None, render(excess))
        elif not self.rows:
            self.add_error(None, _("Type at least one row, paste some, or choose a file."))
        return data

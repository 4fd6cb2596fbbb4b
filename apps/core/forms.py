"""Forms drawn with the site's own field template, and the typed confirmation of a deletion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _


class LeptonFormRenderer(TemplatesSetting):
    """Fields come from ``templates/core/forms/field.html`` (``{{ field.as_field_group }}``)."""

    field_template_name = "core/forms/field.html"


class ConfirmForm(forms.Form):
    """Valid only if exactly ``phrase`` was typed (spaces around it do not count).

    The page is drawn by ``core/components/confirm.html``.
    """

    confirm = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, phrase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phrase = phrase

    def clean_confirm(self) -> str:
        typed: str = self.cleaned_data["confirm"].strip()
        if typed != self.phrase.strip():
            raise forms.ValidationError(
                _("What you typed is not '{phrase}'. Nothing was deleted.").format(
                    phrase=self.phrase
                )
            )
        return typed

    @property
    def problem(self) -> str:
        """The sentence to show beside the box, or nothing."""
        return str(self.errors["confirm"][0]) if self.is_bound and self.errors else ""

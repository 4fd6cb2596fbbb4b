"""What people are asked about themes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.engines.builtin.text_themes.params import ThemesParams
from apps.feedback.models import Theme
from apps.projects.forms import GuardedForm

MOST_OFFERED = 500


class ThemeForm(GuardedForm):
    """Name and lock; checked again by the domain."""

    class Meta:
        model = Theme
        fields = ("name", "locked")


class PlaceForm(forms.Form):
    """Another theme of the project."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"), empty_label="–")

    def __init__(self, *args: Any, themes: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.queryset = themes.order_by("name")
        field.required = required
        if not required:
            field.empty_label = _("No theme")


class LookForm(forms.Form):
    """How a run looks for themes; whatever else there is keeps its default."""

    fineness = forms.ChoiceField(label=_("How fine"), initial="usual")
    smallest = forms.IntegerField(
        label=_("Smallest theme"),
        min_value=0,
        max_value=100_000,
        initial=0,
        required=False,
        help_text=_("Different texts that a theme has at least. 0 takes it from their number."),
    )
    stop_words = forms.CharField(
        label=_("Words that name no theme"),
        max_length=5000,
        required=False,
        help_text=_("Such as your brand: separated by commas. Never shown as keywords."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fineness"]
        choices = ThemesParams.model_json_schema()["properties"]["fineness"]["choices"]
        field.choices = [(value, _(label)) for value, label in choices.items()]

    @property
    def params(self) -> dict[str, Any]:
        """What is submitted."""
        return {**self.cleaned_data, "smallest": self.cleaned_data["smallest"] or 0}

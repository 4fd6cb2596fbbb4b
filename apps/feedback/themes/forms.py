"""What people are asked about themes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.joining import sentences
from apps.core.messages import clipped
from apps.engines.builtin.text_themes.params import ThemesParams
from apps.feedback.models import FeedbackRecord, Theme
from apps.feedback.themes.taking import LONGEST_NAME
from apps.jobs.domain.submit import SubmissionRefused
from apps.projects.forms import GuardedForm

LONGEST_SHOWN = 240


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


class FindForm(forms.Form):
    """Words that the records to choose from have."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class _Records(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: FeedbackRecord) -> str:
        said = clipped(" ".join(obj.text.split()), LONGEST_SHOWN) or str(obj)
        place = rendering.country(obj.country) if obj.country else ""
        return " · ".join(
            part for part in (said, place, obj.occurred_at.date().isoformat()) if part
        )


class SplitForm(forms.Form):
    """Which records go to a new theme of this name. Those ``shown`` can be ticked; what is sent may
    be any of ``among``, for the search may have changed meanwhile.
    """

    name = forms.CharField(label=_("Name of the new theme"), max_length=LONGEST_NAME)
    records = _Records(
        FeedbackRecord.objects.none(),
        label=_("Records that go to it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose the records that go to the new theme."),
            "invalid_choice": _(
                "Some of these records are not in this theme any more. Reload the page."
            ),
        },
    )

    def __init__(self, *args: Any, among: Any, shown: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["records"]
        field.queryset = among
        field.choices = [(row.pk, field.label_from_instance(row)) for row in shown]

    @property
    def chosen(self) -> list[UUID]:
        """Ids of the records."""
        return [row.pk for row in self.cleaned_data["records"]]


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

    def show_issues(self, refused: SubmissionRefused) -> None:
        """What is wrong with a run, at the fields that it is about."""
        for issue in refused.issues:
            text = sentences(rendering.render(issue.message), rendering.render(issue.fix))
            self.add_error(issue.field if issue.field in self.fields else None, text)

    @property
    def params(self) -> dict[str, Any]:
        """What is submitted."""
        return {**self.cleaned_data, "smallest": self.cleaned_data["smallest"] or 0}

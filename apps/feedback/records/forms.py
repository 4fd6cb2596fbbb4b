"""A record that a person adds or corrects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from apps.crm.fields import ContactField, LanguageField, OwnFieldsField
from apps.crm.models import Contact
from apps.feedback.records.language import UNDETERMINED
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.tabling import LONGEST_NAME
from apps.projects.collections.forms import WrittenForm
from apps.projects.fields import CountryField


class RecordForm(WrittenForm):
    """Values are checked again by the domain."""

    number = forms.FloatField(label=gettext_lazy("Rating"), required=False)
    number_max = forms.FloatField(
        label=gettext_lazy("Highest rating"),
        required=False,
        help_text=gettext_lazy("Such as 5 for stars, 10 for a likelihood to recommend."),
    )
    country = CountryField(label=gettext_lazy("Market"), required=False)
    language = LanguageField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("Recognised from the text where you leave it empty."),
    )
    contact = ContactField(
        label=gettext_lazy("Contact"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("The e-mail address, or a name that only one contact has."),
    )
    attributes = OwnFieldsField(
        label=gettext_lazy("Own fields"),
        required=False,
        help_text=gettext_lazy("One on each line, such as: version: 2.4"),
    )

    class Meta:
        model = FeedbackRecord
        fields = (
            "text", "channel", "source", "field_label", "number", "number_max", "occurred_at",
            "country", "language", "contact", "attributes",
        )  # fmt: skip
        labels = {
            "text": gettext_lazy("What was said"),
            "channel": gettext_lazy("Channel"),
            "source": gettext_lazy("Source"),
            "field_label": gettext_lazy("Question"),
            "occurred_at": gettext_lazy("Said on"),
        }
        help_texts = {
            "source": gettext_lazy("Such as App Store, a fair, or the title of a survey."),
            "field_label": gettext_lazy("What they were asked, if they were."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "occurred_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact, language = self.fields["contact"], self.fields["language"]
        assert isinstance(contact, ContactField)  # noqa: S101 - for the type checker
        assert isinstance(language, LanguageField)  # noqa: S101 - for the type checker
        contact.within(Contact.objects.filter(project=self.project))
        stored = self.instance.language
        language.stored = "" if stored == UNDETERMINED else stored
        if stored == UNDETERMINED:
            self.initial["language"] = ""
        if self.instance._state.adding:
            self.fields["channel"].initial = FeedbackRecord.Channel.EMAIL

    def clean_occurred_at(self) -> Any:
        """To the minute, as it is typed: what was not touched stays to the microsecond."""
        typed, stored = self.cleaned_data["occurred_at"], self.instance.occurred_at
        same = typed and stored.replace(second=0, microsecond=0) == typed
        return stored if same and not self.instance._state.adding else typed


class DatasetForm(forms.Form):
    """Which records become a dataset: the filters of the list, as fields of this form."""

    name = forms.CharField(label=gettext_lazy("Name of the dataset"), max_length=LONGEST_NAME)
    masked = forms.BooleanField(
        label=gettext_lazy("Mask addresses, links and long numbers"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "In what was said: e-mail addresses, telephone, card and bank numbers. Names stay."
        ),
    )

    def __init__(self, *args: Any, filters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= filters.form.fields

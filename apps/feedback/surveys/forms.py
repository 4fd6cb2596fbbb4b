"""The builder's forms. What they give is checked again when the draft is saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.crm.fields import LanguageField
from apps.feedback.surveys import rules
from apps.feedback.surveys.definition import (
    CHOOSING,
    LONGEST_TEXT,
    MOST_CHOICES,
    Choice,
    Definition,
    Kind,
    Question,
    Section,
    Texts,
)
from apps.feedback.surveys.models import Survey
from apps.feedback.surveys.starters import STARTERS
from apps.projects.domain.errors import Refused

KINDS = {
    Kind.SINGLE: _("One choice"),
    Kind.MULTIPLE: _("Several choices"),
    Kind.MATRIX: _("Matrix: a choice in each row"),
    Kind.RANKING: _("Ranking"),
    Kind.SCALE: _("Scale"),
    Kind.NPS: _("Recommendation from 0 to 10 (NPS)"),
    Kind.TEXT: _("Open text"),
    Kind.NUMBER: _("Number"),
    Kind.DATE: _("Date"),
    Kind.FILE: _("File"),
}
NEW_CHOICES = 4


class NewSurveyForm(forms.Form):
    title = forms.CharField(
        label=_("Name of the survey"), max_length=200,
        help_text=_("For your team and for the source of the records that come of it."),
    )  # fmt: skip
    starter = forms.ChoiceField(
        label=_("Begin with"), choices=STARTERS, widget=forms.RadioSelect, initial="nps"
    )
    language = LanguageField(
        label=_("Default language"), initial="en",
        help_text=_("Shown to everybody whose language the survey does not speak."),
    )  # fmt: skip


class SeenForm(forms.Form):
    """A form that changes a survey: ``seen`` is the survey's version that it was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.fields["seen"].initial = survey.version

    def refuse(self, refused: Refused) -> None:
        """Say why it was not saved; the next try knows what is there now."""
        self.survey.refresh_from_db()
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))
        sent: Any = self.data
        sent = sent.copy()
        sent["seen"] = str(self.survey.version)
        self.data = sent


class DraftForm(SeenForm):
    """A form that changes the draft."""

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition

    def area(self, name: str, label: Any, texts: Texts, rows: int = 2, **kwargs: Any) -> None:
        """A box for a text in the default language."""
        self.fields[name] = forms.CharField(
            label=label, max_length=LONGEST_TEXT, initial=texts.get(self.definition.default, ""),
            widget=forms.Textarea(attrs={"rows": rows}), **{"required": False, **kwargs},
        )  # fmt: skip

    def line(self, name: str, label: Any, texts: Texts, **kwargs: Any) -> None:
        self.fields[name] = forms.CharField(
            label=label, max_length=500, required=False,
            initial=texts.get(self.definition.default, ""), **kwargs,
        )  # fmt: skip

    def put(self, texts: Texts, name: str) -> Texts:
        """``texts`` with what was typed as ``name`` in the default language."""
        typed = (self.cleaned_data.get(name) or "").replace("\r\n", "\n").strip()
        rest = {code: text for code, text in texts.items() if code != self.definition.default}
        return {self.definition.default: typed, **rest} if typed else rest


class QuestionForm(DraftForm):
    """A question of a fixed kind; choices keep their value ids whatever they are called."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        kind = question.kind
        self.area("text", _("Question"), question.text, required=True)
        self.area("help", _("Explanation"), question.help)
        self.fields["required"] = forms.BooleanField(
            label=_("Must be answered"), required=False, initial=question.required
        )
        if kind is Kind.MATRIX:
            self._choices("row", question.rows, gettext("Row {number}"))
        if kind in CHOOSING:
            self._choices("choice", question.choices, gettext("Choice {number}"))
        if kind in (Kind.SCALE, Kind.NUMBER):
            self._bounds()
        if kind is Kind.SCALE:
            self.line("low_label", _("What the lowest point means"), question.low_label)
            self.line("high_label", _("What the highest point means"), question.high_label)
        if kind is Kind.TEXT:
            self.fields["long"] = forms.BooleanField(
                label=_("Several lines"), required=False, initial=question.long
            )
        asked = rules.earlier(self.definition, question.key)
        rules.add(self, "show", gettext("Ask this only"), question.show_if, self.definition, asked)

    def _choices(self, prefix: str, known: list[Choice], label: str) -> None:
        empty = max(0, min(NEW_CHOICES, MOST_CHOICES - len(known)))
        for place, one in enumerate(known, start=1):
            self.line(f"{prefix}_{one.value_id}", label.format(number=place), one.text)
        for place in range(empty):
            self.line(f"{prefix}-new-{place}", label.format(number=len(known) + place + 1), {})

    def _bounds(self) -> None:
        scale = self.question.kind is Kind.SCALE
        for name, label in (("lowest", _("Lowest value")), ("highest", _("Highest value"))):
            value = getattr(self.question, name)
            self.fields[name] = forms.FloatField(
                label=label, required=scale, initial=None if value is None else f"{value:g}",
                help_text=_("A whole number from 0 to 10.") if scale else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.rule = rules.clean(self, "show")
        low, high = data.get("lowest"), data.get("highest")
        if low is not None and high is not None and low >= high:
            self.add_error("highest", gettext("The highest value must be above the lowest."))
        return data

    def apply(self, definition: Definition, question: Question) -> None:
        """Write what was typed into the question of the draft."""
        question.text = self.put(question.text, "text")
        question.help = self.put(question.help, "help")
        question.required = bool(self.cleaned_data["required"])
        question.rows = self._put_choices(definition, "row", question.rows)
        question.choices = self._put_choices(definition, "choice", question.choices)
        for name in ("lowest", "highest"):
            if name in self.cleaned_data:
                setattr(question, name, self.cleaned_data[name])
        for name in ("low_label", "high_label"):
            if name in self.cleaned_data:
                setattr(question, name, self.put(getattr(question, name), name))
        question.long = bool(self.cleaned_data.get("long"))
        question.show_if = self.rule

    def _put_choices(
        self, definition: Definition, prefix: str, known: list[Choice]
    ) -> list[Choice]:
        """A choice that was emptied is gone; new ones get ids that none ever had."""
        kept = []
        for one in known:
            text = self.put(one.text, f"{prefix}_{one.value_id}")
            if text.get(definition.default):
                kept.append(Choice(value_id=one.value_id, text=text))
        for place in range(NEW_CHOICES):
            text = self.put({}, f"{prefix}-new-{place}")
            if text:
                kept.append(Choice(value_id=definition.new_key("c"), text=text))
        return kept


class SectionForm(DraftForm):
    """A page of the survey."""

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line("title", _("Heading of the page"), section.title)
        before = rules.earlier(self.definition, section.key)
        within = rules.earlier(self.definition, section.key, itself=True)
        rules.add(self, "show", gettext("Show this page only"), section.show_if, self.definition,
                  before)  # fmt: skip
        rules.add(self, "end", gettext("End the survey after this page"), section.end_if,
                  self.definition, within)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.show, self.end = rules.clean(self, "show"), rules.clean(self, "end")
        return data

    def apply(self, section: Section) -> None:
        section.title = self.put(section.title, "title")
        section.show_if, section.end_if = self.show, self.end


class WordsForm(DraftForm):
    """Title, opening and closing words in the default language, and the survey's languages."""

    languages = forms.CharField(
        label=_("Languages"),
        help_text=_("Codes separated by commas, such as en, zh-hans, de, ar."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.definition
        self.fields["languages"].initial = ", ".join(said.languages)
        self.line("title", _("Title that respondents read"), said.title)
        self.area("intro", _("Opening words"), said.intro, rows=3)
        self.area("consent", _("Consent that is asked for before the first answer"), said.consent,
                  help_text=_("Left empty, no consent is asked for."))  # fmt: skip
        self.area("thanks", _("Words of thanks"), said.thanks)

    def apply(self, definition: Definition) -> None:
        codes = self.cleaned_data["languages"].replace("，", ",").replace("、", ",").split(",")
        wanted = [code.strip().lower() for code in codes if code.strip()]
        definition.languages = list(dict.fromkeys([definition.default, *wanted]))
        for name in ("title", "intro", "consent", "thanks"):
            setattr(definition, name, self.put(getattr(definition, name), name))


class RulesForm(SeenForm):
    """Who may answer, how many, and where it may be embedded."""

    title = forms.CharField(label=_("Name of the survey"), max_length=200)
    quota_total = forms.IntegerField(
        label=_("Answers at most"), required=False, min_value=1, max_value=1_000_000,
        help_text=_("Further respondents read that the survey is full."),
    )  # fmt: skip
    only_invited = forms.BooleanField(label=_("Only by invitation"), required=False)
    sites = forms.CharField(
        label=_("Sites that may embed it"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line, such as https://shop.example.com."),
    )  # fmt: skip
    quotas = forms.CharField(
        label=_("Quotas"), required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One on each line: a country code or question=choice, then how many answers at most,"
            " such as DEU 100 or q2=weekly 50."
        ),
    )  # fmt: skip

"""Which record stays, and whose value each field keeps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.messages import clipped
from apps.core.rendering import render
from apps.crm.fields import language_label
from apps.crm.merging.joining import Two, alike
from apps.crm.merging.kinds import Mergeable
from apps.projects.domain.errors import Refused
from apps.reference import countries

FIRST, SECOND = "first", "second"
MOST_SHOWN = 120


class MergeForm(forms.Form):
    """``first`` and ``second`` are the records; a field is asked for where they differ."""

    keep = forms.ChoiceField(
        label=_("Which record stays"),
        widget=forms.RadioSelect,
        choices=[],
        help_text=_("It keeps its address, and what other systems call both of them."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, what: Mergeable, first: Any, second: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what, self.first, self.second = what, first, second
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ChoiceField)  # noqa: S101 - for the type checker
        keep.choices = [(FIRST, _described(first)), (SECOND, _described(second))]
        older = FIRST if first.created_at <= second.created_at else SECOND
        keep.initial = older
        self.fields[
            "seen"
        ].initial = f"{first.updated_at.isoformat()} {second.updated_at.isoformat()}"
        self.differing = alike(what, first, second)
        for name in self.differing:
            self.fields[f"f_{name}"] = self._choice(name, older)

    def _choice(self, name: str, older: str) -> forms.ChoiceField:
        values = {FIRST: getattr(self.first, name), SECOND: getattr(self.second, name)}
        filled = [side for side, value in values.items() if value not in (None, "", [], {})]
        start = older if older in filled or not filled else filled[0]
        field = self.what.model._meta.get_field(name)
        return forms.ChoiceField(
            label=_title(field),
            widget=forms.RadioSelect,
            required=False,
            initial=start,
            choices=[(side, _shown(self.first, name, value)) for side, value in values.items()],
        )

    def clean_seen(self) -> tuple[datetime, datetime] | None:
        text = self.cleaned_data["seen"]
        try:
            first, second = (datetime.fromisoformat(part) for part in text.split())
        except ValueError:
            if not text:
                return None
            raise forms.ValidationError(gettext("Reload the page and try again.")) from None
        return first, second

    @property
    def two(self) -> Two:
        kept = self.cleaned_data["keep"] == FIRST
        return Two(self.first, self.second) if kept else Two(self.second, self.first)

    @property
    def seen_moments(self) -> tuple[datetime, datetime] | None:
        """Of the winner and the loser."""
        seen = self.cleaned_data["seen"]
        return seen if seen is None or self.cleaned_data["keep"] == FIRST else (seen[1], seen[0])

    @property
    def taken(self) -> set[str]:
        """The fields whose value is that of the record that goes."""
        keep = self.cleaned_data["keep"]
        return {name for name in self.differing if (self.cleaned_data[f"f_{name}"] or keep) != keep}

    def show_conflict(self) -> None:
        """Refuse; the page shows the records as they are now."""
        self.add_error(
            None,
            gettext("Somebody else changed one of them meanwhile. Look again, then merge."),
        )
        now = [
            self.what.model.objects.filter(pk=row.pk).first() for row in (self.first, self.second)
        ]
        moments = " ".join(row.updated_at.isoformat() for row in now if row is not None)
        self.data = {**dict(self.data.items()), "seen": moments}

    def show_refusal(self, refused: Refused) -> None:
        self.add_error(None, render(refused.message))


def _title(field: Any) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def _described(row: Any) -> str:
    added = gettext("added on {day}").format(day=row.created_at.date().isoformat())
    parts = [row.name, row.email if row.email != row.name else "", added]
    return " · ".join(part for part in parts if part)


def _shown(row: Any, name: str, value: Any) -> str:
    """A value as a person reads it."""
    if value in (None, "", [], {}):
        return gettext("(empty)")
    lang = get_language() or "en"
    if name == "country":
        return str(countries.name(value, lang))
    if name == "language":
        return language_label(value, lang)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return clipped("; ".join(f"{key}: {item}" for key, item in value.items()), MOST_SHOWN)
    choices = dict(row._meta.get_field(name).choices or ())
    return clipped(str(choices.get(value, value)), MOST_SHOWN)

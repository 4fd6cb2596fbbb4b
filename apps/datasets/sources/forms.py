"""What a person says of a source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from apps.core import schema_forms
from apps.core.rendering import render
from apps.datasets.models import Source
from apps.datasets.sources import actions
from apps.datasets.sources.contract import secret_names
from apps.jobs.forms_schedules import ScheduleForm
from apps.jobs.models import Schedule
from apps.jobs.param_forms import ParamForm, form_class
from apps.projects.domain.errors import Refused


class NameForm(forms.Form):
    """The source's name, which its dataset gets too."""

    name = forms.CharField(
        label=_("Name"), max_length=110, help_text=_("Its dataset gets this name too.")
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_conflict(self, current: Source) -> None:
        """Refuse the save, and let the next one win knowingly."""
        self.add_error(
            None,
            gettext(
                "Somebody else changed this source after you opened it. Nothing you typed is lost:"
                " save again to keep yours."
            ),
        )
        self.data = {**dict(self.data.items()), "seen": actions.mark_of(current)}

    def show_refusal(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))


class TimesForm(ScheduleForm):
    """When a source is fetched by itself."""

    newest = None  # type: ignore[assignment]  # takes the field away

    class Meta:
        model = Schedule
        fields = ("expression", "time_zone")

    field_order = ["when", "at", "expression", "time_zone"]


def settings_form(
    settings: type[BaseModel], sent: Any, stored: Mapping[str, Any] | None = None,
    sealed: Collection[str] = (),
) -> ParamForm:  # fmt: skip
    """The settings of a connector. ``stored`` are those of before, ``sealed`` the names of secrets
    that are there: they are never filled in, and what is left empty stays as it is.
    """
    made = form_class(settings)
    initial = schema_forms.initial_from(stored) if stored is not None else None
    form = made(sent, initial=initial, prefix=None)
    for name in secret_names(settings) & set(sealed):
        form.fields[name].help_text = _("Left empty, the one that is stored stays.")
        form.fields[name].required = False
    return form

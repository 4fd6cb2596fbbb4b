"""When and with which data a run is repeated."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.jobs.domain import cron
from apps.jobs.models import Schedule
from apps.projects.domain.errors import Refused
from apps.projects.forms import GuardedForm

OWN = "own"
# Preset → the expression behind minute and hour.
PRESETS = {"day": "* * *", "weekday": "* * 1-5", "monday": "* * 1", "month": "1 * *"}
_PRESET = re.compile(r"(\d+) (\d+) (.+)")


class ScheduleForm(GuardedForm):
    """Presets with a time of day, or an expression of one's own; both are stored as one."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[
            ("day", _("Every day")),
            ("weekday", _("Every weekday")),
            ("monday", _("Every Monday")),
            ("month", _("On the first of each month")),
            (OWN, _("At times of my own (expression)")),
        ],
    )
    at = forms.TimeField(
        label=_("Time of day"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    expression = forms.CharField(
        label=_("Expression"),
        required=False,
        max_length=cron.LONGEST,
        widget=forms.TextInput(attrs={"placeholder": "0 6 * * 1", "spellcheck": "false"}),
        help_text=_(
            "Only for times of your own: minute, hour, day of the month, month, day of the week,"
            " as cron has them."
        ),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(name, name) for name in zones()]
    )
    newest = forms.TypedChoiceField(
        label=_("Data"),
        coerce=lambda value: value == "True",
        choices=[
            (True, _("The newest version at that time")),
            (False, _("Always the same version")),
        ],
    )

    class Meta:
        model = Schedule
        fields = ("name", "expression", "time_zone", "newest")

    TIMES = ("when", "at", "expression", "time_zone")
    field_order = ["name", "when", "at", "expression", "time_zone", "newest"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and self.instance.expression:
            self.initial = {**self.initial, **preset_of(self.instance.expression)}

    def clean(self) -> dict[str, Any]:
        """Put the expression together and see that its time comes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "when" not in cleaned or "time_zone" not in cleaned or "expression" not in cleaned:
            return cleaned
        if cleaned["when"] != OWN:
            if not cleaned.get("at"):
                self.add_error("at", _("Choose a time of day."))
                return cleaned
            cleaned["expression"] = expression_of(cleaned["when"], cleaned["at"])
        try:
            cron.check(cleaned["expression"], cleaned["time_zone"])
        except Refused as refused:
            self.show_refusal(refused)
        return cleaned


def zones() -> list[str]:
    """Time zones by the names of places, and UTC; not the offsets below 'Etc'."""
    places = [name for name in available_timezones() if "/" in name]
    return ["UTC", *sorted(name for name in places if not name.startswith("Etc/"))]


def expression_of(preset: str, at: time) -> str:
    return f"{at.minute} {at.hour} {PRESETS[preset]}"


def preset_of(expression: str) -> dict[str, Any]:
    """What the form shows for an expression."""
    found = _PRESET.fullmatch(" ".join(expression.split()))
    days = {rest: preset for preset, rest in PRESETS.items()}
    if found is None or found[3] not in days:
        return {"when": OWN, "expression": expression}
    at = time(int(found[2]), int(found[1]))
    return {"when": days[found[3]], "at": at, "expression": ""}

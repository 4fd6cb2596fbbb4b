"""Forms of the page of a watched name."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.jobs.forms_schedules import expression_of, preset_of
from apps.modelhub.watching.alerts import MOST_DAYS
from apps.modelhub.watching.models import Keeps, Retraining, Watch
from apps.modelhub.watching.watches import MOST_DAYS as MOST_KEPT

AT = time(3, 0)
NEVER = ""


class WatchForm(forms.Form):
    """How predictions are logged. The share is in per cent, as people say it."""

    percent = forms.IntegerField(
        label=_("Share of predictions that are logged (%)"),
        min_value=0,
        max_value=100,
        help_text=_("0 switches the log off."),
    )
    days = forms.IntegerField(label=_("Days that they are kept"), min_value=1, max_value=MOST_KEPT)
    keeps = forms.ChoiceField(
        label=_("What is kept of texts"),
        choices=Keeps.choices,
        help_text=_(
            "Texts may hold personal data. Without them, drift is looked for in their length and in"
            " the answers alone."
        ),
    )

    def __init__(self, data: Any = None, *, watch: Watch | None) -> None:
        row = watch or Watch(share=0.0)
        self.share = row.share
        first = {"percent": round(row.share * 100), "days": row.days, "keeps": row.keeps}
        super().__init__(data, initial=first, auto_id="watch_%s")

    @property
    def values(self) -> dict[str, Any]:
        """As :func:`watches.watch` takes them."""
        data = self.cleaned_data
        # Programs may have set less than a whole percent: it stays where nobody has changed it.
        share = data["percent"] / 100 if "percent" in self.changed_data else self.share
        return {"share": share, "days": data["days"], "keeps": data["keeps"]}


class RetrainingForm(forms.Form):
    """When to train again."""

    when = forms.ChoiceField(
        label=_("At set times"),
        required=False,
        choices=[
            (NEVER, _("Never")),
            ("day", _("Every day")),
            ("monday", _("Every Monday")),
            ("month", _("On the first of each month")),
        ],
    )
    on_drift = forms.BooleanField(label=_("When drift is found"), required=False)

    def __init__(self, data: Any = None, *, row: Retraining | None) -> None:
        first: dict[str, Any] = {"when": "month", "on_drift": True}
        if row is not None:
            schedule = row.schedule
            when = preset_of(schedule.expression)["when"] if schedule.enabled else NEVER
            first = {"when": when, "on_drift": row.on_drift}
        super().__init__(data, initial=first, auto_id="retraining_%s")

    @property
    def expression(self) -> str:
        """Of cron; '' for never."""
        when = self.cleaned_data["when"]
        return expression_of(when, AT) if when else ""


class AlertForm(forms.Form):
    """``days`` of rest; none where somebody looks after it."""

    days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, required=False)

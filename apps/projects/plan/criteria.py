"""Pass criteria of a pilot in a form: rows of metric, comparison, value, unit and what was seen."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from apps.core.messages import clipped
from apps.projects.plan.comparing import SIGNS

PARTS = ("metric", "comparison", "value", "unit", "seen")
BLANK_ROWS = 3
MOST_ROWS = 15  # that a form reads; ``records`` allows fewer
NUMBER = re.compile(r"[+-]?\d{1,15}([.,]\d{1,12})?")


class CriteriaWidget(forms.Widget):
    """A row for each criterion and a few empty ones. The value is a list of dicts of texts."""

    template_name = "projects/plan/criteria.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [_texts(one) for one in value or []][:MOST_ROWS]
        rows += [dict.fromkeys(PARTS, "") for _ in range(BLANK_ROWS)]
        context["rows"] = [
            {**row, "number": number, "prefix": f"{name}-{number}"}
            for number, row in enumerate(rows[:MOST_ROWS], 1)
        ]
        context["comparisons"] = list(SIGNS.items())
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        rows = (
            {part: str(data.get(f"{name}-{number}-{part}", "")).strip() for part in PARTS}
            for number in range(1, MOST_ROWS + 1)
        )
        return [row for row in rows if any(row[part] for part in PARTS if part != "comparison")]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: Any) -> str:
        return ""


def _texts(row: Any) -> dict[str, str]:
    """A stored or a typed criterion as what its boxes show."""
    return {part: _text(row.get(part)) for part in PARTS}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


class CriteriaField(forms.Field):
    """Cleans to the list of criteria that ``Pilot.criteria`` holds; numbers are read here."""

    widget = CriteriaWidget

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        problems: list[str] = []
        found = [
            {**row, **{part: _number(row, part, problems) for part in ("value", "seen")}}
            for row in value or []
        ]
        if problems:
            raise ValidationError(problems)
        return found

    def validate(self, value: Any) -> None:
        if not value:
            raise ValidationError(gettext("Say what must be reached for the pilot to pass."))


def _number(row: dict[str, str], part: str, problems: list[str]) -> float | None:
    text = row[part].replace("\u2212", "-")
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        sentence = gettext("'{metric}': '{text}' is not a number. Write it like 3.5.")
        problems.append(sentence.format(metric=clipped(row["metric"]), text=clipped(text)))
        return None
    return float(text.replace(",", "."))

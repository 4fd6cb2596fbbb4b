"""Forms of the register: an actual value, and the data in which actual values are looked for."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from apps.datasets.models import Dataset
from apps.engines.predicted import MOST
from apps.research.predictions.models import PredictionSet
from apps.research.predictions.taking import LONGEST_SOURCE

MOST_OFFERED = 200  # datasets to choose from


class ActualForm(forms.Form):
    """What became true, and who says so."""

    actual = forms.CharField(
        label=_("Actual value"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=LONGEST_SOURCE,
        help_text=_("E.g. the sales ledger of May, or the page of a statistics office."),
    )

    def clean_actual(self) -> float:
        text = unicodedata.normalize("NFKC", self.cleaned_data["actual"]).strip()
        try:
            value = float(text.replace("−", "-"))
        except ValueError:
            value = float("nan")
        if not abs(value) <= MOST:
            raise forms.ValidationError(
                _now("Give the actual value as a number with a point, e.g. 1250.5.")
            )
        return value


def _offered(kept: PredictionSet) -> list[tuple[str, str]]:
    """The project's newest datasets and the one that is linked, by name."""
    rows = Dataset.objects.filter(project=kept.project_id).order_by("-updated_at", "id")
    found = {str(pk): name for pk, name in rows.values_list("pk", "name")[:MOST_OFFERED]}
    if kept.watched_id and str(kept.watched_id) not in found:
        found |= {str(one.pk): one.name for one in rows.filter(pk=kept.watched_id)}
    return sorted(found.items(), key=lambda one: one[1].casefold())


class LinkForm(forms.Form):
    """A dataset with the columns of target, period and market."""

    dataset = forms.ChoiceField(label=_("Dataset"))
    target = forms.CharField(label=_("Column of actual values"), max_length=300)
    period = forms.CharField(label=_("Column of periods"), max_length=300)
    market = forms.CharField(
        label=_("Column of markets"),
        max_length=300,
        required=False,
        help_text=_("Left empty where the table is of one market."),
    )

    def __init__(self, *args: Any, kept: PredictionSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.chosen: Dataset | None = None
        field = self.fields["dataset"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
        field.choices = _offered(kept)
        self.initial = {"dataset": str(kept.watched_id or ""), **kept.columns, **self.initial}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        rows = Dataset.objects.filter(project=self.kept.project_id)
        chosen = data.get("dataset")  # one of the choices
        self.chosen = dataset = rows.filter(pk=chosen).first() if chosen else None
        version = dataset.versions.order_by("-number").first() if dataset else None
        if dataset is None or version is None:
            return data
        names = [column["name"] for column in version.columns]
        for role in ("target", "period", "market"):
            name = data.get(role, "")
            if name and name not in names:
                self.add_error(
                    role,
                    _now("'{name}' is no column of this dataset. It has: {names}.").format(
                        name=name, names=", ".join(names[:20])
                    ),
                )
        return data

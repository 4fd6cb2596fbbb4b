"""What a person says of tables to combine: their columns, and what becomes of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.joining import sentences
from apps.core.rendering import render
from apps.datasets.combining.manifest import MARKET, MOST, OTHERS, PERIOD, ROWS, RULES, SLOTS, TAKE
from apps.datasets.domain.likely import likely_columns
from apps.datasets.models import Dataset, DatasetVersion
from apps.engines.contract import Issue

FEW = 30  # columns that are shown one by one, and that are chosen at first


def _choices(words: Mapping[str, str]) -> list[tuple[str, Any]]:
    return [(key, _(text)) for key, text in words.items()]


class WholeForm(forms.Form):
    """What holds for the combined table."""

    name = forms.CharField(label=_("Name of the combined table"), max_length=110, required=False)
    first = forms.ChoiceField(
        label=_("First table"), help_text=_("Its periods are those of the combined table.")
    )
    rows = forms.ChoiceField(
        label=_("Rows to keep"),
        choices=_choices(ROWS),
    )
    others = forms.ChoiceField(
        label=_("Names that are no single country"),
        choices=_choices(OTHERS),
        help_text=_("Such as World or European Union."),
    )
    similar = forms.BooleanField(
        label=_("Also take countries whose name is only written alike (Germny)"), required=False
    )

    def __init__(self, slots: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = list(slots)  # type: ignore[attr-defined]


class TableForm(forms.Form):
    """How one table goes in. Its fields begin with the slot's name."""

    market = forms.ChoiceField(label=_("Column of markets"), required=False)
    period = forms.ChoiceField(
        label=_("Column of periods"), required=False,
        help_text=_("Without one its rows hold for all periods."),
    )  # fmt: skip
    take = forms.MultipleChoiceField(label=_("Columns to take"), required=False)
    rule = forms.ChoiceField(
        label=_("Where several rows fall on one market and period"), choices=_choices(RULES)
    )
    repeat = forms.BooleanField(
        label=_("Repeat its values where the first table has shorter periods"), required=False
    )

    def __init__(self, version: DatasetVersion, *args: Any, **kwargs: Any) -> None:
        self.version, self.title = version, version.dataset.name
        guessed = guesses(version)
        kwargs["initial"] = {**guessed, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.wanted = {MARKET}
        fits = {"market": ("text", "integer"), "period": ("number", "integer", "text", "date",
                "datetime"), "take": None}  # fmt: skip
        for name, dtypes in fits.items():
            choices = [
                (one["name"], f"{one['name']} ({one['unit']})" if one.get("unit") else one["name"])
                for one in version.columns
                if dtypes is None or one["dtype"] in dtypes
            ]
            head = [] if name == TAKE else [("", "–")]
            self.fields[name].choices = [*head, *choices]  # type: ignore[attr-defined]
        if len(version.columns) <= FEW:
            self.fields[TAKE].widget = forms.CheckboxSelectMultiple(
                choices=self.fields[TAKE].choices  # type: ignore[attr-defined]
            )

    def said(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The input and the table's parameters, for ``asking.ask``. Call after ``is_valid``."""
        given = self.cleaned_data
        roles = {
            MARKET: [given[MARKET]] if given[MARKET] else [],
            PERIOD: [given[PERIOD]] if given[PERIOD] else [],
            TAKE: list(given[TAKE]),
        }
        chosen = {"kind": "dataset", "id": str(self.version.pk),
                  "roles": {key: names for key, names in roles.items() if names}}  # fmt: skip
        return chosen, {"rule": given["rule"], "repeat": given["repeat"]}


def guesses(version: DatasetVersion) -> dict[str, Any]:
    """Likely columns, and of those to take all numbers with the currencies beside them."""
    likely = likely_columns(version)
    wanted = {*likely.numbers, likely.currency}  # amounts mean nothing without theirs
    take = [one["name"] for one in version.columns if one["name"] in wanted]
    return {
        MARKET: likely.market,
        PERIOD: likely.period,
        TAKE: take if len(take) <= FEW else [],
    }


class CombineForms:
    """The form of the whole and one for each table, in the order in which they were chosen."""

    def __init__(
        self, versions: Sequence[DatasetVersion], sent: Any = None,
        earlier: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        earlier = earlier or {}
        self.tables = [
            TableForm(version, sent, prefix=slot, initial=_initial(earlier, version))
            for slot, version in zip(SLOTS, versions, strict=False)
        ]
        slots = [(form.prefix or "", form.title) for form in self.tables]
        self.whole = WholeForm(slots, sent, initial=earlier.get("params"))

    def is_valid(self) -> bool:
        """Asks all of them, so that each shows what is wrong with it."""
        valid = [form.is_valid() for form in (self.whole, *self.tables)]
        return all(valid)

    def said(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """``params`` and ``inputs`` of the job, the first table first."""
        given = self.whole.cleaned_data
        params: dict[str, Any] = {key: given[key] for key in ("name", "rows", "others", "similar")}
        inputs, tables = {}, {}
        for slot, form in zip(SLOTS, self._ordered(), strict=False):
            inputs[slot], tables[slot] = form.said()
        return {**params, "tables": tables}, inputs

    def _ordered(self) -> list[TableForm]:
        first = self.whole.cleaned_data["first"]
        return sorted(self.tables, key=lambda form: form.prefix != first)

    def show(self, issues: Sequence[Issue]) -> None:
        """Each issue at its field, the others above the form."""
        forms_of = dict(zip(SLOTS, self._ordered(), strict=False))
        for issue in issues:
            slot, _dot, role = issue.field.partition(".")
            text = sentences(render(issue.message), render(issue.fix))
            form = forms_of.get(slot)
            if form is None:
                self.whole.add_error(None, text)
            else:
                form.add_error(role if role in form.fields else None, text)


def _initial(earlier: Mapping[str, Any], version: DatasetVersion) -> dict[str, Any]:
    """What an earlier run said of a table, found by its dataset."""
    slot = earlier.get("slots", {}).get(version.dataset_id)
    if slot is None:
        return {}
    roles = earlier["inputs"][slot].get("roles") or {}
    said = (earlier["params"].get("tables") or {}).get(slot, {})
    return {
        MARKET: (roles.get(MARKET) or [""])[0], PERIOD: (roles.get(PERIOD) or [""])[0],
        TAKE: roles.get(TAKE, []), "rule": said.get("rule"), "repeat": said.get("repeat"),
    }  # fmt: skip


def too_few_or_many(count: int) -> str:
    """Why so many tables cannot be combined; '' where they can."""
    if count < 2:
        return gettext("Choose at least two tables.")
    return gettext("Choose at most eight tables.") if count > MOST else ""


def newest_of(datasets: Sequence[Dataset]) -> list[DatasetVersion]:
    """The newest version of each dataset, in their order; those without any are left out."""
    newest = DatasetVersion.objects.filter(dataset=OuterRef("dataset")).order_by("-number")
    versions = DatasetVersion.objects.filter(dataset__in=datasets).select_related("dataset")
    latest = versions.filter(pk=Subquery(newest.values("pk")[:1]))  # profiles are large
    found = {version.dataset_id: version for version in latest}
    return [found[dataset.pk] for dataset in datasets if dataset.pk in found]

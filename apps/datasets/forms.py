"""What people fill in: a file, a paste, a dataset's description, and how a table is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from apps.datasets.models import Dataset
from apps.datasets.tabular.guess import DATE_FORMATS, INSTANT_FORMATS
from apps.datasets.tabular.plan import ColumnPlan, CountryReview, Inspection, Plan
from apps.datasets.tabular.sniff import ENCODINGS
from apps.reference import countries

MOST_EDITABLE = 200
MOST_REVIEWS = 60
LEAVE_OUT = "-"
KINDS = [
    ("number", gettext_lazy("Number")),
    ("integer", gettext_lazy("Whole number")),
    ("percent", gettext_lazy("Percentage")),
    ("currency", gettext_lazy("Amount of money")),
    ("date", gettext_lazy("Date")),
    ("datetime", gettext_lazy("Date and time")),
    ("boolean", gettext_lazy("Yes or no")),
    ("text", gettext_lazy("Text")),
    ("country", gettext_lazy("Country")),
]
SIGNS = [
    (".|", "1234.5"),
    (".|,", "1,234.5"),
    (".| ", "1 234.5"),
    (".|'", "1'234.5"),
    (",|", "1234,5"),
    (",|.", "1.234,5"),
    (",| ", "1 234,5"),
    (",|'", "1'234,5"),
]
_EXAMPLE = dt.datetime(2026, 12, 31, 23, 59, 59)  # in which day and month cannot be confused


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Offer ``choices`` in a field that is only known once a file has been read."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


class PlainUploadForm(forms.Form):
    """A small file without JavaScript, or rows pasted from a spreadsheet; one of the two."""

    file = forms.FileField(label=gettext_lazy("File"), required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label=gettext_lazy("Or paste rows from a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "font-monospace", "spellcheck": "false"}),
        help_text=gettext_lazy("Copy cells in Excel, WPS or Google Sheets, with the header row."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not (data.get("pasted") or "").strip():
            raise forms.ValidationError(_("Choose a file, or paste some rows."))
        return data


class DatasetForm(forms.ModelForm):
    """Name, description and where the data comes from."""

    class Meta:
        model = Dataset
        fields = ["name", "description", "source", "licence"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        others = Dataset.objects.filter(project_id=self.instance.project_id, name=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("The project has a dataset of this name. Choose another.")
            )
        return name


class LayoutForm(forms.Form):
    """How the file is cut into rows and cells; a change means reading it again."""

    encoding = forms.ChoiceField(label=gettext_lazy("Encoding"), choices=list(ENCODINGS.items()))
    delimiter = forms.ChoiceField(
        label=gettext_lazy("Delimiter"),
        choices=[
            (",", gettext_lazy("Comma ,")),
            (";", gettext_lazy("Semicolon ;")),
            ("tab", gettext_lazy("Tab")),
            ("|", gettext_lazy("Bar |")),
        ],
    )
    quote = forms.ChoiceField(
        label=gettext_lazy("Quotes"),
        choices=[('"', '"…"'), ("'", "'…'"), ("none", gettext_lazy("No quotes"))],
    )
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    skip_rows = forms.IntegerField(
        label=gettext_lazy("Title lines to skip"), required=False, min_value=0, max_value=1000
    )
    header = forms.BooleanField(label=gettext_lazy("The first row is a header"), required=False)

    def __init__(self, inspection: Inspection, data: Any = None) -> None:
        plan = inspection.plan
        initial = {
            **plan.model_dump(include={"encoding", "sheet", "skip_rows", "header"}),
            "delimiter": "tab" if plan.delimiter == "\t" else plan.delimiter,
            "quote": plan.quote or "none",
        }
        super().__init__(data, initial=initial, prefix="layout")
        for name in self._unneeded(plan.format):
            del self.fields[name]
        if "sheet" in self.fields:
            _choose(self, "sheet", [(name, name) for name in inspection.sheets])

    @staticmethod
    def _unneeded(file_format: str) -> list[str]:
        text = ["encoding", "delimiter", "quote"]
        return {
            "csv": ["sheet"],
            "xlsx": text,
            "jsonl": [*text, "sheet", "skip_rows", "header"],
            "parquet": [*text, "sheet", "skip_rows", "header"],
        }[file_format]

    def options(self) -> dict[str, Any]:
        """The choices as ``InspectParams``."""
        chosen = dict(self.cleaned_data)
        if "delimiter" in chosen:
            chosen["delimiter"] = "\t" if chosen["delimiter"] == "tab" else chosen["delimiter"]
        if "quote" in chosen:
            chosen["quote"] = "" if chosen["quote"] == "none" else chosen["quote"]
        return {key: value for key, value in chosen.items() if value is not None}


def _as_words(words: Iterable[str]) -> str:
    """Words with a blank between them; one that holds a blank itself stands in quotes."""
    return " ".join(f'"{word}"' if " " in word else word for word in words if word)


def _words(text: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', text)]


class ColumnForm(forms.Form):
    """How one column is read."""

    include = forms.BooleanField(required=False)
    name = forms.CharField(max_length=120, required=False)
    kind = forms.ChoiceField(choices=KINDS)
    unit = forms.CharField(max_length=40, required=False)
    signs = forms.ChoiceField(choices=SIGNS, required=False)
    date_format = forms.ChoiceField(required=False)
    percent_as = forms.ChoiceField(
        required=False,
        choices=[
            ("points", gettext_lazy("45% is stored as 45")),
            ("fraction", gettext_lazy("45% is stored as 0.45")),
        ],
    )
    missing = forms.CharField(required=False, max_length=1000, strip=False)

    def __init__(self, column: ColumnPlan, data: Any = None) -> None:
        self.column = column
        initial = {
            **column.model_dump(include={"include", "name", "kind", "unit", "date_format"}),
            "signs": f"{column.decimal}|{column.thousands}",
            "percent_as": column.percent_as,
            "missing": _as_words(column.missing),
        }
        super().__init__(data, initial=initial, prefix=f"c{column.position}")
        formats = [("", _("as 2026-12-31 23:59"))]
        formats += [
            (form, _EXAMPLE.strftime(form)) for form in (*DATE_FORMATS, *INSTANT_FORMATS) if form
        ]
        if column.date_format not in dict(formats):
            formats.append((column.date_format, column.date_format))
        _choose(self, "date_format", formats)
        self._label(column)

    def _label(self, column: ColumnPlan) -> None:
        for name, text in [
            ("include", _("Import {column}")),
            ("name", _("Name of {column}")),
            ("kind", _("Type of {column}")),
            ("unit", _("Unit of {column}")),
            ("signs", _("How numbers are written in {column}")),
            ("date_format", _("How dates are written in {column}")),
            ("percent_as", _("How percentages of {column} are stored")),
            ("missing", _("What counts as missing in {column}")),
        ]:
            label = text.format(column=column.source or column.name)
            self.fields[name].label = label
            self.fields[name].widget.attrs["aria-label"] = label

    def planned(self) -> ColumnPlan:
        """The column's plan with what the person chose."""
        chosen = self.cleaned_data
        decimal, _bar, thousands = (chosen["signs"] or ".|").partition("|")
        return self.column.model_copy(
            update={
                "include": chosen["include"],
                "name": " ".join(chosen["name"].split()) or self.column.name,
                "kind": chosen["kind"],
                "unit": chosen["unit"].strip(),
                "decimal": decimal,
                "thousands": thousands,
                "date_format": chosen["date_format"],
                "percent_as": chosen["percent_as"] or "points",
                "missing": ["", *_words(chosen["missing"])],
            }
        )


class CountryForm(forms.Form):
    """Which country a spelling of the file means."""

    code = forms.ChoiceField(required=False)

    def __init__(
        self,
        index: int,
        review: CountryReview,
        names: Mapping[str, str],
        chosen: Mapping[str, str],
        data: Any = None,
    ) -> None:
        self.review = review
        code = chosen.get(review.value, review.match)
        if review.value in chosen and not code:
            code = LEAVE_OUT
        super().__init__(data, initial={"code": code}, prefix=f"r{index}")
        near = [(code, f"{names.get(code, code)} ({code})") for code in review.candidates]
        offered: list[Any] = [
            ("", _("Choose a country…")),
            (LEAVE_OUT, _("No country: store as missing")),
            *([(_("Similar names"), near)] if near else []),
            (_("All countries"), list(names.items())),
        ]
        _choose(self, "code", offered)
        self.fields["code"].widget.attrs["aria-label"] = _("Country for {name}").format(
            name=review.value
        )


class PlanForm(forms.Form):
    """Where the table goes, and what happens to what does not fit."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    target = forms.ModelChoiceField(
        label=gettext_lazy("Store as"),
        queryset=Dataset.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new dataset"),
    )
    on_bad = forms.ChoiceField(
        label=gettext_lazy("Rows with an unusable value"),
        choices=[
            ("reject", gettext_lazy("Leave the row out and list it")),
            ("missing", gettext_lazy("Keep the row, store the value as missing")),
        ],
    )
    aggregates = forms.ChoiceField(
        label=gettext_lazy("Groups of countries"),
        choices=[
            ("exclude", gettext_lazy("Leave their rows out")),
            ("keep", gettext_lazy("Keep their rows under their own names")),
        ],
    )
    duplicates = forms.ChoiceField(
        label=gettext_lazy("Rows that repeat an earlier key"),
        choices=[
            ("keep", gettext_lazy("Keep them and say how many")),
            ("reject", gettext_lazy("Keep the first, list the others")),
        ],
    )

    def __init__(self, project_id: Any, plan: Plan, initial: Any, data: Any = None) -> None:
        start = plan.model_dump(include={"on_bad", "aggregates", "duplicates"})
        super().__init__(data, initial={**start, **initial})
        self.project_id = project_id
        target = cast(forms.ModelChoiceField, self.fields["target"])
        target.queryset = Dataset.objects.filter(project_id=project_id)
        if not any(column.kind == "country" for column in plan.columns):
            del self.fields["aggregates"]
        if not plan.key:
            del self.fields["duplicates"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = (data.get("name") or "").strip()
        if data.get("target"):
            return data
        if not name:
            self.add_error("name", _("Give the dataset a name."))
        elif Dataset.objects.filter(project_id=self.project_id, name=name).exists():
            self.add_error(
                "name",
                _("The project has a dataset of this name. Choose it above to add a version."),
            )
        return data


class PreviewForms:
    """All forms of the preview page, bound together."""

    def __init__(
        self, project_id: Any, inspection: Inspection, plan: Plan, initial: Any, data: Any = None
    ) -> None:
        self.inspection, self.base = inspection, plan
        self.layout = LayoutForm(inspection, data)
        self.columns = [ColumnForm(column, data) for column in plan.columns[:MOST_EDITABLE]]
        names = dict(countries.choices(get_language() or "en")) if inspection.reviews else {}
        unsure = [review for review in inspection.reviews if not review.aggregate]
        self.reviews = [
            CountryForm(index, review, names, plan.columns[review.column].countries, data)
            for index, review in enumerate(unsure[:MOST_REVIEWS])
        ]
        self.groups = [review for review in inspection.reviews if review.aggregate]
        self.main = PlanForm(project_id, plan, initial, data)
        self.problem = ""

    def is_valid(self) -> bool:
        """Whether everything can be imported; ``problem`` says what is wrong between columns."""
        parts = [self.layout, self.main, *self.columns, *self.reviews]
        wrong = [part for part in parts if not part.is_valid()]  # all of them, to mark each field
        if wrong:
            return False
        names = [column.name for column in self.plan().included()]
        twice = sorted({name for name in names if names.count(name) > 1})
        if not names:
            self.problem = _("Choose at least one column to import.")
        elif twice:
            self.problem = _("Two columns are called '{name}'. Rename one of them.").format(
                name=twice[0]
            )
        return not self.problem

    def plan(self) -> Plan:
        """The plan with what the person chose; what is not valid stays as proposed."""
        spellings = self._spellings()
        columns = []
        for form in self.columns:
            column = form.planned() if form.is_valid() else form.column
            if column.kind == "country":
                column = column.model_copy(update={"countries": spellings.get(column.position, {})})
            columns.append(column)
        columns += self.base.columns[len(self.columns) :]
        main = {key: value for key, value in self._main().items() if value}
        key = [
            new.name
            for old, new in zip(self.base.columns, columns, strict=True)
            if old.name in self.base.key and new.include
        ]
        return self.base.model_copy(update={"columns": columns, "key": key, **main})

    def _main(self) -> dict[str, Any]:
        if not self.main.is_bound:
            return {}
        self.main.is_valid()
        chosen = self.main.cleaned_data
        return {name: chosen.get(name) for name in ("on_bad", "aggregates", "duplicates")}

    def _spellings(self) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for form in self.reviews:
            code = form.cleaned_data.get("code") if form.is_valid() else form.review.match
            if code:
                spelled = found.setdefault(form.review.column, {})
                spelled[form.review.value] = "" if code == LEAVE_OUT else code
        return found

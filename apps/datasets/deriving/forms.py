"""The form that adds columns: a form for each step, and one for where the table goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.datasets.deriving.asking import place_of
from apps.datasets.deriving.steps import INTO, KINDS, LONGEST_NAME, MOST_PERIODS, MOST_STEPS
from apps.datasets.deriving.units import DIMENSIONS
from apps.datasets.domain.likely import likely_columns
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.tabular.schema import NUMERIC
from apps.engines.contract import Issue

PLAIN = {"spellcheck": "false", "autocomplete": "off", "autocapitalize": "off"}


def _units() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (gettext(label), [(unit, unit) for unit in units]) for label, units in DIMENSIONS.values()
    ]


def _code(label: Any, **options: Any) -> forms.CharField:
    attrs = {**PLAIN, "placeholder": "EUR"}
    return forms.CharField(
        label=label, max_length=3, min_length=3, widget=forms.TextInput(attrs=attrs), **options
    )


class StepForm(forms.Form):
    """One step. ``numbers``, ``others`` and ``texts`` are fields that choose among the columns."""

    kind: ClassVar[str]
    numbers: ClassVar[Sequence[str]] = ("column",)
    others: ClassVar[Sequence[str]] = ()
    codes: ClassVar[Sequence[str]] = ()
    name = forms.CharField(label=_("Name of the new column"), max_length=LONGEST_NAME)

    def __init__(self, columns: Sequence[tuple[str, bool]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for names, wanted in ((self.numbers, True), (self.others, False)):
            offered = [(name, name) for name, numeric in columns if numeric or not wanted]
            for name in names:
                field = cast(forms.ChoiceField, self.fields[name])
                many = isinstance(field, forms.MultipleChoiceField)
                field.choices = offered if many else [("", "–"), *offered]

    def step(self) -> dict[str, Any]:
        """The step as parameters."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        for name in self.codes:
            given[name] = given[name].strip().upper()
        return {"kind": self.kind, **given}

    @property
    def title(self) -> str:
        return gettext(KINDS[self.kind])


class FormulaForm(StepForm):
    kind = "formula"
    numbers = ()
    formula = forms.CharField(
        label=_("Formula"),
        max_length=2000,
        widget=forms.TextInput(attrs={**PLAIN, "placeholder": "revenue / population * 1000"}),
        help_text=_(
            "+ - * / ** ( ) and log, log10, log1p, exp, sqrt, abs, min(a, b), max(a, b),"
            " if_missing(a, b). Names with blanks or signs stand between backticks: `net price`."
        ),
    )
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)


class ChangeForm(StepForm):
    kind = "change"
    others = ("period", "market")
    column = forms.ChoiceField(label=_("Column"))
    measure = forms.ChoiceField(
        label=_("What to compute"),
        choices=[
            ("growth", _("Growth since then, as a share")),
            ("difference", _("Difference since then")),
            ("log_difference", _("Difference of logarithms")),
            ("lag", _("The value then")),
            ("rolling_mean", _("Mean of the last periods")),
        ],
    )
    periods = forms.IntegerField(
        label=_("Periods"),
        min_value=1,
        max_value=MOST_PERIODS,
        initial=1,
        help_text=_("How many periods before, or how many the mean takes."),
    )
    period = forms.ChoiceField(label=_("Column of periods"))
    market = forms.ChoiceField(
        label=_("Column of markets"),
        required=False,
        help_text=_("Each market is followed by itself; without one, all rows are one series."),
    )
    percent = forms.BooleanField(label=_("Growth in percent"), required=False)


class ShareForm(StepForm):
    kind = "share"
    others = ("groups",)
    column = forms.ChoiceField(label=_("Column"))
    groups = forms.MultipleChoiceField(
        label=_("Total of each"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        help_text=_("Up to four columns, such as year. Without any, the total of the whole table."),
    )
    percent = forms.BooleanField(label=_("In percent"), required=False)


class UnitForm(StepForm):
    kind = "unit"
    column = forms.ChoiceField(label=_("Column"))
    from_unit = forms.ChoiceField(label=_("From"), choices=_units)
    to_unit = forms.ChoiceField(label=_("To"), choices=_units)


class CurrencyForm(StepForm):
    kind = "currency"
    others = ("currency_column", "date")
    codes = ("currency", "to")
    column = forms.ChoiceField(label=_("Column of amounts"))
    currency_column = forms.ChoiceField(label=_("Column of currency codes"), required=False)
    currency = _code(
        _("or one code for all rows"),
        required=False,
        help_text=_("ISO 4217: three letters, such as CNY."),
    )
    to = _code(_("Into"))
    date = forms.ChoiceField(label=_("Column of dates or periods"))
    rule = forms.ChoiceField(
        label=_("Rate"),
        choices=[
            ("last", _("of the day, or the last one before")),
            ("month", _("mean of the month")),
            ("quarter", _("mean of the quarter")),
            ("year", _("mean of the year")),
        ],
    )
    most_days = forms.IntegerField(
        label=_("At most so many days old"), min_value=0, max_value=366, initial=7, required=False
    )


class DeflateForm(StepForm):
    kind = "deflate"
    numbers = ("column", "index")
    column = forms.ChoiceField(label=_("Column of amounts"))
    index = forms.ChoiceField(label=_("Column of the price index"))
    base = forms.FloatField(
        label=_("Value of the index in the price year"), initial=100, min_value=0
    )
    prices_of = forms.CharField(
        label=_("Prices of"),
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "2015"}),
        help_text=_("The price year: it stands in the new column's unit."),
    )


FORMS: dict[str, type[StepForm]] = {
    form.kind: form
    for form in (FormulaForm, ChangeForm, ShareForm, UnitForm, CurrencyForm, DeflateForm)
}


class WhereForm(forms.Form):
    """Where the table goes, and which rates are used."""

    into = forms.ChoiceField(
        label=_("Store as"),
        choices=[(key, _(words)) for key, words in INTO.items()],
    )
    dataset_name = forms.CharField(
        label=_("Name of the new dataset"), max_length=LONGEST_NAME, required=False
    )
    replace = forms.BooleanField(label=_("Replace columns of the same name"), required=False)


class RatesForm(forms.Form):
    """The table of exchange rates and how it is read."""

    dataset = forms.ModelChoiceField(
        label=_("Dataset of rates"),
        queryset=Dataset.objects.none(),
        help_text=_("Its newest version is taken."),
    )
    currency = forms.CharField(label=_("Its column of currencies"), initial="currency")
    date = forms.CharField(label=_("Its column of dates or periods"), initial="date")
    rate = forms.CharField(label=_("Its column of rates"), initial="rate")
    base = _code(_("Rates are against"), required=False, initial="EUR")
    base_column = forms.CharField(
        label=_("or its column of base currencies"),
        required=False,
        help_text=_("Where it is given, it counts."),
    )
    direction = forms.ChoiceField(
        label=_("A rate says"),
        choices=[
            ("per_base", _("1 of the base is worth so much of the currency (1 EUR = 1.18 USD)")),
            ("in_base", _("1 of the currency is worth so much of the base (1 USD = 0.85 EUR)")),
        ],
    )

    def __init__(self, project_id: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["dataset"])
        field.queryset = Dataset.objects.filter(project_id=project_id).order_by("name")

    def table(self) -> dict[str, Any]:
        """The way to read it, as parameters."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "dataset"}
        return {**given, "base": given["base"].strip().upper()}


class DeriveForms:
    """All forms of the page. ``sent`` is what was posted; with ``checked`` it is validated, else
    only kept, but for the step ``without``. ``start`` are the parameters of an earlier run, with
    ``rates_dataset``.
    """

    def __init__(
        self,
        version: DatasetVersion,
        sent: Any = None,
        start: Mapping[str, Any] | None = None,
        *,
        checked: bool = False,
        without: int | None = None,
    ) -> None:
        self.version, self.sent, self.checked = version, sent, checked
        self.start = dict(start or {})
        self.problems: list[str] = []
        self.steps: list[StepForm] = []
        wanted = self._wanted()
        if without is not None and without < len(wanted):
            del wanted[without]
        for kind, initial, prefix in wanted:
            self._append(kind, initial, prefix)
        where = {**self.start, "dataset_name": self.start.get("name", "")}
        self.where = self._made(WhereForm, "where", where)
        project = version.project_id
        rates = {**(self.start.get("rates") or {})}
        rates["dataset"] = self.start.get("rates_dataset")
        rates = {name: value for name, value in rates.items() if value is not None}
        self.rates = self._made(RatesForm, "rates", rates, project)

    @property
    def needs_rates(self) -> bool:
        return any(form.kind == "currency" for form in self.steps)

    @property
    def may_grow(self) -> bool:
        return len(self.steps) < MOST_STEPS

    def _wanted(self) -> list[tuple[str, dict[str, Any], str]]:
        """Of each step its kind, what it starts with, and the prefix that it was sent under."""
        if self.sent is None:
            steps = self.start.get("steps") or [{"kind": "formula"}]
            return [(step["kind"], dict(step), "") for step in steps]
        prefixes = [f"s{place}" for place in range(MOST_STEPS)]
        kinds = [(self.sent.get(f"{prefix}-kind", ""), prefix) for prefix in prefixes]
        return [(kind, {}, prefix) for kind, prefix in kinds if kind in FORMS]

    def _append(self, kind: str, initial: dict[str, Any], sent_as: str) -> None:
        columns = [(column["name"], column["dtype"] in NUMERIC) for column in self.version.columns]
        made = [str(form["name"].value() or "") for form in self.steps]
        known = {name for name, _numeric in columns}
        columns += [(name, True) for name in dict.fromkeys(made) if name and name not in known]
        prefix = f"s{len(self.steps)}"
        self.steps.append(self._made(FORMS[kind], prefix, initial, columns, sent_as=sent_as))

    def _made(
        self,
        kind: Any,
        prefix: str,
        initial: dict[str, Any],
        *args: Any,
        sent_as: str | None = None,
    ) -> Any:
        source = prefix if sent_as is None else sent_as
        if self.sent is None or not source:
            return kind(*args, prefix=prefix, initial=initial)
        if self.checked:
            return kind(*args, self.sent, prefix=source)
        fields = kind(*args).fields.items()
        kept = {
            name: field.widget.value_from_datadict(self.sent, {}, f"{source}-{name}")
            for name, field in fields
            if f"{source}-kind" in self.sent or f"{source}-{name}" in self.sent
        }
        return kind(*args, prefix=prefix, initial=kept)

    def add(self, kind: str) -> None:
        """One more step at the end."""
        if kind in FORMS and self.may_grow:
            self._append(kind, self._likely(kind), "")

    def _likely(self, kind: str) -> dict[str, Any]:
        """What a new step starts with. Yearly amounts take the mean of the year: a rate of one day
        would be that of its last one.
        """
        likely = likely_columns(self.version)
        if kind == "change":
            return {"period": likely.period, "market": likely.market}
        if kind == "currency":
            rule = {"rule": "year"} if likely.yearly else {}
            return {"date": likely.period, "currency_column": likely.currency, **rule}
        return {}

    def is_valid(self) -> bool:
        parts: list[forms.Form] = [*self.steps, self.where]
        parts += [self.rates] if self.needs_rates else []
        if not self.steps:
            self.problems.append(gettext("Add a step first."))
        wrong = [part for part in parts if not part.is_valid()]  # all of them, to mark each field
        return not wrong and not self.problems

    def params(self) -> dict[str, Any]:
        """What was chosen, as ``DeriveParams`` takes it."""
        where = self.where.cleaned_data
        return {
            "steps": [form.step() for form in self.steps],
            "into": where["into"],
            "name": where["dataset_name"].strip(),
            "replace": where["replace"],
            **({"rates": self.rates.table()} if self.needs_rates else {}),
        }

    @property
    def rates_dataset(self) -> Dataset | None:
        found: Dataset | None = self.rates.cleaned_data["dataset"] if self.needs_rates else None
        return found

    def show(self, issue: Issue) -> None:
        """Put an issue beside the field that it is about."""
        said = " ".join(render(part) for part in (issue.message, issue.fix) if part)
        form: forms.Form | None = None
        name = ""
        match place_of(issue.field):
            case ["steps", number, name, *_rest] if int(number) < len(self.steps):
                form = self.steps[int(number)]
            case ["rates", name]:
                form = self.rates
            case ["name"]:
                form, name = self.where, "dataset_name"
            case ["rates"]:
                form, name = self.rates, "dataset"
        if form is not None and name in form.fields:
            form.add_error(name, said)
        else:
            self.problems.append(said)

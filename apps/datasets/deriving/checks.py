"""What is wrong with steps, told from the columns of the tables alone. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from apps.core.messages import Message, clipped, msg
from apps.datasets.deriving import formulas
from apps.datasets.deriving.steps import (
    ChangeStep,
    CurrencyStep,
    DeflateStep,
    DeriveParams,
    FormulaStep,
    RateTable,
    ShareStep,
    Step,
    UnitStep,
)
from apps.datasets.deriving.units import UNITS, dimension_of
from apps.datasets.tabular.schema import NUMERIC, Kind, StoredColumn
from apps.engines.contract import ColumnProfile, InputProfile, Issue
from apps.reference import currencies

Columns = Mapping[str, ColumnProfile]
DATES = ("date", "datetime", "text", "integer", "number")
SHOWN = 12


def check(params: DeriveParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Issues with ``steps.N.field`` or ``rates.field`` as their place, N from 0."""
    data = profiles.get("data")
    if data is None:
        return []
    columns = {column.name: column for column in data.columns}
    taken, made, found = set(columns), set[str](), list[Issue]()
    for place, step in enumerate(params.steps):
        here = f"steps.{place}"
        found += [_placed(issue, here, place) for issue in _step(step, columns)]
        if step.name in made or (step.name in taken and not params.replace):
            found.append(_placed(_taken(step.name, step.name in made), here, place))
        made.add(step.name)
        stored = result_of(step, columns)
        columns[step.name] = ColumnProfile(name=step.name, dtype=stored.dtype, unit=stored.unit)
    if params.needs_rates:
        found += _rates(params.rates, profiles.get("rates"))
    if params.into == "new" and not params.name.strip():
        found.append(Issue(message=msg("Give the new dataset a name."), field="name"))
    return found


def result_of(step: Step, columns: Columns) -> StoredColumn:
    """The new column as it is stored: what its numbers are, and their unit."""
    before = columns.get(getattr(step, "column", ""))
    kind, unit = "number", before.unit if before else ""
    if isinstance(step, FormulaStep):
        unit = step.unit.strip()
    elif isinstance(step, ShareStep) or (isinstance(step, ChangeStep) and step.measure == "growth"):
        kind, unit = ("percent", "%") if step.percent else ("number", "")
    elif isinstance(step, ChangeStep) and step.measure == "log_difference":
        unit = ""
    elif isinstance(step, UnitStep):
        kind, unit = "percent" if step.to_unit == "%" else "number", step.to_unit
    elif isinstance(step, CurrencyStep):
        kind, unit = "currency", step.to
    elif isinstance(step, DeflateStep):
        unit = f"{unit} ({step.prices_of})".strip()
    return StoredColumn(name=step.name, kind=cast(Kind, kind), unit=unit)


def _placed(issue: Issue, here: str, place: int) -> Issue:
    field = f"{here}.{issue.field}" if issue.field else here
    said = msg("Step {number}: {what}", number=place + 1, what=issue.message)
    return issue.model_copy(update={"message": said, "field": field})


def _taken(name: str, twice: bool) -> Issue:
    said = (
        msg("Two steps make a column '{name}'.", name=clipped(name))
        if twice
        else msg("The table has a column '{name}' already.", name=clipped(name))
    )
    fix = msg("Choose another name.") if twice else msg(
        "Choose another name, or choose that columns of the same name are replaced."
    )  # fmt: skip
    return Issue(message=said, fix=fix, field="name")


def _step(step: Step, columns: Columns) -> Iterator[Issue]:
    if isinstance(step, FormulaStep):
        _written, issue = formulas.read(step.formula, columns)
        if issue is not None:
            yield issue
        return
    yield from _column(columns, step.column, "column", NUMERIC)
    if isinstance(step, ChangeStep):
        yield from _column(columns, step.period, "period", DATES)
        if step.market:
            yield from _column(columns, step.market, "market")
    elif isinstance(step, ShareStep):
        for name in step.groups:
            yield from _column(columns, name, "groups")
    elif isinstance(step, UnitStep):
        yield from _units(step, columns)
    elif isinstance(step, CurrencyStep):
        yield from _money(step, columns)
    else:
        yield from _column(columns, step.index, "index", NUMERIC)


def _column(columns: Columns, name: str, field: str, dtypes: Sequence[str] = ()) -> Iterator[Issue]:
    column = columns.get(name)
    if column is None:
        yield Issue(
            message=msg("the table has no column named '{name}'.", name=clipped(name)),
            fix=msg("Its columns are: {names}.", names=list(columns)[:SHOWN]),
            field=field,
        )
    elif dtypes and column.dtype not in dtypes:
        said = (
            msg("column '{name}' holds no numbers.", name=clipped(name))
            if tuple(dtypes) == NUMERIC
            else msg("column '{name}' holds no dates or periods.", name=clipped(name))
        )
        yield Issue(message=said, fix=msg("Choose another column."), field=field)


def _units(step: UnitStep, columns: Columns) -> Iterator[Issue]:
    for field in ("from_unit", "to_unit"):
        unit = getattr(step, field)
        if unit not in UNITS:
            yield Issue(
                message=msg("'{unit}' is not a unit that can be converted.", unit=clipped(unit)),
                fix=msg("Known are: {names}.", names=list(UNITS)),
                field=field,
            )
            return
    if dimension_of(step.from_unit) != dimension_of(step.to_unit):
        yield Issue(
            message=msg(
                "{one} and {other} do not measure the same.", one=step.from_unit, other=step.to_unit
            ),
            fix=msg("Choose two units of one kind, such as km and mi."),
            field="to_unit",
        )
    column = columns.get(step.column)
    if column and column.unit in UNITS and column.unit != step.from_unit:
        yield Issue(
            message=msg(
                "column '{name}' is in {unit}, not in {other}.",
                name=clipped(column.name), unit=column.unit, other=step.from_unit,
            ),
            fix=msg("Convert it from the unit that it is in."),
            field="from_unit",
        )  # fmt: skip


def _money(step: CurrencyStep, columns: Columns) -> Iterator[Issue]:
    yield from _column(columns, step.date, "date", DATES)
    if bool(step.currency_column) == bool(step.currency):
        yield Issue(
            message=msg("say which currency the amounts are in, in one way."),
            fix=msg("Choose a column of currency codes, or one code for all rows."),
            field="currency",
        )
    if step.currency_column:
        yield from _column(columns, step.currency_column, "currency_column", ("text",))
    for field in ("currency", "to"):
        code = getattr(step, field)
        if code and currencies.get(code) is None:
            yield Issue(
                message=msg("'{code}' is no currency code of ISO 4217.", code=code),
                fix=msg("Write three letters, such as EUR, USD or CNY."),
                field=field,
            )


def _rates(table: RateTable | None, profile: InputProfile | None) -> Iterator[Issue]:
    if table is None or profile is None:
        yield Issue(
            message=msg("A currency step needs a table of exchange rates."),
            fix=msg("Choose a dataset with columns of currency, date and rate."),
            field="rates",
        )
        return
    columns = {column.name: column for column in profile.columns}
    wanted: list[tuple[str, Any]] = [("currency", ("text",)), ("date", DATES), ("rate", NUMERIC)]
    if table.base_column:
        wanted.append(("base_column", ("text",)))
    elif not table.base:
        yield _of_rates(msg("say which currency the rates are against."), "base")
    elif currencies.get(table.base) is None:
        yield _of_rates(msg("'{code}' is no currency code of ISO 4217.", code=table.base), "base")
    for field, dtypes in wanted:
        for issue in _column(columns, getattr(table, field), field, dtypes):
            yield _of_rates(issue.message, field, issue.fix)


def _of_rates(said: Message, field: str, fix: Message | None = None) -> Issue:
    return Issue(
        message=msg("Table of exchange rates: {what}", what=said), fix=fix, field=f"rates.{field}"
    )

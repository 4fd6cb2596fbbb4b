"""What a run that adds columns tells: what was added, what stayed empty and why, which rates were
used. In a job's child.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from apps.core.messages import Message, Num, msg, msgn
from apps.datasets.deriving.gaps import REASONS, Gaps
from apps.datasets.deriving.money import Ledger
from apps.datasets.deriving.rates import Leg, Rates
from apps.datasets.deriving.steps import KINDS, CurrencyStep, DeriveParams
from apps.datasets.tabular.schema import StoredColumn
from apps.engines.builtin.linear.terms.report import step_words
from apps.engines.result import AnyBlock, Table, TableColumn, Text, Tile, Tiles
from apps.engines.result import Warning as Caution

MOST_ROWS = 200  # of a list of rates
Row = dict[str, float | int | str | Message | None]


@dataclass(frozen=True)
class Told:
    """What a run has made; ``columns`` and ``gaps`` in the order of the steps."""

    params: DeriveParams
    columns: list[StoredColumn]
    gaps: list[Gaps]
    ledger: Ledger
    rates: Rates | None
    rows: int

    @property
    def empty(self) -> int:
        return sum(gap.empty for gap in self.gaps)

    def pairs(self) -> Iterator[tuple[StoredColumn, Gaps]]:
        return zip(self.columns, self.gaps, strict=True)


def headline(told: Told) -> Message:
    added = msgn("{count} column was added", "{count} columns were added", len(told.columns))
    if not told.empty:
        return msg("{added}; every cell has a value.", added=added)
    return msgn(
        "{added}; {count} cell stayed empty.",
        "{added}; {count} cells stayed empty.",
        told.empty,
        added=added,
    )


def blocks(told: Told) -> list[AnyBlock]:
    shown: list[AnyBlock] = [
        Tiles(
            items=[
                Tile(label=msg("Rows"), value=Num(value=float(told.rows), digits=12)),
                Tile(label=msg("Columns added"), value=Num(value=float(len(told.columns)))),
                Tile(
                    label=msg("Empty cells"),
                    value=Num(value=float(told.empty), digits=12),
                    tone="warn" if told.empty else "good",
                ),
            ]
        ),
        _added(told),
        *_lengths(told),
    ]
    if told.empty:
        shown += [_reasons(told), _examples(told)]
    if told.rates is not None:
        shown += _money(told, told.rates)
    return shown


def _added(told: Told) -> Table:
    rows: list[Row] = [
        {
            "column": column.name,
            "step": msg(KINDS[step.kind]),
            "unit": column.unit or "–",
            "filled": gap.filled,
            "empty": gap.empty,
        }
        for step, (column, gap) in zip(told.params.steps, told.pairs(), strict=True)
    ]
    return Table(
        key="added",
        title=msg("What was added"),
        columns=[
            TableColumn(key="column", label=msg("Column")),
            TableColumn(key="step", label=msg("Step")),
            TableColumn(key="unit", label=msg("Unit")),
            TableColumn(key="filled", label=msg("Cells with a value"), kind="integer"),
            TableColumn(key="empty", label=msg("Empty cells"), kind="integer"),
        ],
        rows=rows,
    )


def _lengths(told: Told) -> Iterator[AnyBlock]:
    """How long a period is: where all years are five apart, growth is over five years."""
    said = [
        msg("'{name}': one period is {length}.", name=column.name, length=step_words(gap.period))
        for column, gap in told.pairs()
        if gap.period
    ]
    if said:
        yield Text(heading=msg("How long a period is"), paragraphs=said)


def _reasons(told: Told) -> Table:
    rows: list[Row] = [
        {
            "column": column.name,
            "reason": REASONS[code][0],
            "count": count,
            "fix": REASONS[code][1],
        }
        for column, gap in told.pairs()
        for code, count in gap.counts.most_common()
    ]
    return Table(
        key="reasons",
        title=msg("Why cells stayed empty"),
        columns=[
            TableColumn(key="column", label=msg("Column")),
            TableColumn(key="reason", label=msg("Reason")),
            TableColumn(key="count", label=msg("Cells"), kind="integer"),
            TableColumn(key="fix", label=msg("What to do")),
        ],
        rows=rows,
    )


def _examples(told: Told) -> Table:
    rows: list[Row] = [
        {"row": row, "column": column.name, "value": value, "reason": REASONS[code][0]}
        for column, gap in told.pairs()
        for row, value, code in sorted(gap.examples)
    ]
    return Table(
        key="examples",
        title=msg("Examples of empty cells"),
        columns=[
            TableColumn(key="row", label=msg("Row"), kind="integer"),
            TableColumn(key="column", label=msg("Column")),
            TableColumn(key="value", label=msg("What stands there")),
            TableColumn(key="reason", label=msg("Reason")),
        ],
        rows=rows,
    )


def _money(told: Told, rates: Rates) -> list[AnyBlock]:
    table = rates.told
    direction = (
        msg("a rate is how much of the currency one unit of the base is worth")
        if table.direction == "per_base"
        else msg("a rate is how much of the base one unit of the currency is worth")
    )
    shown: list[AnyBlock] = [
        Text(
            heading=msg("How amounts were converted"),
            paragraphs=[
                msg("Rates are those of '{table}'; {direction}.",
                    table=table.title or "–", direction=direction),
                *(_rule(step) for step in told.params.steps if isinstance(step, CurrencyStep)),
                *(_spoken(rates, leg) for leg in list(told.ledger.used)[:1]),
            ],
        ),
        *_doubts(told, rates),
    ]  # fmt: skip
    if rates.unused:
        shown.append(
            Caution(
                code="unused_rates",
                severity="info",
                message=msgn(
                    "{count} row of the table of rates was not used: its currency, date or rate is"
                    " missing or no rate above zero.",
                    "{count} rows of the table of rates were not used: their currency, date or rate"
                    " is missing or no rate above zero.",
                    rates.unused,
                ),
            )
        )
    if told.ledger.lacking:
        shown.append(_lacking(told, rates))
    return [*shown, _used(told)]


def _rule(step: CurrencyStep) -> Message:
    if step.rule == "last":
        return msgn(
            "'{name}' takes the rate of the row's day, or the last one before, at most {count} day"
            " old. A month, quarter or year counts by its last day.",
            "'{name}' takes the rate of the row's day, or the last one before, at most {count} days"
            " old. A month, quarter or year counts by its last day.",
            step.most_days,
            name=step.name,
        )
    period = {
        "month": msg("month"), "quarter": msg("quarter"), "year": msg("year"),
    }[step.rule]  # fmt: skip
    return msg(
        "'{name}' takes the mean of the rates in the row's {period}; a cross rate is the ratio of"
        " two means.",
        name=step.name,
        period=period,
    )


def _note(count: int) -> Message | None:
    if count <= MOST_ROWS:
        return None
    return msg("The {most} with the most rows, of {count}.", most=MOST_ROWS, count=count)


def _used(told: Told) -> Table:
    used = sorted(told.ledger.used.items(), key=lambda one: (-one[1], one[0].currency, one[0].date))
    rows: list[Row] = [
        {
            "currency": leg.currency, "base": leg.base, "date": leg.date, "rate": leg.rate,
            "count": leg.count, "rows": rows,
        }
        for leg, rows in used[:MOST_ROWS]
    ]  # fmt: skip
    return Table(
        key="rates",
        title=msg("Rates that were used"),
        columns=[
            TableColumn(key="currency", label=msg("Currency")),
            TableColumn(key="base", label=msg("Base")),
            TableColumn(key="date", label=msg("Date")),
            TableColumn(key="rate", label=msg("Rate"), kind="number", digits=10),
            TableColumn(key="count", label=msg("Rates in the mean"), kind="integer"),
            TableColumn(key="rows", label=msg("Rows"), kind="integer"),
        ],
        rows=rows,
        note=_note(len(used)),
    )


def _spoken(rates: Rates, leg: Leg) -> Message:
    one, worth, other = rates.says(leg)
    return msg(
        "So on {date} one {one} is worth {worth} {other}.",
        date=leg.date,
        one=one,
        worth=Num(value=worth, digits=6),
        other=other,
    )


def _doubts(told: Told, rates: Rates) -> Iterator[AnyBlock]:
    doubtful = next((leg for leg in told.ledger.used if rates.is_doubtful(leg)), None)
    if doubtful is not None:
        one, worth, other = rates.says(doubtful)
        yield Caution(
            code="rates_inverted",
            severity="serious",
            message=msg(
                "By these rates one {one} is worth {worth} {other}: they are likely to be the other"
                " way round. Run this again and choose what else 'A rate says'.",
                one=one,
                worth=Num(value=worth, digits=6),
                other=other,
            ),
        )


def _lacking(told: Told, rates: Rates) -> Table:
    lacking = sorted(told.ledger.lacking.items(), key=lambda one: (-one[1], one[0]))
    return Table(
        key="lacking",
        title=msg("Rates that were missing"),
        columns=[
            TableColumn(key="currency", label=msg("Currency")),
            TableColumn(key="date", label=msg("Date")),
            TableColumn(key="before", label=msg("Newest rate before")),
            TableColumn(key="age", label=msg("Days old"), kind="integer"),
            TableColumn(key="rows", label=msg("Rows"), kind="integer"),
        ],
        rows=[
            {"currency": code, "date": date, "before": before, "age": age, "rows": rows}
            for (code, date), rows in lacking[:MOST_ROWS]
            for before, age in [rates.before(code, date) or ("–", None)]
        ],
        note=_note(len(lacking)),
    )

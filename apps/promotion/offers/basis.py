"""What prices of several markets are compared by, from tables of the project: dated exchange rates,
and purchasing power parities. Nothing is made up: what no table says is unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache

from apps.core.messages import msg
from apps.datasets.deriving.rates import MOST_RATES, Rates, Row
from apps.datasets.deriving.steps import RateTable
from apps.datasets.inputs import DatasetProvider
from apps.engines import parquet
from apps.engines.contract import InputProfile
from apps.projects.domain.errors import Refused

AT_ONCE = 65_536
KEPT_SECONDS = 7 * 24 * 3600
OLDEST_YEARS = 5  # that a parity may lie before the year of the prices
CURRENCIES = ("currency", "currency code", "currency_code", "币种", "货币", "货币代码")
BASES = ("currency_denom", "base", "base currency", "base_currency", "基准货币")
DATES = ("time_period", "date", "day", "period", "日期", "时间")
RATES = ("rate", "exchange rate", "exchange_rate", "fx_rate", "汇率")
VALUES = (*RATES, "obs_value", "value")
COUNTRIES = ("country", "iso3", "country_code", "countryiso3code", "ref_area", "国家")
YEARS = ("period", "year", "date", "time_period", "年份", "年")
# World Bank: units of local currency that buy what one international dollar buys, of what
# households consume, else of the whole output.
PARITIES = ("PA.NUS.PRVT.PP", "PA.NUS.PPP")


@dataclass(frozen=True)
class RateSource:
    """A table that looks like one of exchange rates, and its columns."""

    table: InputProfile
    currency: str
    base: str  # '' where no column says what rates are against
    date: str
    rate: str


@dataclass(frozen=True)
class ParitySource:
    """A table with purchasing power parities; ``indicator`` is the column of codes, '' where the
    parities have a column of their own, called ``value``.
    """

    table: InputProfile
    country: str
    year: str
    value: str
    code: str
    indicator: str = ""


@dataclass(frozen=True)
class Parity:
    """``value`` units of local currency buy what one international dollar buys."""

    value: float
    year: int


def tables_of(project_id: Any) -> list[InputProfile]:
    """The newest version of each dataset of the project."""
    return DatasetProvider().choices(project_id)


def rate_sources(tables: Sequence[InputProfile]) -> list[RateSource]:
    """Tables with a column each of currencies, dates and rates. A table without a column of base
    currencies is one only where a column is called a rate.
    """
    found = []
    for table in tables:
        names = [column.name for column in table.columns]
        currency, day = _called(names, CURRENCIES), _called(names, DATES)
        base = _called(names, BASES)
        rate = _called(names, VALUES if base else RATES)
        if currency and day and rate:
            found.append(RateSource(table, currency, base, day, rate))
    return found


def parity_source(tables: Sequence[InputProfile], project_id: Any) -> ParitySource | None:
    """The newest table with parities of the World Bank."""
    for table in tables:
        names = [column.name for column in table.columns]
        country, year = _called(names, COUNTRIES), _called(names, YEARS)
        if not country or not year or (table.rows or 0) > MOST_RATES:
            continue
        for code in PARITIES:
            if code in names:
                return ParitySource(table, country, year, code, code)
        if "indicator" in names and "value" in names:
            coded = _indicator(table, project_id, country, year)
            if coded:
                return coded
    return None


def _indicator(
    table: InputProfile, project_id: Any, country: str, year: str
) -> ParitySource | None:
    """The better of :data:`PARITIES` that the table has. A version of a table never changes, so it
    is read once, and what was found is kept.
    """
    key = f"promotion:parities:{table.id}"
    code: str | None = cache.get(key)
    if code is None:
        code = _best_code(table, project_id)
        cache.set(key, code, KEPT_SECONDS)
    return ParitySource(table, country, year, "value", code, "indicator") if code else None


def _best_code(table: InputProfile, project_id: Any) -> str:
    """'' where the table has none of them."""
    found = ""
    for row in _rows(table, ["indicator"], {"indicator": set(PARITIES)}, project_id):
        code = str(row["indicator"]).strip()
        if code == PARITIES[0]:
            return code
        found = code
    return found


def _called(names: Sequence[str], wanted: Sequence[str]) -> str:
    plain = {name.strip().casefold(): name for name in names}
    return next((plain[one] for one in wanted if one in plain), "")


def read_rates(
    source: RateSource, project_id: Any, codes: Collection[str], on: date, *,
    base: str = "", per_base: bool = True,
) -> Rates:  # fmt: skip
    """The rates of these currencies in the year of ``on`` and the one before it; ``base`` is what
    they are against where no column says so. Raises :class:`Refusal` for a table that gives two
    rates for one day, and :class:`Refused` for one that is too large or whose base is unknown.
    """
    if (source.table.rows or 0) > MOST_RATES:
        raise Refused(msg("The table of exchange rates has more than {most} rows.",
                          most=MOST_RATES), field="rates")  # fmt: skip
    if not source.base and not base:
        raise Refused(
            msg("Say which currency these rates are against: no column of the table does."),
            field="base",
        )
    told = RateTable(
        currency=source.currency, date=source.date, rate=source.rate, base_column=source.base,
        base=base, direction="per_base" if per_base else "in_base", title=source.table.name[:200],
    )  # fmt: skip
    return Rates(_rate_rows(source, project_id, codes, on, base), told)


def _rate_rows(
    source: RateSource, project_id: Any, codes: Collection[str], on: date, base: str
) -> Iterator[Row]:
    columns = [source.currency, source.date, source.rate, *([source.base] if source.base else [])]
    years = {str(on.year), str(on.year - 1)}
    wanted = {source.currency: {form for code in codes for form in (code, code.lower())}}
    for row in _rows(source.table, columns, wanted, project_id=project_id):
        day = str(row[source.date] if row[source.date] is not None else "")
        if day[:4] in years:
            against = row[source.base] if source.base else base
            yield row[source.currency], against, day, _number(row[source.rate])


def parities(
    source: ParitySource, project_id: Any, markets: Collection[str], on: date
) -> dict[str, Parity]:
    """Market (alpha-3) → its newest parity up to the year of ``on``, :data:`OLDEST_YEARS` years
    older at most.
    """
    columns = [source.country, source.year, source.value]
    wanted = {source.country: set(markets)}
    if source.indicator:
        columns.append(source.indicator)
        wanted[source.indicator] = {source.code}
    found: dict[str, Parity] = {}
    for row in _rows(source.table, columns, wanted, project_id=project_id):
        year, value = str(row[source.year] or "")[:4], _number(row[source.value])
        if not year.isdecimal() or value is None or value <= 0:
            continue
        if on.year - OLDEST_YEARS <= int(year) <= on.year:
            held = found.get(row[source.country])
            if held is None or held.year < int(year):
                found[row[source.country]] = Parity(value, int(year))
    return found


def _number(cell: Any) -> float | None:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _rows(
    table: InputProfile, columns: Sequence[str], wanted: dict[str, set[str]], project_id: Any
) -> Iterator[dict[str, Any]]:
    """The rows whose columns hold one of the wanted texts, sifted before they become objects."""
    import pyarrow as pa  # heavy: imported on first use
    import pyarrow.compute as pc

    path = DatasetProvider().materialise(project_id, table.id)
    names = list(dict.fromkeys(columns))
    for batch in parquet.batches(path, names, rows=AT_ONCE):
        part = pa.table(batch.columns, names=names)
        for name, values in wanted.items():
            texts = pc.utf8_trim_whitespace(pc.cast(part[name], pa.string()))
            part = part.filter(pc.is_in(texts, value_set=pa.array(sorted(values))))
        yield from part.to_pylist()

"""Indicators by the World Bank's API, version 2, and services that speak it.

https://datahelpdesk.worldbank.org/knowledgebase/articles/889392 (basic call structures). What are
aggregates is told by the service's own list of countries (region 'NA' of the name 'Aggregates'),
which also maps the two-letter codes of the answers to ISO 3166 alpha-3. 'NA' is Namibia there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from pydantic import Field

from apps.core.messages import clipped, mark, msg
from apps.datasets.sources import records
from apps.datasets.sources.connectors.access import check_address
from apps.datasets.sources.contract import (
    Connector,
    ConnectorSettings,
    FetchContext,
    Fetched,
    no_rows,
)
from apps.datasets.sources.http import origin_of
from apps.datasets.tabular.schema import StoredColumn
from apps.engines.contract import Issue, Refusal

BASE = "https://api.worldbank.org/v2"
PAGE = 5000
MOST_PAGES = 500
_COUNTRIES = re.compile(r"^[A-Za-z0-9]{2,3}$")
_INDICATOR = re.compile(r"^[A-Za-z0-9_.\-]{2,80}$")
_DATES = re.compile(r"^\d{4}(Q[1-4]|M\d{2})?(:\d{4}(Q[1-4]|M\d{2})?)?$")
_YEAR = re.compile(r"^\d{4}$")


class WorldBankSettings(ConnectorSettings):
    """Which figures of which countries and years."""

    indicators: list[str] = Field(
        min_length=1,
        max_length=40,
        title=mark("Indicators"),
        description=mark("Codes such as NY.GDP.PCAP.CD, SP.POP.TOTL."),
    )
    countries: list[str] = Field(
        default=["all"],
        max_length=300,
        title=mark("Countries"),
        description=mark("Codes of two or three letters, or 'all'."),
    )
    date: str = Field(
        default="",
        max_length=20,
        title=mark("Years"),
        description=mark("Such as 2000:2024, or one year. Empty: all there are."),
    )
    layout: Literal["wide", "long"] = Field(
        default="wide",
        title=mark("Layout"),
        json_schema_extra={
            "choices": {
                "wide": mark("A column for each indicator"),
                "long": mark("A row for each figure"),
            }
        },
    )
    aggregates: bool = Field(
        default=False,
        title=mark("Keep groups of countries"),
        description=mark("Such as the world, the euro area or low-income countries."),
    )
    base: str = Field(
        default=BASE,
        max_length=300,
        title=mark("Address of the service"),
        description=mark("Another one only if it speaks the same."),
    )


@dataclass
class _Places:
    """Two-letter code → (alpha-3, name), and which of them are groups."""

    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)


class WorldBankConnector(Connector):
    key = "worldbank"
    version = "1"
    label = mark("World Bank indicators")
    description = mark("Figures by country and year from the World Bank's API, groups left out.")
    icon = "world"
    Settings = WorldBankSettings

    def address(self, settings: Any) -> str:
        return _address(settings, settings.indicators[0])

    def origin(self, settings: Any) -> str:
        return origin_of(settings.base)

    def check(self, settings: Any) -> Sequence[Issue]:
        found = list(check_address(settings.base, "base"))
        for code in settings.indicators:
            if not _INDICATOR.match(code):
                text = msg("'{code}' is no code of an indicator.", code=clipped(code))
                found.append(Issue(message=text, field="indicators"))
        for code in settings.countries:
            if not _COUNTRIES.match(code):
                text = msg("'{code}' is no code of a country.", code=clipped(code))
                found.append(Issue(message=text, field="countries"))
        if settings.date and not _DATES.match(settings.date):
            text = msg("Write the years like 2000:2024.")
            found.append(Issue(message=text, field="date"))
        return found

    def fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        try:
            return self._fetch(ctx, settings)
        except (AttributeError, KeyError, TypeError, ValueError):  # fields that are something else
            raise _another_service() from None

    def _fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        places = _places(ctx, settings)
        figures: dict[tuple[str, str], dict[str, float | None]] = {}
        updated: dict[str, str] = {}
        names: dict[str, str] = {}
        for number, indicator in enumerate(settings.indicators):
            ctx.progress(number, len(settings.indicators))
            for entry in _entries(ctx, settings, indicator, updated):
                names.setdefault(indicator, str((entry.get("indicator") or {}).get("value") or ""))
                place = _place(entry, places)
                if place is None or (place in places.groups and not settings.aggregates):
                    continue
                key = (place, str(entry.get("date") or ""))
                figures.setdefault(key, {})[indicator] = entry.get("value")
        stamp = " ".join(f"{name}={updated[name]}" for name in sorted(updated))
        path = ctx.folder / "indicators.jsonl"
        plan = records.write_rows(path, *_table(settings, figures, places), key=_key(settings))
        titles = "; ".join(f"{code}: {name}" for code, name in names.items() if name)
        return Fetched(
            path, self.address(settings), plan,
            details={"indicators": titles[:2000], "last_updated": stamp[:500]},
        )  # fmt: skip


def _address(settings: Any, indicator: str) -> str:
    codes = quote(";".join(settings.countries or ["all"]), safe=";")
    base = settings.base.rstrip("/")
    date = f"&date={settings.date}" if settings.date else ""
    return f"{base}/country/{codes}/indicator/{quote(indicator)}?format=json{date}"


def _places(ctx: FetchContext, settings: Any) -> _Places:
    found = _Places()
    address = f"{settings.base.rstrip('/')}/country?format=json"
    for entry in _pages(ctx, address, {}, ""):
        two, three = str(entry.get("iso2Code") or ""), str(entry.get("id") or "")
        if not two or not three:
            continue
        region = entry.get("region") or {}
        found.known[two] = (three, str(entry.get("name") or three))
        if region.get("id") == "NA" or str(region.get("value")).strip() == "Aggregates":
            found.groups.add(three)
    return found


def _place(entry: Any, places: _Places) -> str | None:
    """The alpha-3 code; what the service does not list among its countries has none."""
    three = str(entry.get("countryiso3code") or "")
    if three and any(three == known for known, _name in places.known.values()):
        return three
    two = str((entry.get("country") or {}).get("id") or "")
    known = places.known.get(two)
    return known[0] if known else None


def _entries(
    ctx: FetchContext, settings: Any, indicator: str, updated: dict[str, str]
) -> Sequence[Any]:
    """The figures of one indicator; the first page alone for a preview."""
    return _pages(ctx, _address(settings, indicator), updated, indicator)


def _pages(ctx: FetchContext, address: str, updated: dict[str, str], name: str) -> list[Any]:
    found: list[Any] = []
    pages = page = 1
    size = 200 if ctx.preview and name else PAGE
    while page <= min(pages, 1 if ctx.preview and name else MOST_PAGES):
        ctx.check_cancelled()
        got = ctx.http.get(
            f"{address}&per_page={size}&page={page}", headers={"accept": "application/json"}
        )
        head, entries = _answer(records.read_document(got.path, origin_of(address)))
        got.path.unlink()
        pages = int(head.get("pages") or 0)
        moment = str(head.get("lastupdated") or "")
        if moment and name and updated.setdefault(name, moment) != moment:
            raise Refusal(
                msg("The service published new figures while they were read."),
                fix=msg("Fetch again."),
            )
        found += [entry for entry in entries if isinstance(entry, dict)]
        page += 1
    if pages > MOST_PAGES:
        raise Refusal(
            msg("The service has {pages} pages; at most {most} are read.",
                pages=pages, most=MOST_PAGES),
            fix=msg("Name fewer countries or years."),
        )  # fmt: skip
    return found


def _answer(document: Any) -> tuple[dict[str, Any], list[Any]]:
    """(what is said of the page, its entries); errors come with the status 200 and as a list."""
    if isinstance(document, list) and document and isinstance(document[0], dict):
        head = document[0]
        if "message" in head:
            raise _complaint(head["message"])
        entries = document[1] if len(document) > 1 else []
        return head, entries if isinstance(entries, list) else []
    raise _another_service()


def _another_service() -> Refusal:
    return Refusal(
        msg("The service does not answer as the World Bank's API does."),
        fix=msg("Check the address of the service."),
        field="base",
    )


def _complaint(messages: Any) -> Refusal:
    said = messages[0] if isinstance(messages, list) and messages else {}
    said = said if isinstance(said, dict) else {}
    text = f"{said.get('key', '')}: {said.get('value', '')}".strip(": ")
    return Refusal(
        msg("The service says: {text}", text=clipped(text, 200) or "–"),
        fix=msg("Check the codes of indicators and countries, and the years."),
        field="indicators",
    )


def _key(settings: Any) -> tuple[str, ...]:
    return ("country", "period") if settings.layout == "wide" else ()


def _table(
    settings: Any, figures: dict[tuple[str, str], dict[str, float | None]], places: _Places
) -> tuple[list[StoredColumn], list[list[Any]]]:
    """Columns and rows in the order of country and period; rows without any figure are left out."""
    dates = [date for _place, date in figures]
    yearly = all(_YEAR.match(date) for date in dates)
    names = dict(places.known.values())
    head = [
        StoredColumn(name="country", kind="text" if settings.aggregates else "country"),
        StoredColumn(name="country_name", kind="text"),
        StoredColumn(name="period", kind="integer" if yearly else "text"),
    ]
    filled = {key: row for key, row in figures.items() if any(v is not None for v in row.values())}
    if not filled:
        raise no_rows()
    order = sorted(filled)
    if settings.layout == "long":
        columns = [*head, StoredColumn(name="indicator", kind="text"),
                   StoredColumn(name="value", kind="number")]  # fmt: skip
        rows = [
            [place, names.get(place, place), date, code, filled[place, date][code]]
            for place, date in order
            for code in settings.indicators
            if filled[place, date].get(code) is not None
        ]
        return columns, rows
    codes = list(dict.fromkeys(settings.indicators))
    columns = [*head, *(StoredColumn(name=code, kind="number") for code in codes)]
    rows = [
        [place, names.get(place, place), date, *(filled[place, date].get(code) for code in codes)]
        for place, date in order
    ]
    return columns, rows

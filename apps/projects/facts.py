"""Market facts: figures that rooms publish for a market, with their interval, source and hash.

Overview, ranking, readiness and memo read facts only; they never look into another room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from apps.core import extensions
from apps.core.messages import Message, mark
from apps.core.registry import Registry
from apps.projects.models import MarketEntry
from apps.reference import territories


@dataclass(frozen=True)
class MarketFact:
    """One figure. ``value`` None means that there is no data, which is shown as such.

    ``low`` and ``high`` bound the value where it is an estimate; ``unit`` is a unit symbol or ISO
    4217 code; ``year`` is the year that the figure is for; ``hash`` names the data behind it.
    """

    key: str
    label: str
    value: float | None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    style: str = "number"  # or "percent"
    year: int | None = None
    source: str = ""
    hash: str = ""
    url: str = ""
    note: Message | None = None


@dataclass(frozen=True)
class FactSource:
    """A room's function from a market (and a date; today where None) to its facts."""

    key: str
    publish: Callable[[MarketEntry, date | None], list[MarketFact]]
    order: int = 100


fact_sources: Registry[FactSource] = Registry("market fact source")


def add(source: FactSource, *, owner: str) -> None:
    fact_sources.register(source.key, source, owner=owner)


def facts_of(entry: MarketEntry, on: date | None = None) -> list[MarketFact]:
    """Every fact of the market. A source that fails is left out and logged."""
    sources = fact_sources.present(entry.project)
    sources.sort(key=lambda pair: (pair[1].order, pair[1].key))
    found: list[MarketFact] = []
    for owner, source in sources:
        found += extensions.call(
            owner, "fact", source.key, source.publish, entry, on, otherwise=list[MarketFact]()
        )
    return found


def territory_facts(entry: MarketEntry, on: date | None = None) -> list[MarketFact]:
    """Population, output and literacy as CLDR has them."""
    territory = territories.get(entry.country)
    if territory is None:
        return []
    rows = [
        ("territory.population", mark("Population"), territory.population, "", "number"),
        ("territory.gdp", mark("GDP (purchasing power)"), territory.gdp, "Int$", "number"),
        (
            "territory.gdp_per_person",
            mark("GDP per person (purchasing power)"),
            territory.gdp_per_person,
            "Int$",
            "number",
        ),
        ("territory.literacy", mark("Literacy"), territory.literacy, "", "percent"),
    ]
    return [
        MarketFact(
            key=key,
            label=label,
            value=None if value is None else float(value),
            unit=unit,
            style=style,
            year=territories.YEAR,
            source=territories.source(),
        )
        for key, label, value, unit, style in rows
    ]

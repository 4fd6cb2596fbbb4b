"""Entry difficulty computed from the home market: the geographic and cultural distance of CAGE.

Ghemawat (2001), Distance still matters: cultural, administrative, geographic, economic distance.
Centres and languages of countries: :mod:`apps.reference` (Natural Earth, Unicode CLDR).
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, msg
from apps.engines.builtin.ranking.params import Computed, RankingParams
from apps.engines.builtin.ranking.scales import Scale
from apps.reference import countries, territories
from apps.reference.countries import Country

RADIUS = 6371.0  # km, mean radius of the Earth
FARTHEST = 20_015.0  # km, half of its circumference: nothing on Earth lies farther apart


def home(params: RankingParams) -> Country | None:
    """The home market, where computed indicators need one."""
    if not params.computed:
        return None
    return countries.get(countries.match(params.home).iso3 or "")


def describe(kind: Computed, start: Country, typed: str) -> tuple[Message, Scale, str]:
    """Label, scale and unit of a computed indicator. The home market is called as it was typed,
    unless that is a code.
    """
    codes = {start.iso2, start.iso3, start.numeric}
    name = start.name() if typed.strip().upper() in codes else typed.strip()
    if kind == "distance":
        label = msg("Distance from {home}", home=name)
        return label, Scale(kind, 0.0, FARTHEST, source="Natural Earth"), "km"
    label = msg("Language distance from {home}", home=name)
    return label, Scale(kind, 0.0, 1.0, source=territories.source()), ""


def values(key: str, start: Country, markets: list[str]) -> tuple[NDArray[np.float64], list[str]]:
    """(M,) of the indicator, NaN where it is unknown, and the names that are no country."""
    found = np.full(len(markets), np.nan)
    unmatched = []
    for place, market in enumerate(markets):
        match = countries.match(market)
        country = countries.get(match.iso3) if match.iso3 and match.certain else None
        if country is None:
            unmatched.append(market)
        elif key == "computed:distance":
            found[place] = great_circle(start, country)
        else:
            shared = common_language(spoken(start.iso3), spoken(country.iso3))
            found[place] = math.nan if shared is None else 1.0 - shared
    return found, unmatched


def great_circle(first: Country, second: Country) -> float:
    """Kilometres between the centres of two countries' land (haversine formula)."""
    lat1, lat2 = math.radians(first.latitude), math.radians(second.latitude)
    east = math.radians(second.longitude - first.longitude)
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin(east / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(h)))


def spoken(iso3: str) -> dict[str, float]:
    """Languages by the share of people who use them; scripts of one language count as one."""
    territory = territories.get(iso3)
    shares: Counter[str] = Counter()
    for one in territory.languages if territory else ():
        language = one.code.partition("_")[0]
        shares[language] = max(shares[language], min(one.share, 1.0))  # type: ignore[assignment]
    return dict(shares)


def common_language(first: dict[str, float], second: dict[str, float]) -> float | None:
    """Probability that two people, one of each country, have a language in common, 0 to 1.

    ``max α + (Σα − max α)(1 − max α)`` with α the product of both shares of a language, which
    corrects for people who share more than one (Melitz and Toubal 2014). None where unknown.
    """
    if not first or not second:
        return None
    products = [first[language] * second[language] for language in first if language in second]
    most = max(products, default=0.0)
    return min(1.0, most + (sum(products) - most) * (1.0 - most))

"""Public holidays of a country, as the package 'holidays' knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from apps.reference import countries

CHINESE = "zh_CN"


@dataclass(frozen=True)
class Holiday:
    """``name`` is in the reader's language where the package has it, else in the country's own."""

    day: date
    name: str


def between(iso3: str, first: date, last: date, lang: str = "en") -> list[Holiday]:
    """The nationwide holidays from ``first`` to ``last``, both included, by day. Some are announced
    late, so years ahead may change. ``LookupError`` for a country that ISO 3166-1 does not have.
    """
    found: list[Holiday] = []
    for year in range(first.year, last.year + 1):
        known = _of_year(iso3, year, lang)
        found += [Holiday(day, name) for day, name in known if first <= day <= last]
    return found


@lru_cache(maxsize=512)
def _of_year(iso3: str, year: int, lang: str) -> tuple[tuple[date, str], ...]:
    import holidays  # 0.2 s, and most pages want none

    country = countries.get(iso3)
    offered = holidays.list_localized_countries(include_aliases=False)
    if country is None:
        raise LookupError(iso3)
    wanted = CHINESE if lang.lower().startswith("zh") else "en_US"
    language = wanted if wanted in offered.get(country.iso2, ()) else None
    known = holidays.country_holidays(country.iso2, years=year, language=language)
    return tuple(sorted((day, name) for day, name in known.items()))

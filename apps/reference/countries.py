"""Countries and territories of ISO 3166-1, named in the reader's language.

Names are CLDR's, as Babel gives them. No Django: the import engine uses this in a job's child.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import pycountry

from apps.reference.languages import locale_of
from apps.reference.matching import FOREIGN, Match, is_aggregate, match
from apps.reference.store import load

__all__ = [
    "FOREIGN",
    "Country",
    "Match",
    "all_countries",
    "choices",
    "get",
    "is_aggregate",
    "match",
    "name",
]


@dataclass(frozen=True)
class Country:
    """``iso3``, ``iso2`` and ``numeric`` are ISO 3166-1; the point is in degrees (WGS 84)."""

    iso3: str
    iso2: str
    numeric: str
    longitude: float
    latitude: float

    def name(self, lang: str = "en") -> str:
        return str(locale_of(lang).territories.get(self.iso2) or self.iso3)


def get(code: str) -> Country | None:
    """The country of an alpha-3 code (in capitals), or None."""
    return _by_iso3().get(code)


def name(iso3: str, lang: str = "en") -> str:
    """The name in ``lang``; the code itself where it is not of ISO 3166-1."""
    country = get(iso3)
    return country.name(lang) if country else iso3


def all_countries() -> list[Country]:
    """Every country and territory, in order of alpha-3 code."""
    return list(_by_iso3().values())


def choices(lang: str = "en") -> list[tuple[str, str]]:
    """(alpha-3, name) for a form, in the order of the language."""
    named = [(country.iso3, country.name(lang)) for country in all_countries()]
    return sorted(named, key=lambda pair: _collation(pair[1]))


def _collation(text: str) -> str:
    # Pinyin order where the encoding has it: GB 2312 sorts its common characters that way.
    folded = _plain(text)
    return folded.encode("gb18030", "replace").decode("latin-1") if folded else text


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@cache
def _by_iso3() -> dict[str, Country]:
    points = load("centroids")["points"]
    ordered = sorted(pycountry.countries, key=lambda country: str(country.alpha_3))
    return {
        country.alpha_3: Country(
            country.alpha_3, country.alpha_2, country.numeric, *points[country.alpha_3]
        )
        for country in ordered
    }

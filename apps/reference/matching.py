"""From what a table says to an ISO 3166-1 code, and how sure that is.

A code or a known spelling is certain. A name in another language nearly so. What is merely
similar comes back as a suggestion that a person should check. What stands for several countries
('Congo', 'European Union') is never guessed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry

from apps.reference.languages import locale_of
from apps.reference.normalise import normalise
from apps.reference.store import load

CERTAIN = 1.0
FOREIGN = 0.95
SURE_ENOUGH = 0.86  # of a similar spelling, to be suggested as the answer
WORTH_LISTING = 0.75
SHORTEST_SIMILAR = 4
CLEAR_LEAD = 0.04  # by which the best suggestion must lead the next country
LONGEST_NAME = 90
MAIN_LANGUAGES = ("en", "zh-hans", "zh-hant")
OTHER_LANGUAGES = (
    *("ar", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko"),
    *("ms", "nb", "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi"),
)
INCOME_GROUP = ("income", "demographic", "ibrd", "ida", "hipc", "developing", "developed")

Index = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Match:
    """``iso3`` is None where no single country can be named. ``candidates`` are alpha-3 codes,
    best first. ``confidence`` is 1 for a code or a known spelling, below 1 for what a person
    should check, 0 for no idea. ``aggregate`` says that the text means a group of countries.
    """

    iso3: str | None
    confidence: float
    candidates: tuple[str, ...] = ()
    aggregate: bool = False

    @property
    def certain(self) -> bool:
        return self.iso3 is not None and self.confidence >= CERTAIN


NOTHING = Match(None, 0.0)


@lru_cache(maxsize=20_000)
def match(text: str) -> Match:
    """Find the country that ``text`` names: a code ('CHN', 'cn', '156') or a name in any of some
    thirty languages, with the spellings of statistical tables. 'NA' is Namibia.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_NAME:
        return NOTHING
    code = _codes().get(text.upper())
    if code:
        return Match(code, CERTAIN, (code,))
    key = normalise(text)
    if not key:
        return NOTHING
    found = _exact(key, _main_index(), CERTAIN)
    if found:
        return found
    if _means_group(text, key):
        return Match(None, 0.0, aggregate=True)
    found = _exact(key, _other_index(), FOREIGN)
    if found or len(text) < SHORTEST_SIMILAR:
        return found or NOTHING
    return _similar(key)


def is_aggregate(text: str) -> bool:
    """True for 'World', 'European Union', 'Low & middle income', 'Total' … and no country."""
    return match(text).aggregate


def _exact(key: str, index: Index, confidence: float) -> Match | None:
    countries = index.get(key)
    if not countries:
        return None
    if len(countries) > 1:
        return Match(None, 0.5, countries)
    return Match(countries[0], confidence, countries)


def _similar(key: str) -> Match:
    """Suggestions by shared runs of letters (Ratcliff and Obershelp, as ``difflib`` has it)."""
    best: dict[str, float] = {}
    index = _main_index()
    for name in difflib.get_close_matches(key, index, n=8, cutoff=WORTH_LISTING):
        score = difflib.SequenceMatcher(None, key, name).ratio()
        for iso3 in index[name]:
            best[iso3] = max(score, best.get(iso3, 0.0))
    ranked = sorted(best, key=lambda iso3: (-best[iso3], iso3))[:5]
    if not ranked:
        return NOTHING
    top = best[ranked[0]]
    lead = top - best[ranked[1]] if len(ranked) > 1 else top
    clear = top >= SURE_ENOUGH and lead >= CLEAR_LEAD
    return Match(ranked[0] if clear else None, round(min(top, 0.94), 3), tuple(ranked))


def _means_group(text: str, key: str) -> bool:
    if key in _aggregates():
        return True
    words = set(key.split())
    return bool(words.intersection(INCOME_GROUP)) and len(words) > 1 and text != text.upper()


@cache
def _codes() -> dict[str, str]:
    """Alpha-3, alpha-2 and three-digit numeric codes, in capitals."""
    codes = {"UK": "GBR", "EL": "GRC"}  # as the European Union writes them
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3, country.numeric):
            codes[code] = country.alpha_3
    return codes


@cache
def _main_index() -> Index:
    names = load("names")
    pairs = [*_official_names(), *_cldr_names(MAIN_LANGUAGES)]
    for iso3, spellings in names["spellings"].items():
        pairs.extend((spelling, iso3) for spelling in spellings)
    index = _index(pairs)
    for spelling, candidates in names["ambiguous"].items():
        index[normalise(spelling)] = tuple(candidates)
    return index


@cache
def _other_index() -> Index:
    return _index(_cldr_names(OTHER_LANGUAGES))


def _index(pairs: Iterable[tuple[str, str]]) -> Index:
    index: dict[str, list[str]] = {}
    for spelling, iso3 in pairs:
        countries = index.setdefault(normalise(spelling), [])
        if iso3 not in countries:
            countries.append(iso3)
    index.pop("", None)
    return {key: tuple(countries) for key, countries in index.items()}


def _official_names() -> Iterator[tuple[str, str]]:
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name"):
            spelling = getattr(country, field, None)
            if spelling:
                yield spelling, country.alpha_3


def _cldr_names(languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for language in languages:
        territories = locale_of(language).territories
        for country in pycountry.countries:
            if country.alpha_2 in territories:
                yield territories[country.alpha_2], country.alpha_3


@cache
def _aggregates() -> frozenset[str]:
    """The listed groups and the regions of UN M49 (three digits in CLDR) with EU and euro area."""
    keys = {normalise(name) for name in load("names")["aggregates"]}
    for language in (*MAIN_LANGUAGES, *OTHER_LANGUAGES[:8]):
        for code, name in locale_of(language).territories.items():
            if code.isdigit() or code in {"EU", "EZ", "UN"}:
                keys.add(normalise(name))
    return frozenset(keys - _main_index().keys() - {""})

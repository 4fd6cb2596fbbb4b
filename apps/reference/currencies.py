"""Currencies of ISO 4217, named in the reader's language by CLDR."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import pycountry
from babel.numbers import (
    get_currency_precision,
    get_currency_symbol,
    get_territory_currencies,
)

from apps.reference.languages import locale_of

# Units of account, metals, test codes and funds: nothing that a price is written in.
NOT_MONEY = frozenset(
    (
        *("BOV", "CHE", "CHW", "CLF", "COU", "MXV", "UYI", "UYW", "USN", "XAD", "XAG", "XAU"),
        *("XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"),
    )
)


@dataclass(frozen=True)
class Currency:
    """``code`` is ISO 4217; ``decimals`` the places that amounts are usually written with."""

    code: str
    decimals: int

    def name(self, lang: str = "en") -> str:
        return str(locale_of(lang).currencies.get(self.code, self.code))

    def symbol(self, lang: str = "en") -> str:
        return str(get_currency_symbol(self.code, locale=locale_of(lang)))


def get(code: str) -> Currency | None:
    """The currency of a code in capitals, or None."""
    return _all().get(code)


def name(code: str, lang: str = "en") -> str:
    currency = get(code)
    return currency.name(lang) if currency else code


def all_currencies() -> list[Currency]:
    """Every currency that a price can be written in, in order of code."""
    return list(_all().values())


def choices(lang: str = "en") -> list[tuple[str, str]]:
    """(code, 'CODE · name') for a form, in order of code."""
    return [(money.code, f"{money.code} · {money.name(lang)}") for money in all_currencies()]


def of_country(iso2: str, day: date) -> tuple[str, ...]:
    """What is legal tender in a country (ISO 3166-1 alpha-2) on a day, by CLDR; the usual first."""
    return tuple(get_territory_currencies(iso2, day, day, tender=True, non_tender=False))


@cache
def _all() -> dict[str, Currency]:
    codes = sorted(money.alpha_3 for money in pycountry.currencies)
    return {
        code: Currency(code, get_currency_precision(code))
        for code in codes
        if code not in NOT_MONEY
    }

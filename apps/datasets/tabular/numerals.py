"""Numbers as people write them: patterns for a column's signs, and what the signs may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

SPACES = "[ \u00a0\u2009\u202f]"
MINUS = "\u2212"
SYMBOLS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",),
    "HK$": ("HKD",),
    "NT$": ("TWD",),
    "A$": ("AUD",),
    "C$": ("CAD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "$": ("USD", "AUD", "CAD", "NZD", "MXN", "HKD", "SGD", "TWD", "ARS", "CLP", "COP"),
    "€": ("EUR",),
    "£": ("GBP", "EGP"),
    "CN¥": ("CNY",),
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
    "元": ("CNY", "TWD"),
    "円": ("JPY",),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₫": ("VND",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₱": ("PHP",),
    "฿": ("THB",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK"),
}
Commas = Literal["likely", "possible", "unlikely"]
Decimal = Literal[".", ","]
Thousands = Literal["", ",", ".", " ", "'"]


@cache
def currency_codes() -> frozenset[str]:
    import pycountry  # not needed to start the web process

    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


def body(decimal: str, thousands: str) -> str:
    """The digits of a number with these signs, as a pattern that RE2 and ``re`` both read."""
    point = re.escape(decimal)
    plain = rf"(?:\d+(?:{point}\d*)?|{point}\d+)"
    if thousands:
        group = SPACES if thousands == " " else re.escape(thousands)
        if thousands == "'":
            group = "['’]"
        plain = rf"(?:\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}(?:{point}\d*)?|{plain})"
    return rf"{plain}(?:[eE][-+]?\d+)?"


def marks(unit: str) -> str:
    """The currency signs and the code that may stand beside an amount in ``unit``."""
    words = [unit] + [sign for sign, codes in SYMBOLS.items() if unit in codes]
    words = sorted((word for word in words if word), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


def pattern(decimal: str, thousands: str, around: str = "") -> str:
    """A number cell: sign, accounting brackets, and ``around`` (a currency, '%') beside it."""
    beside = rf"(?:{around})?" if around else ""
    sign = rf"[-+{MINUS}]?"
    core = rf"{sign}{SPACES}*{beside}{SPACES}*{sign}{body(decimal, thousands)}{SPACES}*{beside}"
    return rf"^(?:{core}|\({core}\))$"


@dataclass(frozen=True)
class Signs:
    decimal: Decimal
    thousands: Thousands
    ambiguous: bool = False


def signs_of(values: Sequence[str], commas: Commas) -> Signs:
    """The decimal and thousands signs of a column, from its distinct digits-and-signs values.

    ``commas``: whether decimals have a comma. It is likely where the file's delimiter is ';' or
    another column uses one, which settles '1,234' and '1.234'; it is possible in text between tabs,
    as spreadsheets of any country copy it, so that '1.234' is a number of doubt there.
    """
    for value in values:
        if "," in value and "." in value:
            return Signs(",", ".") if value.rfind(",") > value.rfind(".") else Signs(".", ",")
    spaced = any(re.search(rf"\d{SPACES}\d", value) for value in values)
    ticked = any("'" in value or "’" in value for value in values)
    rest: Thousands = " " if spaced else "'" if ticked else ""
    with_comma = [value for value in values if "," in value]
    if with_comma:
        return _one_sign(with_comma, ",", rest, commas)
    with_point = [value for value in values if "." in value]
    if with_point and any(value.count(".") > 1 for value in with_point):
        return Signs(",", ".")
    grouped = bool(with_point) and all(_groups(value, ".") for value in with_point)
    if grouped and commas == "likely":
        return Signs(",", ".", ambiguous=True)
    decimal: Decimal = "." if with_point or commas != "likely" else ","
    return Signs(decimal, rest, ambiguous=grouped and commas == "possible")


def _one_sign(values: Sequence[str], sign: str, rest: Thousands, commas: Commas) -> Signs:
    if any(value.count(sign) > 1 for value in values):
        return Signs(".", ",")
    if not all(_groups(value, sign) for value in values):
        return Signs(",", rest)
    likely = commas == "likely"
    return Signs(",", rest, ambiguous=True) if likely else Signs(".", ",", ambiguous=True)


def _groups(value: str, sign: str) -> bool:
    """'1,234' could be either; '0,234' and '1,23' could not be grouped."""
    found = re.search(r"\d[\d., '’]*", value)
    digits = found.group().strip() if found else ""
    return (
        bool(re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(sign)}\d{{3}}", digits)) or sign not in digits
    )

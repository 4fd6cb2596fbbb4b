"""Messages and numbers in the reader's language."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from typing import Any, Literal

from babel.core import Locale
from babel.dates import format_timedelta
from babel.lists import format_list
from babel.numbers import format_compact_decimal, get_decimal_symbol, get_group_symbol
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext, ngettext, pgettext

from apps.core.joining import fill
from apps.core.messages import CountryName, Items, Message, MessageValue, Num, power_of_ten

logger = logging.getLogger(__name__)

NOTHING = "–"
_AFTER_DIGIT = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff])")  # where CLDR leaves no blank
DEFAULT_DIGITS = 6
# Outside these magnitudes plain notation is a row of zeros: powers of ten are shown instead.
SMALLEST_PLAIN, LARGEST_PLAIN = Decimal("1e-5"), Decimal("1e12")
GROUP_FROM = 10_000  # 1234 stays as it is, 12,345 is grouped
MONEY_GROUP_FROM = 1_000  # amounts stand below one another: 4,000 and 10,000
# Room for any double written out in full: 1.8e308 with its fraction digits.
_CONTEXT = Context(prec=700)
_BYTE_UNITS = ("B", "KB", "MB", "GB", "TB", "PB")


def render(message: Message | Mapping[str, Any] | str | None) -> str:
    """The sentence in the active language. Accepts the stored JSON form too.

    A translation whose fields do not fit the values falls back to the English template, so that a
    mistake in a catalogue never takes a page down.
    """
    if message is None:
        return ""
    if isinstance(message, str):
        return message
    if not isinstance(message, Message):
        message = Message.model_validate(message)
    text = _template(message)
    if not message.values:
        return text
    shown = {name: show(value) for name, value in message.values.items()}
    try:
        return fill(text, shown) if _in_chinese() else text.format(**shown)
    except (KeyError, IndexError, ValueError):
        logger.warning("a translation does not fit its values: %r", message.text)
        return message.english.format(**shown)


def _in_chinese() -> bool:
    return (translation.get_language() or "").startswith("zh")


def gap() -> str:
    """What stands between a sentence and the next: nothing in Chinese."""
    return "" if _in_chinese() else " "


def _template(message: Message) -> str:
    if message.plural:
        return ngettext(message.text, message.plural, message.number)
    return gettext(message.text) if message.text else ""


def show(value: MessageValue | float | None) -> str:
    """One value in the active language."""
    if isinstance(value, Message):
        return render(value)
    if isinstance(value, Items):
        return format_list([show(item) for item in value.items], locale=locale())
    if isinstance(value, CountryName):
        return country_of(value.country)
    if isinstance(value, Num):
        return number(value)
    if isinstance(value, float):
        return number(Num(value=value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int):
        return _plain(Decimal(value), 0)
    return "" if value is None else str(value)


def short(value: float) -> str:
    """A large number as the reader's language shortens it: '1.23M', '123万'."""
    text = format_compact_decimal(value, locale=locale(), fraction_digits=2)
    return text.replace("-", "−")


def locale() -> Locale:
    """Babel's locale for the active language ('zh-hans' → zh_Hans)."""
    return _locale(translation.get_language() or "en")


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    return Locale.parse(translation.to_locale(language))


def quantity(
    value: Any,
    *,
    digits: int | None = None,
    decimals: int | None = None,
    style: Literal["number", "percent", "bytes", "seconds"] = "number",
) -> str:
    """Anything a template may hand over, as a number for reading; text that is none stays text."""
    if value is None or value == "":
        return NOTHING
    try:
        as_float = float(value)
    except (TypeError, ValueError, OverflowError):
        return str(value)
    return number(Num(value=as_float, digits=digits, decimals=decimals, style=style))


def number(num: Num) -> str:
    """A number in the active locale; grouping from five digits on, a true minus sign."""
    value = num.value
    if value is None or math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if num.style == "bytes":
        return _bytes(value)
    if num.style == "seconds":
        return _seconds(value)
    # Through repr: 0.1 is a tenth here, not the binary fraction beside it.
    exact = Decimal(repr(float(value)))
    if num.style == "percent":
        return f"{_decimal(exact * 100, num.digits, num.decimals)}%"
    text = _decimal(exact, num.digits, num.decimals)
    return f"{text} {num.unit}" if num.unit else text


def money(amount: Decimal | None, currency: str) -> str:
    """'48,000 EUR' as the reader writes numbers, with two places where it is not whole (four below
    one); a dash where nothing is known. Never through a binary fraction.
    """
    if amount is None:
        return NOTHING
    whole = amount == amount.to_integral_value()
    places = 0 if whole else 4 if abs(amount) < 1 else 2
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _CONTEXT)
    return f"{_plain(rounded, places, MONEY_GROUP_FROM)} {currency}"


def _decimal(value: Decimal, digits: int | None, decimals: int | None) -> str:
    if decimals is not None and abs(value) < LARGEST_PLAIN:
        rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, _CONTEXT)
        return _plain(rounded, decimals)
    digits = max(digits or DEFAULT_DIGITS, 1)
    rounded = _significant(value, digits)
    magnitude = abs(rounded)
    if magnitude and (magnitude < SMALLEST_PLAIN or magnitude >= LARGEST_PLAIN):
        return _scientific(rounded, digits)
    return _plain(rounded, 0)


def _significant(value: Decimal, digits: int) -> Decimal:
    """``value`` rounded to ``digits`` significant digits, half to even."""
    if not value:
        return Decimal(0)
    return value.quantize(
        Decimal(1).scaleb(value.adjusted() - digits + 1), ROUND_HALF_EVEN, _CONTEXT
    )


def _scientific(value: Decimal, digits: int) -> str:
    exponent = value.adjusted()
    mantissa = _plain(value.scaleb(-exponent, _CONTEXT), 0)
    return f"{mantissa} × {power_of_ten(exponent)}"


def _plain(value: Decimal, least: int, group_from: int = GROUP_FROM) -> str:
    """Every digit of ``value``, with at least so many places after the point.

    Babel's ``format_decimal`` says the same and takes ten times as long, which a page with a
    thousand numbers shows; the locale's symbols are its own.
    """
    point, group = _symbols(translation.get_language() or "en")
    size = value.copy_abs()  # abs() would round to 28 digits
    text = f"{size:,f}" if size >= group_from else f"{size:f}"
    whole, _point, places = text.partition(".")
    places = places.rstrip("0").ljust(least, "0")
    sign = "−" if value < 0 else ""
    return f"{sign}{whole.replace(',', group)}{point if places else ''}{places}"


@lru_cache(maxsize=16)
def _symbols(language: str) -> tuple[str, str]:
    """What stands before the places after the point, and between groups of three digits."""
    own = _locale(language)
    return get_decimal_symbol(own), get_group_symbol(own)


def _bytes(value: float) -> str:
    """Powers of 1024 with three significant digits: '1.46 GB'."""
    size, unit = abs(value), 0
    while size >= 1023.5 and unit < len(_BYTE_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    text = _decimal(
        Decimal(repr(round(size, 0 if unit == 0 else 6))), max(3, len(str(int(size)))), None
    )
    return f"{'−' if value < 0 and size else ''}{text} {_BYTE_UNITS[unit]}"


def _seconds(value: float) -> str:
    """Two neighbouring units at most: '85 ms', '3.2 s', '1 min 5 s', '2 h 4 min', '3 d 2 h'."""
    sign, value = ("−" if value < 0 else ""), abs(value)
    if value < 0.9995:
        thousandths, unit = round(value * 1000), pgettext("unit of time", "ms")
        return f"{sign if thousandths else ''}{thousandths} {unit}"
    seconds = pgettext("unit of time", "s")
    if value < 9.95:
        return f"{sign}{_decimal(Decimal(repr(round(value, 1))), None, 1)} {seconds}"
    whole = round(value)
    for size, name, smaller, smaller_name in (
        (86_400, pgettext("unit of time", "d"), 3600, pgettext("unit of time", "h")),
        (3600, pgettext("unit of time", "h"), 60, pgettext("unit of time", "min")),
        (60, pgettext("unit of time", "min"), 1, seconds),
    ):
        if whole >= size:
            major, minor = divmod(whole, size)
            rest = f" {minor // smaller} {smaller_name}" if minor // smaller else ""
            return f"{sign}{show(major)} {name}{rest}"
    return f"{sign}{whole} {seconds}"


def ago(moment: datetime) -> str:
    """How long before now, or after: '45 seconds ago', '45 秒前'."""
    seconds = round((moment - timezone.now()).total_seconds())
    form: Literal["short", "long"] = "short" if _in_chinese() else "long"  # 秒, not 秒钟
    passed = format_timedelta(seconds, format=form, add_direction=True, locale=locale())
    return _AFTER_DIGIT.sub(" ", passed)


def country(iso3: str) -> str:
    """The country's name in the active language; the code itself if it is not one."""
    iso2 = _alpha2(iso3.upper())
    return locale().territories.get(iso2, iso3) if iso2 else iso3


def country_of(cell: str) -> str:
    """The country that a cell of codes names; anything but a code, 'can' too, as it stands."""
    return country(cell) if len(cell) == 3 and cell.isupper() else cell


@lru_cache(maxsize=512)
def _alpha2(iso3: str) -> str:
    import pycountry  # only pages that name countries pay for its tables

    found = pycountry.countries.get(alpha_3=iso3)
    return found.alpha_2 if found else {"XKX": "XK"}.get(iso3, "")


def html(message: Message | Mapping[str, Any] | str | None) -> str:
    """The rendered sentence, escaped."""
    return escape(render(message))

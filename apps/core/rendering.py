"""Messages and numbers in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.core import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from apps.core.messages import Items, Message, MessageValue, Num


def render(message: Message | Mapping[str, Any] | str | None) -> str:
    """The sentence in the active language. Accepts the stored JSON form too."""
    if message is None:
        return ""
    if isinstance(message, str):
        return message
    if not isinstance(message, Message):
        message = Message.model_validate(message)
    text = gettext(message.text) if message.text else ""
    if not message.values:
        return text
    return text.format(**{name: show(value) for name, value in message.values.items()})


def show(value: MessageValue | float | None) -> str:
    """One value in the active language."""
    if isinstance(value, Message):
        return render(value)
    if isinstance(value, Items):
        return format_list([str(item) for item in value.items], locale=locale())
    if isinstance(value, Num):
        return number(value)
    if isinstance(value, float):
        return number(Num(value=value))
    if isinstance(value, int):
        return format_decimal(value, locale=locale())
    return "" if value is None else str(value)


def locale() -> Locale:
    """Babel's locale for the active language ('zh-hans' → zh_Hans)."""
    return Locale.parse(translation.to_locale(translation.get_language() or "en"))


def number(num: Num) -> str:
    """A number in the active locale; grouping from five digits on, a true minus sign."""
    if num.value is None or num.value != num.value:
        return "–"
    if num.value in (float("inf"), float("-inf")):
        return "∞" if num.value > 0 else "−∞"
    value = num.value * 100 if num.style == "percent" else num.value
    text = _decimal(value, num.digits, num.decimals).replace("-", "−")
    if num.style == "percent":
        return f"{text}%"
    return f"{text} {num.unit}" if num.unit else text


def _decimal(value: float, digits: int | None, decimals: int | None) -> str:
    if decimals is None:
        digits = digits or 6
        magnitude = abs(value)
        if magnitude and (magnitude < 1e-5 or magnitude >= 10 ** max(digits, 12)):
            mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
            return f"{mantissa}e{int(exponent)}"
        rounded = float(f"{value:.{digits}g}")
        places = _places(rounded, digits)
        return format_decimal(rounded, format=_pattern(rounded, 0, places), locale=locale())
    rounded = round(value, decimals)
    return format_decimal(rounded, format=_pattern(rounded, decimals, decimals), locale=locale())


def _places(value: float, digits: int) -> int:
    if value == 0:
        return 0
    before = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    if before:
        return max(digits - before, 0)
    leading = len(f"{abs(value):.15f}".split(".")[1]) - len(
        f"{abs(value):.15f}".split(".")[1].lstrip("0")
    )
    return min(digits + leading, 15)


def _pattern(value: float, least: int, most: int) -> str:
    group = "#,##0" if abs(value) >= 10_000 else "0"
    places = "0" * least + "#" * (most - least)
    return f"{group}.{places}" if places else group


def html(message: Message | Mapping[str, Any] | str | None) -> str:
    """The rendered sentence, escaped."""
    return escape(render(message))

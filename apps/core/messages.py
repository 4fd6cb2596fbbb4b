"""Sentences that are written once, stored with their values, and shown in the reader's language.

Engines run in a child process and know no reader. They return a :class:`Message`: an English
template with named fields plus the values. A page or an API answer renders it with
:func:`apps.core.rendering.render` in the language of whoever reads it. Nothing here needs Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Num(BaseModel):
    """A number as it should be shown.

    ``digits`` are significant digits, ``decimals`` are places after the point; give one of them,
    or neither for a sensible default. ``style='percent'`` multiplies by 100 and adds the sign.
    """

    model_config = ConfigDict(frozen=True)

    value: float | None
    digits: int | None = None
    decimals: int | None = None
    style: Literal["number", "percent", "bytes", "seconds"] = "number"
    unit: str = ""


class Message(BaseModel):
    """``text`` is the English template and the catalogue's msgid, e.g. ``"Row {row} is empty."``

    ``plural`` is the template for any ``number`` but one; without it ``number`` means nothing.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    values: dict[str, MessageValue] = {}
    plural: str = Field(default="", exclude_if=lambda text: not text)
    number: int = Field(default=1, exclude_if=lambda number: number == 1)

    @property
    def english(self) -> str:
        """The English template that fits the number."""
        return self.plural if self.plural and self.number != 1 else self.text

    def __str__(self) -> str:
        """The English sentence: for logs, tests and tracebacks."""
        shown = {name: _plain(value) for name, value in self.values.items()}
        return self.english.format(**shown) if shown else self.english


class CountryName(BaseModel):
    """A country by its ISO 3166-1 alpha-3 code, shown by its name in the reader's language; what is
    no such code is shown as it is. A program is told the code.
    """

    model_config = ConfigDict(frozen=True)

    country: str

    def __str__(self) -> str:
        return self.country


class Items(BaseModel):
    """A list joined the way the reader's language joins lists ('a, b and c')."""

    model_config = ConfigDict(frozen=True)

    items: tuple[str | CountryName, ...]


MessageValue: TypeAlias = Message | Num | Items | CountryName | int | str
Message.model_rebuild()


def msg(text: str, /, **values: MessageValue | float | Sequence[str]) -> Message:
    """Make a message. The catalogue tool extracts the literal first argument.

    A float becomes a :class:`Num` with default rounding; a list of strings becomes :class:`Items`.
    """
    return Message(text=text, values={name: _value(value) for name, value in values.items()})


def msgn(
    text: str, plural: str, number: int, /, **values: MessageValue | float | Sequence[str]
) -> Message:
    """Make a message that counts: ``msgn("{count} row", "{count} rows", n)``.

    ``count`` is ``number`` unless it is given, as a :class:`Num` for one.
    """
    given = {name: _value(value) for name, value in values.items()}
    return Message(text=text, plural=plural, number=number, values={"count": number, **given})


def clipped(text: str, most: int = 40) -> str:
    """What somebody typed, for a sentence that repeats it: its beginning where it is long."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def mark(text: str) -> str:
    """Mark a string for the catalogue without translating it now (titles of engine parameters)."""
    return text


def _value(value: MessageValue | float | Sequence[str]) -> MessageValue:
    if isinstance(value, Message | Num | Items | CountryName | str | int):
        return value
    if isinstance(value, float):
        return Num(value=value)
    return Items(items=tuple(value))


def _plain(value: MessageValue) -> str:
    if isinstance(value, Num):
        return plain_number(value)
    if isinstance(value, Items):
        return ", ".join(map(str, value.items))
    return str(value)


def power_of_ten(exponent: int) -> str:
    """'10⁻⁶'."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


def plain_number(number: Num) -> str:
    """The number in English notation without grouping, for text that no person's locale touches."""
    if number.value is None:
        return "–"
    value = number.value * 100 if number.style == "percent" else number.value
    if number.decimals is not None:
        text = f"{value:.{number.decimals}f}"
    else:
        text = f"{value:.{number.digits or 6}g}"
    suffix = "%" if number.style == "percent" else (f" {number.unit}" if number.unit else "")
    return text + suffix

"""What a description may say: one set of checks for page, file and REST."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.messages import Message, msg
from apps.datasets.models import ColumnEntry
from apps.datasets.tabular.schema import NUMERIC

FIRST_YEAR, LAST_YEAR = 1000, 2200
MOST_VALUES = 200
LONGEST_VALUE = 200
LONGEST_LIST = 32_767  # characters: a cell of Excel holds no more, and the list is one there
LISTED = ("text", "integer", "date")  # types whose values a list can name
UNPRICED = (ColumnEntry.Measure.CODE, ColumnEntry.Measure.TEXT, ColumnEntry.Measure.RATE)
Issue = tuple[str, Message]


def issues(values: Mapping[str, Any], dtype: str) -> Iterator[Issue]:
    """(field, what is wrong) of values that have their types. ``dtype`` is the column's type in
    the newest version; '' where that has no such column.
    """
    for name in ("price_year", "source_year"):
        year = values.get(name)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            yield name, msg("Give a year from 1000 to 2200.")
    if values.get("price_year") is not None and values.get("measure") in UNPRICED:
        yield "price_year", msg("Only amounts of money and prices have a year of prices.")
    yield from _range(values, dtype)
    yield from _list(values.get("permitted") or [], dtype)


def _range(values: Mapping[str, Any], dtype: str) -> Iterator[Issue]:
    low, high = values.get("minimum"), values.get("maximum")
    for name, end in (("minimum", low), ("maximum", high)):
        if end is None:
            continue
        if not math.isfinite(end):
            yield name, msg("Give a number, or leave it empty.")
        elif dtype and dtype not in NUMERIC:
            yield name, msg("Only columns of numbers have a range. Leave it empty.")
    if low is not None and high is not None and low > high:
        yield "maximum", msg("The largest permitted value is smaller than the smallest.")


def _list(permitted: list[str], dtype: str) -> Iterator[Issue]:
    if not permitted:
        return
    if dtype and dtype not in LISTED:
        yield (
            "permitted",
            msg("Only texts, whole numbers and dates have permitted values. Leave it empty."),
        )
    if len(permitted) > MOST_VALUES:
        yield "permitted", msg("At most {most} permitted values.", most=MOST_VALUES)
    size = len("\n".join(permitted))
    if size > LONGEST_LIST:
        yield (
            "permitted",
            msg("At most {most} characters; there are {count}.", most=LONGEST_LIST, count=size),
        )
    long = next((value for value in permitted if len(value) > LONGEST_VALUE), None)
    if long is not None:
        yield (
            "permitted",
            msg(
                "A permitted value has at most {most} characters: '{value}…'.",
                most=LONGEST_VALUE,
                value=long[:40],
            ),
        )
    odd = next((value for value in permitted if dtype == "integer" and not _whole(value)), None)
    if odd is not None:
        yield "permitted", msg("'{value}' is not a whole number.", value=odd[:40])


def _whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii()


def lines(text: str) -> list[str]:
    """The permitted values of a text with one on each line, each once."""
    found = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in found if line))

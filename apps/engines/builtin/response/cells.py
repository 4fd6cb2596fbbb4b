"""Columns of the tables of a response."""

from __future__ import annotations

from collections.abc import Callable

from apps.core.messages import Message
from apps.engines.result import TableColumn

Cell = float | int | str | Message | None
Cells = Callable[[str, Message], TableColumn]


def number(
    key: str,
    label: Message,
    *,
    digits: int = 5,
    decimals: int | None = None,
    unit: str = "",
) -> TableColumn:
    return TableColumn(
        key=key, label=label, kind="number", digits=digits, decimals=decimals, unit=unit
    )


def percent(key: str, label: Message, *, decimals: int = 1) -> TableColumn:
    return TableColumn(key=key, label=label, kind="percent", decimals=decimals)

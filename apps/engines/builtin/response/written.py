"""Figures that people write into one field: price changes, retention by channel. Nothing heavy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from apps.core.messages import clipped, msg
from apps.engines.contract import Issue

BETWEEN = re.compile(r"[,;，；、\n]+")
MOST_CHANGES = 12
HIGHEST = 0.99


def changes(text: str) -> tuple[list[float], list[Issue]]:
    """Shares in order: ``-10, 5`` is [-0.1, 0.05]."""
    found: set[float] = set()
    for part in _parts(text):
        number = _number(part.replace("%", "").replace("％", ""))
        if number is None or not -90 <= number <= 500 or number == 0:
            return [], [
                Issue(
                    message=msg("'{text}' is no price change in %.", text=clipped(part)),
                    fix=msg("Write numbers from −90 to 500 other than 0, as in -10, 5."),
                    field="changes",
                )
            ]
        found.add(number / 100)
    if len(found) > MOST_CHANGES:
        return [], [
            Issue(
                message=msg("More than {most} price changes.", most=MOST_CHANGES),
                fix=msg("Leave some out."),
                field="changes",
            )
        ]
    return sorted(found), []


def retention(text: str, channels: Sequence[str]) -> tuple[dict[str, float], list[Issue]]:
    """Channel → share that lasts into the next period, for those that it is given of."""
    alone = _number(text)
    if alone is not None and 0 <= alone <= HIGHEST:
        return dict.fromkeys(channels, alone), []
    found: dict[str, float] = {}
    for part in _parts(text):
        name, _, value = (piece.strip() for piece in part.replace("＝", "=").rpartition("="))
        number = _number(value)
        if name not in channels or number is None or not 0 <= number <= HIGHEST or name in found:
            return {}, [
                Issue(
                    message=msg(
                        "'{text}' is no channel with its share from 0 to 0.99.", text=clipped(part)
                    ),
                    fix=msg(
                        "Write one number, or each channel once as the table names it: tv=0.6,"
                        " search=0."
                    ),
                    field="retention",
                )
            ]
        found[name] = number
    return found, []


def _parts(text: str) -> list[str]:
    return [part.strip() for part in BETWEEN.split(text) if part.strip()]


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().replace("−", "-"))
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None

"""Shares, differences and their intervals as reports show them."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text.metrics import Interval
from apps.engines.result import Tone


def percent(value: float) -> Num:
    """A share as it is shown."""
    return Num(value=value, style="percent", decimals=1)


def points(share: float) -> Num:
    """A difference of shares in percentage points."""
    return Num(value=round(100 * share, 1) + 0.0, decimals=1)


def between(found: Interval) -> Message:
    """The interval of a share in words."""
    return msg("95% interval {low} to {high}", low=percent(found.low), high=percent(found.high))


def gain_tone(gain: Interval) -> Tone:
    """Whether a gain is one."""
    if gain.low > 0:
        return "good"
    return "warn" if gain.value <= 0 else "neutral"


def numbers(found: Interval) -> dict[str, float]:
    """A figure with its interval, for machines."""
    return {"value": found.value, "low": found.low, "high": found.high}

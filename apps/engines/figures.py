"""Figures as they are shown: enough digits for their uncertainty, and no more."""

from __future__ import annotations

import math

from apps.core.messages import Num, power_of_ten


def measured(value: float, half_width: float | None, digits: int = 3) -> Num:
    """``value`` with the places that ``digits`` figures of its interval's half width have."""
    if half_width is None or not math.isfinite(half_width) or half_width <= 0:
        return plain(value)
    decimals = digits - 1 - math.floor(math.log10(half_width))
    if decimals > 9 or abs(value) >= 1e12:
        return Num(value=value, digits=max(digits, 4))
    if decimals < 0:
        unit = 10.0 ** (-decimals)
        return Num(value=round(value / unit) * unit, decimals=0)
    return Num(value=value, decimals=decimals)


def plain(value: float) -> Num:
    """A figure with no interval: six places for everyday sizes, seven figures otherwise."""
    decimals = everyday_decimals(value)
    return Num(value=value, digits=7) if decimals is None else Num(value=value, decimals=decimals)


def everyday_decimals(*values: float) -> int | None:
    """6 where all values read well with six places, else None."""
    sizes = [abs(value) for value in values if value and math.isfinite(value)]
    return 6 if all(1e-3 <= size < 1e6 for size in sizes) else None


def percent(value: float | None, decimals: int = 0) -> Num:
    """A share; one that is nearly nothing or nearly all is not rounded to it."""
    if value is not None and decimals == 0 and (0 < value < 0.005 or 0.995 < value < 1):
        decimals = 1
    return Num(value=None if value is None else float(value), style="percent", decimals=decimals)


def level(confidence: float) -> Num:
    """A confidence level as it was asked for: 90%, 99.9%."""
    return Num(value=confidence, style="percent", digits=6)


LEVEL_95 = 1.959963984540054  # of the normal distribution


def wilson(part: int, whole: int) -> tuple[float, float, float]:
    """The share of ``part`` in ``whole`` with Wilson's score interval of 95 % (1927), which holds
    for few cases and shares near 0 or 1, where the usual one fails (Brown, Cai and DasGupta 2001).
    """
    if not whole:
        return 0.0, 0.0, 1.0
    z2 = LEVEL_95**2
    share = part / whole
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    spread = share * (1 - share) / whole + z2 / (4 * whole**2)
    half = LEVEL_95 / (1 + z2 / whole) * math.sqrt(spread)
    return share, max(middle - half, 0.0), min(middle + half, 1.0)


def finite(value: float | None) -> float | None:
    """JSON knows no infinity and no NaN."""
    return float(value) if value is not None and math.isfinite(value) else None


def text(value: float) -> str:
    """A coefficient in an equation, with a true minus sign."""
    size = abs(value)
    if 1e-3 <= size < 1e6 or size == 0:
        return f"{value:.6f}".replace("-", "−")
    mantissa, _e, exponent = f"{value:.7g}".partition("e")
    mantissa = mantissa.replace("-", "−")
    return f"{mantissa} × {power_of_ten(int(exponent))}" if exponent else mantissa

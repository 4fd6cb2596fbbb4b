"""An effect as people read it: percent of what was expected, or the value's own unit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from apps.core.messages import Message, Num, mark, msg
from apps.engines.builtin.release_effect.inference import Effect
from apps.engines.builtin.release_effect.pooling import Spread
from apps.engines.builtin.release_effect.study import Study
from apps.engines.figures import finite, measured

UNITS = {
    "hour": mark("hour"), "day": mark("day"), "workday": mark("working day"), "week": mark("week"),
    "month": mark("month"), "quarter": mark("quarter"), "half": mark("half-year"),
    "year": mark("year"), "number": mark("period"),
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """``value``, ``low`` and ``high`` in percent (as shares: -0.31) or in the unit of means; None
    for what is unbounded.
    """

    value: float | None
    low: float | None
    high: float | None
    log: bool

    @property
    def clear(self) -> int:
        """-1 fell, 1 rose, 0 where the interval holds no change."""
        if self.high is not None and self.high < 0:
            return -1
        return 1 if self.low is not None and self.low > 0 else 0

    def number(self, value: float | None, *, size: bool = False) -> Num:
        """For a sentence; ``size`` leaves the sign away."""
        if value is None:
            return Num(value=None)
        given = abs(value) if size else value
        if self.log:
            decimals = 0 if abs(given) >= 0.095 else 1
            return Num(value=given, style="percent", decimals=decimals)
        half = None
        if self.low is not None and self.high is not None:
            half = (self.high - self.low) / 2
        return measured(given, half, 2)


def shown(effect: Effect | Spread, *, log: bool) -> Shown:
    """From the scale that is computed on."""
    ends = [_outer(value, log=log) for value in (effect.value, effect.low, effect.high)]
    return Shown(ends[0], ends[1], ends[2], log)


def _outer(value: float, *, log: bool) -> float | None:
    if not log:
        return finite(value)
    return None if value == math.inf else math.expm1(value)


def unit_of(study: Study) -> Message:
    """What a period is called."""
    line = study.panel.line
    return msg(UNITS[line.unit]) if line.step == 1 else msg("period")


def avoided(effect: Effect) -> tuple[float | None, float | None, float | None]:
    """How many fewer there were per market and period than without the release, with ends, from
    what was observed; None where nothing was.
    """
    if effect.observed <= 0:
        return effect.expected / effect.cells, None, None
    ends = [
        effect.observed * math.expm1(-end) / effect.cells if math.isfinite(end) else None
        for end in (effect.value, effect.high, effect.low)
    ]
    return ends[0], ends[1], ends[2]

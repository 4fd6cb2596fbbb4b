"""After k periods in a new market: how wide its interval is expected to be.

From the fitted variance components alone, so for numbers of periods that no market has had too.
Each period is taken to say as much as the market's (or the others') periods do on average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.transfer.frame import Frame
from apps.engines.builtin.transfer.inference import Uncertainty
from apps.engines.builtin.transfer.mixed import Floats
from apps.engines.builtin.transfer.panel import Panel
from apps.engines.builtin.transfer.predictive import Tangent, student, tangent

PERIODS = (0, 1, 2, 3, 6, 12, 24)
EXAMPLES = 40


@dataclass
class Step:
    """Half widths in the person's units: of one period's value, and of the market's level."""

    periods: int
    value: float
    level: float


def simulate(sure: Uncertainty, panel: Panel, frame: Frame, confidence: float) -> list[Step]:
    """The median over the rows of the new market, or where it has none the median of others'."""
    examples, at = _examples(panel, frame), tangent(sure)
    steps = []
    for periods in PERIODS:
        halves = [_halves(at, design, periods, confidence) for design in examples]
        value, level = np.median(np.array(halves), axis=0) * frame.unit
        steps.append(Step(periods, float(value), float(level)))
    return steps


def _examples(panel: Panel, frame: Frame) -> list[Floats]:
    mine = np.vstack([panel.own.x, panel.asked.x])
    if len(mine) > 1 or (len(mine) and max(map(len, panel.others)) < 2):
        return [frame.design(mine)]
    places = np.unique(np.linspace(0, len(panel.others) - 1, EXAMPLES).round().astype(int))
    return [frame.design(panel.others[place].x) for place in places]


def _halves(at: Tangent, design: Floats, periods: int, confidence: float) -> tuple[float, float]:
    p = design.shape[1]
    beta = at.known.beta[0]
    gram = np.zeros((p + 1, p + 1))
    gram[:p, :p] = periods * (design.T @ design) / len(design)
    gram[:p, p] = gram[p, :p] = gram[:p, :p] @ beta  # as expected: no surprise in what is seen
    found = student(at, at.known, gram, design)
    return float(np.median(found.half(confidence))), float(np.median(found.level_half(confidence)))

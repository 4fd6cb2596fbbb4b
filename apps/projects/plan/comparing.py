"""Whether what a pilot has shown reaches what was wanted."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
CHOICES = list(COMPARISONS)
SIGNS: Mapping[str, str] = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}  # as they are shown


def fulfilled(criterion: Mapping[str, Any]) -> bool | None:
    """Whether what was seen reaches what is wanted; None while nothing was seen."""
    seen = criterion.get("seen")
    if seen is None or not math.isfinite(seen):
        return None
    return COMPARISONS[criterion["comparison"]](seen, criterion["value"])

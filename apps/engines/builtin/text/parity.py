"""Whether another way of computing a model gives its answers: texts to ask, and how they compare.

A saved model keeps no texts of anybody, so those asked at loading are of words from its own
vocabulary. Many such texts lie between all classes, as few real ones do; where the model itself
cautions (a close call), its answer counts for nothing here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import numpy as np

from apps.engines.contract import Prediction

WORDS = (2, 24)  # in a text, least and most
LEAST = 100  # answers without a caution, to compare at all
AGREEMENT = 0.998  # of these
CLOSE = 0.01  # numbers agree that differ by less than this share of how far all lie apart
GAP = 0.03  # by which probabilities may differ, but for one in a hundred
GAP_SHARE = 0.99


@dataclass(frozen=True)
class Parity:
    """``agreement`` is the share of the ``rows`` compared whose first answer is the same: the
    class, the labels, or nearly the number. ``gap`` is what 99 % of probabilities differ by at
    most, 0 where none are told.
    """

    rows: int
    agreement: float
    gap: float

    def holds(self, least: int | None = None) -> bool:
        """Whether one may stand for the other; never where fewer than ``least`` were compared."""
        enough = self.rows >= (LEAST if least is None else least)
        return enough and self.agreement >= AGREEMENT and self.gap <= GAP


def texts(words: list[str], count: int) -> list[str]:
    """``count`` texts of random words, the same ones each time; none without words."""
    draw = random.Random(count)
    return [" ".join(draw.choices(words, k=draw.randint(*WORDS))) for _ in range(count) if words]


def compared(exact: Prediction, rough: Prediction, *, close: bool = False) -> Parity:
    """``rough`` beside ``exact``. Rows that ``exact`` is cautious about count if ``close``."""
    key = exact.columns[0].key
    pairs = [
        (one.values, other.values)
        for one, other in zip(exact.rows, rough.rows, strict=True)
        if one.values[key] is not None and (close or not one.warnings)
    ]
    if not pairs:
        return Parity(0, 0.0, 0.0)
    numbers = [one[key] for one, _other in pairs if isinstance(one[key], float)]
    near = CLOSE * (max(numbers) - min(numbers)) if numbers else 0.0  # type: ignore[operator, type-var]
    same = sum(_same(one[key], other[key], near) for one, other in pairs)
    return Parity(len(pairs), same / len(pairs), _gap(exact, pairs))


def _same(one: Any, other: Any, near: float) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= near
    return bool(one == other)


def _gap(exact: Prediction, pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> float:
    """Of the first probability that is told: it is that of the first answer."""
    keys = [column.key for column in exact.columns if column.kind == "percent"][:1]
    gaps = [
        abs(one[key] - other[key])
        for one, other in pairs
        for key in keys
        if one[key] is not None and other[key] is not None
    ]
    return float(np.quantile(gaps, GAP_SHARE)) if gaps else 0.0

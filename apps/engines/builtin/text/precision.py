"""bfloat16 for a model that only answers, where that is faster here and gives the same answers.

Measured when the model is loaded, on texts of words from its own vocabulary: a saved model keeps
no texts of anybody. Many such texts lie between all classes, as few real ones do; where the model
itself cautions (a close call), its answer counts for nothing here. The layer on top stays in
float32, with all that follows from it.
"""

from __future__ import annotations

import copy
import random
import time
from typing import TYPE_CHECKING, Any

import torch

from apps.engines.builtin.text.device import multiplies_half
from apps.engines.contract import Prediction

if TYPE_CHECKING:
    from apps.engines.builtin.text.predictor import TextPredictor

TEXTS = 512
WORDS = (2, 24)  # in a text, least and most
LEAST = 100  # answers without a caution, to compare at all
AGREEMENT = 0.998  # of these
CLOSE = 0.01  # numbers agree that differ by less than this share of how far all lie apart


def settle(predictor: TextPredictor[Any]) -> bool:
    """Let ``predictor`` compute in bfloat16 if that passes; whether it does."""
    if not multiplies_half(predictor.place.device):
        return False
    rows = [{predictor.facts.text: text} for text in texts(predictor.tokens.words(), TEXTS)]
    if not rows:
        return False
    whole = predictor.model
    exact, slow = _timed(predictor, rows)
    predictor.model = halved(whole)
    rough, fast = _timed(predictor, rows)
    if fast < slow and agreement(exact, rough) >= AGREEMENT:
        return True
    predictor.model = whole
    return False


def halved(model: Any) -> Any:
    """A copy whose encoder holds and multiplies bfloat16. What it gives the last layer is float32
    again (``TextModel.pooled``).
    """
    other = copy.deepcopy(model)
    other.encoder.to(torch.bfloat16)
    return other


def texts(words: list[str], count: int) -> list[str]:
    """``count`` texts of random words, the same ones each time; none without words."""
    draw = random.Random(count)
    return [" ".join(draw.choices(words, k=draw.randint(*WORDS))) for _ in range(count) if words]


def agreement(exact: Prediction, rough: Prediction) -> float:
    """Share of rows whose first answer is the same: the class, the labels, or nearly the number.
    Those that ``exact`` is cautious about are left out; 0 where too few are left.
    """
    key = exact.columns[0].key
    pairs = [
        (one.values[key], other.values[key])
        for one, other in zip(exact.rows, rough.rows, strict=True)
        if not one.warnings
    ]
    if len(pairs) < LEAST:
        return 0.0
    numbers = [one for one, _other in pairs if isinstance(one, float)]
    near = CLOSE * (max(numbers) - min(numbers)) if numbers else 0.0
    return sum(_same(one, other, near) for one, other in pairs) / len(pairs)


def _same(one: Any, other: Any, near: float) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= near
    return bool(one == other)


def _timed(predictor: TextPredictor[Any], rows: list[dict[str, str]]) -> tuple[Prediction, float]:
    """The answers, and the seconds they took once everything was touched before."""
    predictor.predict(rows[: len(rows) // 8])
    began = time.perf_counter()
    return predictor.predict(rows), time.perf_counter() - began

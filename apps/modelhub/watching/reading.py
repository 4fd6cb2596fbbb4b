"""What of a prediction is compared and judged: the class it names and the number beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from apps.engines.contract import PredictedRow, PredictionColumn

CLASSES = ("label", "intent", "labels", "match")
SCORES = ("probability", "probability_1", "score", "similarity")
LABEL = "output.label:"  # before the label whose share a statistic of drift looks at
LONGEST = 200  # characters of an answer or a label that are kept
OTHERS = "…"  # rare labels together
NO_LABEL = "–"  # said by a model that may say several labels, and says none


def keys(columns: Sequence[PredictionColumn]) -> tuple[str, str]:
    """The column of the class and that of the number; '' where the model gives none."""
    names = [column.key for column in columns]
    points = [column.key for column in columns if column.role == "point"]
    answer = next((name for name in CLASSES if name in names), "")
    score = next((name for name in (*SCORES, *points) if name in names), "")
    return answer, score


def said(row: PredictedRow, answer: str, score: str) -> tuple[str, float | None]:
    """The class and the number of one row, by the :func:`keys` of its columns."""
    named, value = row.values.get(answer), row.values.get(score)
    number = float(value) if isinstance(value, int | float) else None
    if number is not None and not math.isfinite(number):
        number = None
    if named == "" and answer == "labels":
        named = NO_LABEL
    return ("" if named is None else str(named)[:LONGEST]), number

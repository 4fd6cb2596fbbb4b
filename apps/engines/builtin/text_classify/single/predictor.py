"""Asking a classifier: class, probability and the second best."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text.predictor import TextPredictor, Values
from apps.engines.builtin.text.probe import softmax
from apps.engines.builtin.text.saved import SavedClasses
from apps.engines.contract import PredictionColumn

CLOSE = 0.1  # two classes whose probabilities differ by less are hard to tell apart


class ClassPredictor(TextPredictor[SavedClasses]):
    """Answers with the most probable class."""

    rule = (
        "The probabilities are softmax(scores / temperature), in the order of `labels`; the answer"
        " is the label of the largest."
    )

    def answer(self, scores: np.ndarray) -> tuple[Values, list[Message]]:
        chances = softmax(scores[None, :] / self.facts.temperature)[0]
        order = np.argsort(-chances, kind="stable")
        first, second = int(order[0]), int(order[1])
        labels = self.facts.labels
        said = []
        if chances[first] - chances[second] < CLOSE:
            said.append(
                msg(
                    "A close call between '{first}' and '{second}'.",
                    first=labels[first],
                    second=labels[second],
                )
            )
        return {
            "label": labels[first],
            "probability": float(chances[first]),
            "second": labels[second],
            "second_probability": float(chances[second]),
        }, said

    def columns(self) -> list[PredictionColumn]:
        return [
            PredictionColumn(
                key="label", label=msg("{target}", target=self.facts.label), kind="text"
            ),
            PredictionColumn(key="probability", label=msg("Probability"), kind="percent"),
            PredictionColumn(key="second", label=msg("Second best"), kind="text"),
            PredictionColumn(
                key="second_probability", label=msg("Its probability"), kind="percent"
            ),
        ]

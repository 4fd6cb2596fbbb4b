"""Asking for a number: value and interval, in the unit of what was learned."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text.predictor import TextPredictor, Values
from apps.engines.builtin.text.saved import SavedNumber
from apps.engines.builtin.text_regress.tables import figure
from apps.engines.contract import PredictionColumn


class NumberPredictor(TextPredictor[SavedNumber]):
    """Answers with a number, and between which numbers a share of ``level`` lies."""

    rule = (
        "The answer is mean + scale · scores, in `unit`; a share `level` of new cases lies within"
        " `radius` of it."
    )

    def answer(self, scores: np.ndarray) -> tuple[Values, list[Message]]:
        facts = self.facts
        value = facts.mean + facts.scale * float(scores[0])
        said = []
        if not facts.low <= value <= facts.high:
            said.append(
                msg(
                    "The answer lies outside the numbers that were learned from ({low} to {high}).",
                    low=figure(facts.low, facts.unit),
                    high=figure(facts.high, facts.unit),
                )
            )
        point, low, high = (column.key for column in self.columns())
        return {point: value, low: value - facts.radius, high: value + facts.radius}, said

    def columns(self) -> list[PredictionColumn]:
        name, unit = self.facts.label, self.facts.unit
        return [
            PredictionColumn(
                key=f"{name}:point",
                label=msg("{target}", target=name),
                unit=unit,
                role="point",
                target=name,
            ),
            PredictionColumn(
                key=f"{name}:new_low",
                label=msg("Lower end"),
                unit=unit,
                role="new_low",
                target=name,
            ),
            PredictionColumn(
                key=f"{name}:new_high",
                label=msg("Upper end"),
                unit=unit,
                role="new_high",
                target=name,
            ),
        ]

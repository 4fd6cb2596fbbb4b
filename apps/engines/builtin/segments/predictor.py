"""The segment of new rows, with probabilities, and rows unlike any segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear.model import as_number
from apps.engines.builtin.linear.ranges import MOST
from apps.engines.builtin.segments import kmeans
from apps.engines.builtin.segments.model import SavedModel
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.engines.figures import percent

FARTHEST = 1e9  # of the scale's units, from the middle
TOO_FAR = msg("The values of this row are too far from the data to compute with.")
Cells = dict[str, float | str | None]


class SegmentsPredictor:
    """Satisfies ``contract.Predictor``."""

    def __init__(self, model: SavedModel) -> None:
        self.model = model
        self._scale, self._mixture = model.scale, model.mixture
        self._centres = np.array(model.centres)

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row. A row that cannot be read answers with what is wrong in it."""
        answers = []
        for row in rows:
            values, problems = self._read(row)
            answers.append(
                PredictedRow(values=self._nothing(), warnings=problems)
                if problems
                else self._answer(values)
            )
        return Prediction(columns=self._columns(), rows=answers)

    def _read(self, row: Mapping[str, Any]) -> tuple[list[float], list[Message]]:
        values, problems = [], []
        for name, log in zip(self.model.names, self.model.logs, strict=True):
            value = as_number(row.get(name))
            if isinstance(value, Message):
                problems.append(Message(text=value.text, values={**value.values, "name": name}))
            elif log and value <= 0:
                problems.append(msg("{name} is zero or less and has no logarithm.", name=name))
            elif abs(value) > MOST:
                problems.append(msg("{name} is too large to compute with.", name=name))
            else:
                values.append(value)
        return values, problems

    def _answer(self, values: list[float]) -> PredictedRow:
        x = self._scale.apply(np.array([values]))
        if not np.abs(x).max() <= FARTHEST:
            return PredictedRow(values=self._nothing(), warnings=[TOO_FAR])
        segment = int(kmeans.nearest(x, self._centres)[0])
        distance = float(np.sqrt(((x[0] - self._centres[segment]) ** 2).sum()))
        chance = self._mixture.probabilities(x)[0]
        warnings = []
        far = distance / self.model.spread[segment]
        if far > self.model.reach:
            warnings.append(
                msg(
                    "Unlike any segment: {far} times as far from the centre of segment {segment} as"
                    " its members are, and hardly any row was beyond {reach}.",
                    far=Num(value=far, digits=3),
                    segment=segment + 1,
                    reach=Num(value=self.model.reach, digits=3),
                )
            )
        if len(chance) > 1 and chance[segment] < self.model.sure:
            warnings.append(
                msg(
                    "Between segments: {segment} is the nearest, with a probability of {p}.",
                    segment=segment + 1,
                    p=percent(float(chance[segment])),
                )
            )
        values_: Cells = {
            "segment": float(segment + 1),
            "probability": float(chance[segment]),
            "distance": distance,
        }
        values_ |= {f"probability {k + 1}": float(one) for k, one in enumerate(chance)}
        return PredictedRow(values=values_, warnings=warnings)

    def _nothing(self) -> Cells:
        return {column.key: None for column in self._columns()}

    def _columns(self) -> list[PredictionColumn]:
        return [
            PredictionColumn(key="segment", label=msg("Segment"), role="point", target="segment"),
            PredictionColumn(key="probability", label=msg("Probability"), kind="percent"),
            PredictionColumn(key="distance", label=msg("Distance to the centre")),
            *(
                PredictionColumn(
                    key=f"probability {k + 1}",
                    label=msg("Probability of segment {segment}", segment=k + 1),
                    kind="percent",
                )
                for k in range(len(self._centres))
            ),
        ]

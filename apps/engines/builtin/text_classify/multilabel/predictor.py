"""Asking for labels: those that are probable enough, each with its probability."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text.binary import sigmoid
from apps.engines.builtin.text.predictor import TextPredictor, Values
from apps.engines.builtin.text.saved import SavedLabels
from apps.engines.builtin.text_classify.multilabel.labels import (
    JSON,
    SIGNS,
    labels_of,
    parse,
    written,
)
from apps.engines.contract import PredictionColumn

CLOSE = 0.05  # a probability that is nearer to its threshold could as well be on the other side
MOST_COLUMNS = 20  # labels whose probabilities have columns of their own


class LabelPredictor(TextPredictor[SavedLabels]):
    """Answers with labels as cells of the learned table hold them, the most probable first."""

    rule = (
        "The probabilities are sigmoid(scores / temperature), in the order of `labels`; the answer"
        " is every label whose probability reaches its own of the `thresholds`."
    )

    def answer(self, scores: np.ndarray) -> tuple[Values, list[Message]]:
        facts = self.facts
        chances, least = sigmoid(scores / facts.temperature), np.array(facts.thresholds)
        order = np.argsort(-chances, kind="stable")
        said = [int(at) for at in order if chances[at] >= least[at]]
        values: Values = {
            "labels": written([facts.labels[at] for at in said], facts.separator),
            "probabilities": self._together([float(chances[at]) for at in said]),
        }
        if len(facts.labels) <= MOST_COLUMNS:
            for label, chance in zip(facts.labels, chances, strict=True):
                values[f"probability:{label}"] = float(chance)
        return values, self._to_know(said, chances - least)

    def told(self, values: Values) -> str:
        return parse(self.facts.separator)(values["labels"], 1)

    def knows(self, label: str) -> bool:
        return set(labels_of(label)) <= set(self.facts.labels)

    def _together(self, chances: list[float]) -> str:
        """Probabilities in the order of the labels, parted as they are."""
        if self.facts.separator == JSON:
            return f"[{', '.join(f'{chance:.4f}' for chance in chances)}]"
        return f"{SIGNS[self.facts.separator]} ".join(f"{chance:.4f}" for chance in chances)

    def _to_know(self, said: list[int], above: np.ndarray) -> list[Message]:
        found = []
        if not said:
            found.append(msg("No label is probable enough."))
        close = [self.facts.labels[at] for at in np.flatnonzero(np.abs(above) < CLOSE)]
        if close:
            found.append(msg("A close call: {labels}.", labels=close[:5]))
        return found

    def columns(self) -> list[PredictionColumn]:
        found = [
            PredictionColumn(
                key="labels", label=msg("{target}", target=self.facts.label), kind="text"
            ),
            PredictionColumn(key="probabilities", label=msg("Probabilities"), kind="text"),
        ]
        if len(self.facts.labels) <= MOST_COLUMNS:
            found += [
                PredictionColumn(
                    key=f"probability:{label}",
                    label=msg("Probability of '{label}'", label=label),
                    kind="percent",
                )
                for label in self.facts.labels
            ]
        return found

"""Asking a classifier: class, probability and the second best, in the order of the rows asked."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text import saved
from apps.engines.builtin.text.device import place
from apps.engines.builtin.text.encoder import Tokens
from apps.engines.builtin.text.probe import run_through, softmax
from apps.engines.builtin.text.rows import clean
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn

UNKNOWN_SHARE = 0.3  # of a text's tokens, from which on the model is said not to know it
CLOSE = 0.1  # two classes whose probabilities differ by less are hard to tell apart


def load(path: Path, runtime: Mapping[str, Any]) -> ClassPredictor:
    """The predictor of a saved folder."""
    where = place(str(runtime.get("device", "cpu")), "fp32", int(runtime.get("threads", 1)))
    facts, model, tokens = saved.load(path, where.device, Path(tempfile.gettempdir()))
    return ClassPredictor(facts, model, tokens, where)


class ClassPredictor:
    """Satisfies ``contract.Predictor``. Texts are read sorted by length, answers are not."""

    def __init__(self, facts: saved.SavedText, model: Any, tokens: Tokens, where: Any) -> None:
        self.facts, self.model, self.tokens, self.place = facts, model, tokens, where

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row; a row without a text says so."""
        texts = [clean(row.get(self.facts.text)) for row in rows]
        given = [number for number, text in enumerate(texts) if text]
        ids, lengths = self.tokens([texts[number] for number in given])
        answers = [PredictedRow(values=_blank(), warnings=[self._absent()]) for _ in rows]
        if given:
            scores = run_through(self.model, ids, self.place, pad=self.tokens.pad)
            chances = softmax(scores.astype(np.float64) / self.facts.temperature)
            for number, row, tokens, length in zip(given, chances, ids, lengths, strict=True):
                answers[number] = self._answer(row, tokens, length)
        return Prediction(columns=self._columns(), rows=answers)

    def _answer(self, chances: np.ndarray, tokens: Sequence[int], length: int) -> PredictedRow:
        order = np.argsort(-chances, kind="stable")
        first, second = int(order[0]), int(order[1])
        values: dict[str, float | str | None] = {
            "label": self.facts.labels[first],
            "probability": float(chances[first]),
            "second": self.facts.labels[second],
            "second_probability": float(chances[second]),
        }
        return PredictedRow(
            values=values, warnings=list(self._cautions(chances, order, tokens, length))
        )

    def _cautions(
        self, chances: np.ndarray, order: np.ndarray, tokens: Sequence[int], length: int
    ) -> list[Message]:
        said = []
        if self.tokens.unknown_share([tokens]) > UNKNOWN_SHARE:
            said.append(msg("The base model does not know most of these words or signs."))
        if length > self.facts.max_tokens:
            said.append(
                msg("Only the first {count} tokens were read.", count=self.facts.max_tokens)
            )
        if chances[order[0]] - chances[order[1]] < CLOSE:
            said.append(
                msg(
                    "A close call between '{first}' and '{second}'.",
                    first=self.facts.labels[int(order[0])],
                    second=self.facts.labels[int(order[1])],
                )
            )
        return said

    def _absent(self) -> Message:
        return msg("{name} is missing.", name=self.facts.text)

    def _columns(self) -> list[PredictionColumn]:
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


def _blank() -> dict[str, float | str | None]:
    return {"label": None, "probability": None, "second": None, "second_probability": None}

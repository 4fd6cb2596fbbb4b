"""Asking a comparison: how well two texts match, in the order of the rows; and embeddings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text.encoder import PooledModel
from apps.engines.builtin.text.portable import Portable
from apps.engines.builtin.text.predictor import TextPredictor, Values
from apps.engines.builtin.text.probe import Ids, run_through
from apps.engines.builtin.text_match.evaluation import answered
from apps.engines.builtin.text_match.models import pair_ids
from apps.engines.builtin.text_match.portable import of_embedding, of_pair
from apps.engines.builtin.text_match.saved import SavedMatch
from apps.engines.contract import PredictionColumn, Refusal

CLOSE = 0.05  # a probability or cosine that is nearer to the threshold could as well be beyond it


class MatchPredictor(TextPredictor[SavedMatch]):
    """Answers with a probability, a number or a cosine, and whether that is a match."""

    def portable(self) -> Portable:
        return of_embedding(self.model) if self.facts.way == "bi" else of_pair(self.model)

    def names(self) -> tuple[str, ...]:
        return self.facts.text, self.facts.other

    def ids(self, texts: Sequence[Sequence[str]]) -> tuple[Ids, list[int]]:
        return pair_ids(self.tokens, [first for first, _ in texts], [other for _, other in texts])

    def answer(self, scores: np.ndarray) -> tuple[Values, list[Message]]:
        facts = self.facts
        score = answered(scores[None, :], facts.way)
        value = float((facts.calibration(score) if facts.calibration else score)[0])
        key = self._point().key
        if facts.threshold is None:
            return {key: value}, []
        said = []
        if abs(value - facts.threshold) < CLOSE:
            said.append(msg("A close call: hardly above or below the threshold."))
        return {"match": facts.names[int(value >= facts.threshold)], key: value}, said

    def columns(self) -> list[PredictionColumn]:
        if self.facts.threshold is None:
            return [self._point()]
        label = msg("{target}", target=self.facts.label) if self.facts.label else msg("Match")
        return [PredictionColumn(key="match", label=label, kind="text"), self._point()]

    def _point(self) -> PredictionColumn:
        facts = self.facts
        if facts.calibration is None:
            return PredictionColumn(key="similarity", label=msg("Cosine"))
        if facts.threshold is not None:
            return PredictionColumn(key="probability", label=msg("Probability"), kind="percent")
        return PredictionColumn(
            key="score",
            label=msg("{target}", target=facts.label),
            unit=facts.unit,
            target=facts.label,
        )

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """(n, hidden) embeddings of texts on their own, in their order, float32. Raises ``Refusal``
        as :meth:`alone` does.
        """
        ids, _ = self.tokens(list(texts))
        return run_through(self.alone(), ids, self.place, pad=self.tokens.pad, pooled=True)

    def alone(self) -> PooledModel:
        """What reads single texts. Raises ``Refusal`` for a model that reads both together."""
        if self.facts.way != "bi":
            raise Refusal(
                msg("A model that reads both texts together has no embedding of one."),
                fix=msg("Choose a model that reads each text alone."),
                field="model",
            )
        width = self.model.hidden
        return PooledModel(self.model.encoder, hidden=width, width=width, outputs=width)

"""Asking for the intent of a text: the best one, or that none fits, with the candidates."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text.predictor import TextPredictor, Values
from apps.engines.builtin.text.probe import Ids, seen
from apps.engines.builtin.text.saved import SavedIntents
from apps.engines.builtin.text_classify.single.predictor import CLOSE
from apps.engines.builtin.text_intent.centres import restored
from apps.engines.builtin.text_intent.scope import Said, Scope
from apps.engines.contract import PredictionColumn

NONE = "out of scope"  # said where the table has no name of its own for it
CANDIDATES = 3


class IntentPredictor(TextPredictor[SavedIntents]):
    """Answers with an intent or that none fits; ``intent`` is what the table would say."""

    rule = (
        "The probabilities are softmax(scores / temperature), in the order of `labels`; the answer"
        " is the label of the largest, or that none fits where the fit is below `threshold`. The"
        " fit is, by `kind`: 'chance', the largest probability; 'energy', logsumexp(scores /"
        " temperature); 'nearness', minus the least squared distance of values @ whitening to the"
        " centres, both in more.safetensors."
    )

    def scores(self, ids: Ids) -> np.ndarray:
        """(n, intents + 1) the scores of the intents, and how well the best ones fit."""
        values = seen(self.model, ids, self.place, pad=self.tokens.pad)
        said = Said(self.model.topped(values), values)
        return np.column_stack([said.scores, self._scope.fits(said)])

    @cached_property
    def _scope(self) -> Scope:
        facts = self.facts
        centres = restored(self.arrays) if facts.kind == "nearness" else None
        return Scope(facts.kind, facts.threshold, facts.temperature, centres)

    def answer(self, scores: np.ndarray) -> tuple[Values, list[Message]]:
        facts = self.facts
        chances = self._scope.chances(scores[None, :-1])[0]
        order = [int(at) for at in np.argsort(-chances, kind="stable")[:CANDIDATES]]
        outside = bool(scores[-1] < facts.threshold)
        values: Values = {
            "intent": (facts.outside or NONE) if outside else facts.labels[order[0]],
        }
        for number in range(1, CANDIDATES + 1):
            known = number <= len(order)
            values[f"candidate_{number}"] = facts.labels[order[number - 1]] if known else None
            values[f"probability_{number}"] = float(chances[order[number - 1]]) if known else None
        return values, self._to_know(outside, chances, order)

    def _to_know(self, outside: bool, chances: np.ndarray, order: list[int]) -> list[Message]:
        first, second = (self.facts.labels[at] for at in order[:2])
        if outside:
            return [msg("No intent fits; the nearest is '{first}'.", first=first)]
        if chances[order[0]] - chances[order[1]] < CLOSE:
            return [
                msg("A close call between '{first}' and '{second}'.", first=first, second=second)
            ]
        return []

    def columns(self) -> list[PredictionColumn]:
        found = [
            PredictionColumn(
                key="intent", label=msg("{target}", target=self.facts.label), kind="text"
            ),
        ]
        for number in range(1, CANDIDATES + 1):
            found += [
                PredictionColumn(
                    key=f"candidate_{number}",
                    label=msg("Candidate {number}", number=number),
                    kind="text",
                ),
                PredictionColumn(
                    key=f"probability_{number}",
                    label=msg("Probability of candidate {number}", number=number),
                    kind="percent",
                ),
            ]
        return found

"""Asking a text model, in the order of the rows asked. A kind of target says what is answered."""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text import runtimes, saved
from apps.engines.builtin.text.device import Place, place
from apps.engines.builtin.text.encoder import PooledModel, Tokens
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text.portable import Portable, of_scores
from apps.engines.builtin.text.probe import Ids, run_through
from apps.engines.builtin.text.saved import Arrays, S
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn

UNKNOWN_SHARE = 0.3  # of a text's tokens, from which on the model is said not to know it
Values = dict[str, float | str | None]


class TextPredictor(ABC, Generic[S]):
    """Satisfies ``contract.Predictor``. Texts are read sorted by length, answers are not.

    ``rule`` says in English how scores become an answer, for whoever takes the model elsewhere.
    """

    rule: ClassVar[str] = ""

    def __init__(self, facts: S, model: PooledModel, tokens: Tokens, where: Place) -> None:
        self.facts, self.model, self.tokens, self.place = facts, model, tokens, where
        self.arrays: Arrays = {}  # what the kind of target has saved beside the weights
        self.runtime: dict[str, Any] = {}  # what computes it, as ``runtimes.Choice`` tells it

    @classmethod
    def opened(cls, kind: type[S], path: Path, runtime: Mapping[str, Any]) -> TextPredictor[S]:
        """The predictor of a saved folder. Raises ``Refusal`` where its base model is not here.

        ``runtime["precision"]``: 'fp32', as jobs answer, or 'auto'; ``runtime["runtime"]``:
        'torch', as jobs answer, 'openvino' or 'auto' (see :mod:`.runtimes`).
        """
        where = place(str(runtime.get("device", "cpu")), "fp32", int(runtime.get("threads", 1)))
        scratch = Path(tempfile.gettempdir())
        facts, model, tokens = saved.load(path, kind, where.device, scratch)
        found = cls(facts, model, tokens, where)
        found.arrays = saved.arrays(path)
        found.runtime = runtimes.settle(found, runtime).model_dump(mode="json")
        return found

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row; a row without a text says so."""
        return self.scored(rows)[0]

    def scored(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Prediction, np.ndarray]:
        """The answers, and the :meth:`scores` of the rows whose texts are all there."""
        names = self.names()
        texts = [[clean(row.get(name)) for name in names] for row in rows]
        given = [number for number, said in enumerate(texts) if all(said)]
        ids, lengths = self.ids([texts[number] for number in given])
        columns = self.columns()
        answers = [self._blank(said, columns) for said in texts]
        scores = self.scores(ids) if given else np.zeros((0, 1), dtype=np.float32)
        if given:
            for number, row, tokens, length in zip(
                given, scores.astype(np.float64), ids, lengths, strict=True
            ):
                values, said = self.answer(row)
                answers[number] = PredictedRow(
                    values=values, warnings=[*self._cautions(tokens, length), *said]
                )
        return Prediction(columns=columns, rows=answers), scores

    def scores(self, ids: Ids) -> np.ndarray:
        """(n, ...) what :meth:`answer` is given of each row."""
        return run_through(self.model, ids, self.place, pad=self.tokens.pad)

    def names(self) -> tuple[str, ...]:
        """The columns whose texts are read."""
        return (self.facts.text,)

    def ids(self, texts: Sequence[Sequence[str]]) -> tuple[Ids, list[int]]:
        """Token numbers of rows with a text for each name, and how many before cutting."""
        return self.tokens([text for (text,) in texts])

    def _blank(self, texts: Sequence[str], columns: Sequence[PredictionColumn]) -> PredictedRow:
        """The answer to a row whose texts are not all there."""
        absent = [name for name, text in zip(self.names(), texts, strict=True) if not text]
        return PredictedRow(
            values={column.key: None for column in columns},
            warnings=[msg("{name} is missing.", name=name) for name in absent],
        )

    def told(self, values: Values) -> str:
        """What an answer says, as rows of a table are labelled."""
        return str(values[self.columns()[0].key])

    def knows(self, label: str) -> bool:
        """Whether it can give this answer at all."""
        return label in getattr(self.facts, "labels", ())

    def portable(self) -> Portable:
        """What other programs are given of the model."""
        return of_scores(self.model, self.rule)

    @abstractmethod
    def columns(self) -> list[PredictionColumn]:
        """What is answered."""

    @abstractmethod
    def answer(self, scores: np.ndarray) -> tuple[Values, list[Message]]:
        """The answer that a row's :meth:`scores` give, and what to know of it."""

    def _cautions(self, tokens: Sequence[int], length: int) -> Iterator[Message]:
        if self.tokens.unknown_share([tokens]) > UNKNOWN_SHARE:
            yield msg("The base model does not know most of these words or signs.")
        if length > self.facts.max_tokens:
            yield msg("Only the first {count} tokens were read.", count=self.facts.max_tokens)

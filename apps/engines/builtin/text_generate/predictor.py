"""Asking for answers, in the order of the prompts asked."""

from __future__ import annotations

import math
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg
from apps.engines.builtin.text.device import Place, place
from apps.engines.builtin.text.predictor import UNKNOWN_SHARE
from apps.engines.builtin.text.rows import digest
from apps.engines.builtin.text_generate import saved
from apps.engines.builtin.text_generate.decoding import Decoding, write
from apps.engines.builtin.text_generate.pairs import tidy
from apps.engines.builtin.text_generate.params import MOST_ANSWER_TOKENS, MOST_TEMPERATURE
from apps.engines.builtin.text_generate.prompts import Prompts
from apps.engines.builtin.text_generate.saved import SavedWriter
from apps.engines.builtin.text_generate.writer import Writer
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn

LENGTH, HEAT = "decoding.max_new_tokens", "decoding.temperature"


class AnswerPredictor:
    """Satisfies ``contract.Predictor``. A row may hold ``decoding.max_new_tokens`` and
    ``decoding.temperature`` beside its prompt.
    """

    def __init__(self, facts: SavedWriter, writer: Writer, prompts: Prompts, where: Place) -> None:
        self.facts, self.writer, self.prompts, self.place = facts, writer, prompts, where
        self.usual = Decoding(facts.answer_tokens, facts.temperature)

    @classmethod
    def opened(cls, path: Path, runtime: Mapping[str, Any]) -> AnswerPredictor:
        """The predictor of a saved folder. Raises ``Refusal`` where its base model is not here."""
        where = place(str(runtime.get("device", "cpu")), "fp32", int(runtime.get("threads", 1)))
        facts, writer, prompts = saved.load(path, where.device, Path(tempfile.gettempdir()))
        return cls(facts, writer, prompts, where)

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row; a row that gets none says why."""
        column = PredictionColumn(
            key=self.facts.label, label=msg("{target}", target=self.facts.label), kind="text"
        )
        answers: dict[int, PredictedRow] = {}
        asked: dict[Decoding, list[int]] = defaultdict(list)
        ids: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            found = self._read(row)
            if isinstance(found, Message):
                answers[number] = PredictedRow(values={column.key: None}, warnings=[found])
            else:
                ids[number], decoding = found
                asked[decoding].append(number)
        for decoding, numbers in asked.items():
            for number, answer in zip(
                numbers, self._write([ids[number] for number in numbers], decoding), strict=True
            ):
                text, warnings = answer
                answers[number] = PredictedRow(values={column.key: text}, warnings=warnings)
        return Prediction(columns=[column], rows=[answers[number] for number in range(len(rows))])

    def _read(self, row: Mapping[str, Any]) -> tuple[list[int], Decoding] | Message:
        """Token numbers and how to answer, or why there is no answer."""
        text = tidy(row.get(self.facts.text))
        if not text:
            return msg("{name} is missing.", name=self.facts.text)
        decoding = self._decoding(row)
        if isinstance(decoding, Message):
            return decoding
        ids = self.prompts.prompt(text)
        most = self.facts.max_tokens - (0 if self.writer.seq2seq else 1)
        if len(ids) > most:
            return msg(
                "The prompt has {count} tokens and may have {most} at most: shorten it.",
                count=len(ids),
                most=most,
            )
        return ids, decoding

    def _decoding(self, row: Mapping[str, Any]) -> Decoding | Message:
        length = _number(row.get(LENGTH), self.usual.max_new_tokens)
        if not 1 <= length <= MOST_ANSWER_TOKENS or length != int(length):
            return msg(
                "{name} is a whole number from 1 to {most}.", name=LENGTH, most=MOST_ANSWER_TOKENS
            )
        heat = _number(row.get(HEAT), self.usual.temperature)
        if not 0 <= heat <= MOST_TEMPERATURE:
            return msg("{name} is a number from 0 to {most}.", name=HEAT, most=MOST_TEMPERATURE)
        return Decoding(int(length), heat)

    def _write(
        self, prompts: list[list[int]], decoding: Decoding
    ) -> list[tuple[str, list[Message]]]:
        """Each answer with what to know of it. The same question draws the same answer again."""
        written = write(
            self.writer,
            prompts,
            decoding,
            self.place,
            end=self.prompts.end,
            room=self.facts.max_tokens,
            seed=digest(repr(prompts)) % 2**63,
        )
        found = []
        for ids, one in zip(prompts, written, strict=True):
            warnings = []
            if self.prompts.unknown_share([ids]) > UNKNOWN_SHARE:
                warnings.append(msg("The base model does not know most of these words or signs."))
            if not one.ended:
                warnings.append(msg("The answer was cut after {count} tokens.", count=len(one.ids)))
            found.append((self.prompts.text(one.ids), warnings))
        return found


def _number(value: Any, usual: float) -> float:
    """The number of a cell, the usual one where it is empty, and one that is nowhere allowed where
    it is none.
    """
    if value is None or str(value).strip() == "":
        return usual
    try:
        found = float(value)
    except (TypeError, ValueError):
        return -1.0
    return found if math.isfinite(found) else -1.0

"""What a trial said of every test row, read from its artefact, and how two trials compare."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars

from apps.core.spreadsheets import harmless
from apps.engines.builtin.text import metrics
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text.paired import Gap, bootstrapped, mcnemar


class Outcomes(ABC):
    """The answers to n test rows, in an order that does not depend on the table's: by text.
    ``rows`` (n,) are their numbers in the table.
    """

    head: tuple[str, ...]  # columns of the artefact

    def __init__(self, path: Path, summary: Mapping[str, Any]) -> None:
        columns = ["row", "text", *self.head]
        frame = polars.read_csv(path, columns=columns, infer_schema=False).sort("text", "row")
        self.rows = frame["row"].cast(polars.Int64).to_numpy()
        self._take(frame, summary)

    @abstractmethod
    def _take(self, frame: Any, summary: Mapping[str, Any]) -> None:
        """Keep what :meth:`ahead_of` needs."""

    @abstractmethod
    def ahead_of(self, other: Any, *, seed: int) -> Gap:
        """By how much this is better than ``other`` by the measure of its kind."""

    def macro_ahead_of(self, other: Any, *, seed: int) -> Interval | None:
        """The same by macro F1, where the kind has it beside its measure."""
        return None


class ClassOutcomes(Outcomes):
    """One class for each row; -1 is a class that was not learned."""

    head = ("label", "predicted")

    def _take(self, frame: Any, summary: Mapping[str, Any]) -> None:
        number = {harmless(name): place for place, name in enumerate(summary["labels"])}
        self.classes = len(number)
        self.labels, self.predicted = (
            np.array([number.get(name, -1) for name in frame[column].to_list()], dtype=np.int64)
            for column in self.head
        )
        self.right = self.labels == self.predicted

    def ahead_of(self, other: ClassOutcomes, *, seed: int) -> Gap:
        by = metrics.paired_difference(self.right, other.right, seed=seed)
        return Gap(by, mcnemar(self.right, other.right))

    def macro_ahead_of(self, other: ClassOutcomes, *, seed: int) -> Interval | None:
        def gap(rows: np.ndarray) -> float:
            mine, theirs = (
                metrics.macro_f1(self.labels[rows], one.predicted[rows], self.classes)
                for one in (self, other)
            )
            return mine - theirs

        return bootstrapped(gap, len(self.rows), seed=seed).by


class LabelOutcomes(Outcomes):
    """Sets of labels: (n,) how many were right, and twice the mean of how many are and were said,
    which is all that micro F1 asks.
    """

    head = ("labels", "predicted")

    def _take(self, frame: Any, summary: Mapping[str, Any]) -> None:
        true, said = (
            [set(json.loads(cell)) for cell in frame[column].to_list()] for column in self.head
        )
        pairs = list(zip(true, said, strict=True))
        self.hits = np.array([len(one & other) for one, other in pairs], dtype=np.float64)
        self.both = np.array([len(one) + len(other) for one, other in pairs], dtype=np.float64)

    def ahead_of(self, other: LabelOutcomes, *, seed: int) -> Gap:
        def gap(rows: np.ndarray) -> float:
            return self._f1(rows) - other._f1(rows)

        return bootstrapped(gap, len(self.rows), seed=seed)

    def _f1(self, rows: np.ndarray) -> float:
        both = self.both[rows].sum()
        return float(2 * self.hits[rows].sum() / both) if both else 0.0


class NumberOutcomes(Outcomes):
    """A number for each row: (n,) squared errors."""

    head = ("true", "predicted")

    def _take(self, frame: Any, summary: Mapping[str, Any]) -> None:
        true, said = (frame[column].cast(polars.Float64).to_numpy() for column in self.head)
        self.squares = (true - said) ** 2

    def ahead_of(self, other: NumberOutcomes, *, seed: int) -> Gap:
        """The other's RMSE less this one's."""

        def gap(rows: np.ndarray) -> float:
            return float(np.sqrt(other.squares[rows].mean()) - np.sqrt(self.squares[rows].mean()))

        return bootstrapped(gap, len(self.rows), seed=seed)


OF_TASK: Mapping[str, type[Outcomes]] = {
    "classify": ClassOutcomes,
    "multilabel": LabelOutcomes,
    "regress": NumberOutcomes,
}

"""What a kind of target adds to the training of a text model.

A :class:`Task` reads, cleans and parts a table. The rows to learn from make a :class:`Target` of
it: targets as numbers, loss, probe, choices on the validation rows and the judgement of the test.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, Protocol, TypeVar, runtime_checkable

import numpy as np
from torch import nn

from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.encoder import PooledModel, TextModel, Tokens
from apps.engines.builtin.text.facts import Doubts, E, Suspect
from apps.engines.builtin.text.objectives import Joint, Objective
from apps.engines.builtin.text.probe import Ids, Linear
from apps.engines.builtin.text.rows import Left, Rows
from apps.engines.builtin.text.splits import Parts
from apps.engines.contract import InputTable

Judged = TypeVar("Judged", covariant=True)


@dataclass(frozen=True)
class Features:
    """(n, width) scaled values of the frozen encoder, (n, ...) targets, (n,) how much each row
    counts, None for all alike.
    """

    values: np.ndarray
    targets: np.ndarray
    weights: np.ndarray | None = None


@dataclass(frozen=True)
class Scored:
    """n rows with their targets and what was said of them: scores (n, outputs) of the model and
    of the probe, None where the model is the probe; ``values`` (n, width) are what the model's
    last layer saw, where the target asks for them.
    """

    rows: Rows
    targets: np.ndarray
    scores: np.ndarray
    probe: np.ndarray | None
    values: np.ndarray | None = None

    def take(self, wanted: np.ndarray) -> Scored:
        """The rows at these positions."""

        def some(found: np.ndarray | None) -> np.ndarray | None:
            return None if found is None else found[wanted]

        return replace(
            self,
            rows=self.rows.take(wanted),
            targets=self.targets[wanted],
            scores=self.scores[wanted],
            probe=some(self.probe),
            values=some(self.values),
        )


@runtime_checkable
class Marks(Protocol):
    """A judge that knows right from wrong answers."""

    def right(self, scored: Scored) -> np.ndarray:
        """(n,) whether each row is answered rightly."""
        ...


class Judge(Protocol[Judged]):
    """Everything that was chosen on validation rows, ready to judge the test rows."""

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> Judged: ...


class Target(ABC, Generic[E]):
    """What is to be said of a text, as the rows to learn from have it."""

    objective: Objective | Joint
    sees_values: ClassVar[bool] = False  # whether it is told what the last layer sees
    doubts_all: ClassVar[bool] = False  # whether doubts of any number of rows take little

    @abstractmethod
    def encode(self, part: Rows) -> np.ndarray:
        """(n, ...) the targets of rows as the objective takes them."""

    def words(self) -> list[str]:
        """What each output is called, as a text to learn from; empty where that says nothing."""
        return []

    @abstractmethod
    def probe(self, train: Features, validation: Features) -> tuple[Linear, float]:
        """The linear layer whose strength of regularisation the validation rows prefer."""

    def fitted(self, train: Features, strength: float) -> Linear:
        """The linear layer of this strength, for targets that few examples can teach."""
        raise NotImplementedError

    @abstractmethod
    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        """Rows to learn from whose target is likely wrong, the likeliest first."""

    def doubts(
        self, train: Features, rows: Rows, strength: float, held: Sequence[Scored]
    ) -> Doubts:
        """Rows that a person should look at: of those to learn from, and of those ``held`` back
        where the kind of target can tell.
        """
        return Doubts(self.suspects(train, rows, strength), len(rows))

    def look(self, values: np.ndarray, targets: np.ndarray) -> None:
        """What the last layer of the trained model sees of the rows to learn from: (n, width) and
        their targets. Called before :meth:`judge` where the target asks for it.
        """

    @abstractmethod
    def judge(self, validation: Scored) -> Judge[E]:
        """Choose all that is left to choose. It never sees the test rows."""


class Task(ABC, Generic[E]):
    """One kind of target, before anything is known of the data."""

    role: str  # the column that holds the targets
    texts: tuple[str, ...] = ("text",)  # the columns that hold the texts

    @abstractmethod
    def read(self, table: InputTable) -> tuple[Rows, Left]:
        """All usable rows. Raises ``Refusal`` for cells that are no target of this kind."""

    @abstractmethod
    def clean(self, rows: Rows, left: Left) -> Cleaned:
        """Rows worth learning from. Raises ``Refusal`` where there are too few."""

    @abstractmethod
    def part(self, rows: Rows, *, validation: float, test: float, seed: int) -> Parts:
        """The three parts, each with about the same share of every target."""

    @abstractmethod
    def target(self, train: Rows) -> Target[E]:
        """What the rows to learn from say of the target."""

    def ids(self, tokens: Tokens, rows: Rows) -> tuple[Ids, list[int]]:
        """Token numbers of each row, and how many its text had before cutting."""
        return tokens(rows.texts)

    def model(self, encoder: nn.Module, hidden: int, outputs: int) -> PooledModel:
        """What learns, around an encoder."""
        return TextModel(encoder, hidden, outputs)

    def frozen(self, model: PooledModel) -> PooledModel:
        """What reads rows for the probe with the encoder of ``model``, before anything learns."""
        return model

"""Everything that is known after a run: what report, card and saved model are written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from apps.engines.builtin.text import bases
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.evaluation import Evaluation
from apps.engines.builtin.text.params import TextParams

if TYPE_CHECKING:  # who tells of facts need not load torch
    from apps.engines.builtin.text.beside import Beside
    from apps.engines.builtin.text.encoder import PooledModel, Tokens
    from apps.engines.builtin.text.shaking import Shaken
    from apps.engines.builtin.text.training import Trained

E = TypeVar("E", bound=Evaluation)


@dataclass(frozen=True)
class Lengths:
    """Tokens of the texts: the usual, the long ones, how many were cut, the share not known."""

    mean: float
    median: float
    long: float
    cut: int
    unknown: float


@dataclass(frozen=True)
class Suspect:
    """A row whose target is likely wrong: ``place`` in the table (from 0), the target it has and
    a better one as people read them, and how strongly that is suspected. ``other`` is the second
    text of a pair. ``quality`` of a label goes from 0 to 1 where it was measured. ``cells`` are the
    target and the better one as the table holds them, where people read them otherwise.
    """

    place: int
    text: str
    label: str
    better: str
    strength: float
    other: str = ""
    quality: float = 0.0
    cells: tuple[str, str] | None = None


@dataclass(frozen=True)
class Doubts:
    """Rows that a person should look at: likely mislabelled, the likeliest first, and hard to tell,
    the hardest first. ``looked`` rows were looked at.
    """

    suspects: list[Suspect]
    looked: int
    unsure: list[Suspect] = field(default_factory=list)


@dataclass(frozen=True)
class Learned:
    """What is known once a model has learned, before it is tested. ``texts`` and ``label`` name
    columns; the label has none where every row says the same. ``quality`` is what the validation
    rows say, as :meth:`Objective.quality` does.
    """

    texts: tuple[str, ...]
    label: str
    params: TextParams
    base: bases.Base
    base_hash: str
    architecture: str
    cleaned: Cleaned
    how: str
    sizes: tuple[int, int, int]
    test_hash: str
    data_hash: str
    lengths: Lengths
    trained: Trained | None
    quality: tuple[float, float]
    parameters: int
    learning: int
    half: bool
    steps: int
    max_tokens: int
    names: int  # of classes, which were learned from like texts

    @property
    def text(self) -> str:
        """The column of the text, or of first texts."""
        return self.texts[0]


@dataclass(frozen=True)
class Facts(Learned, Generic[E]):
    """Everything that report and card are written from. ``shaken`` and ``beside`` are there where
    the kind of target knows right from wrong answers.
    """

    evaluation: E
    doubts: Doubts
    shaken: list[Shaken] = field(default_factory=list)
    beside: Beside | None = None

    @property
    def suspects(self) -> list[Suspect]:
        """Rows whose target is likely wrong, the likeliest first."""
        return self.doubts.suspects


@dataclass(frozen=True)
class Outcome(Generic[E]):
    """``known`` (n,) are the identities of texts that were learned from or chosen by."""

    facts: Facts[E]
    model: PooledModel
    tokens: Tokens
    known: np.ndarray

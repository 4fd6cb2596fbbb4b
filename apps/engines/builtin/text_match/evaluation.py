"""How good a comparison is on pairs that nothing was chosen by, beside simpler ways.

What pairs with labels, with numbers and without targets have in common is :class:`MatchEvaluation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np

from apps.engines.builtin.text import binary, evaluation
from apps.engines.builtin.text.metrics import Interval, calibration_error, reliability
from apps.engines.builtin.text.rows import Rows, folded
from apps.engines.builtin.text.task import Scored
from apps.engines.builtin.text_match import metrics, parting
from apps.engines.builtin.text_match.calibration import Calibration, to_chance
from apps.engines.builtin.text_match.lexical import Lexical
from apps.engines.builtin.text_match.metrics import Correlated, Found, Judged, Separated, plain
from apps.engines.builtin.text_match.parting import Linked
from apps.engines.builtin.text_match.retrieval import Library, Search

COSINE, LEXICAL = "cosine", "lexical"  # the simpler ways


@dataclass(frozen=True)
class Known:
    """What is known before the test: ``texts`` are those that were learned from, folded."""

    way: Literal["bi", "cross"]
    linked: Linked
    texts: frozenset[str]
    lexical: Lexical


@dataclass(frozen=True)
class Slice:
    """Figures of one language or market."""

    name: str
    rows: int
    figures: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class MatchEvaluation(evaluation.Evaluation):
    """Figures by key, how much higher each is than that of the base model's cosine, and the plain
    figures of simpler ways. ``answers`` (n,) are what the model says of each test row; ``shared``
    counts test rows with a text that was learned from.
    """

    way: str
    linked: Linked
    shared: int
    answers: np.ndarray
    figures: dict[str, Interval]
    gains: dict[str, Interval]
    beside: dict[str, dict[str, float]]
    slices: list[Slice]
    without_near: float | None

    @property
    def main(self) -> str:
        """The figure that matters most; ``gain`` is of it."""
        return next(iter(self.figures))


E = TypeVar("E", bound=MatchEvaluation)


@dataclass(frozen=True, kw_only=True)
class LabelEvaluation(MatchEvaluation):
    """Pairs that match or do not: ``answers`` are probabilities."""

    truth: np.ndarray
    frozen: np.ndarray  # (n,) the yardstick's scores
    calibration: Calibration
    threshold: float
    names: tuple[str, str]

    @property
    def said(self) -> np.ndarray:
        """(n,) whether a match is said."""
        return np.asarray(self.answers >= self.threshold)

    @property
    def ece(self) -> float:
        """Expected calibration error of the probabilities."""
        return calibration_error(self.answers, self.truth)

    @property
    def brier(self) -> float:
        """Mean squared error of the probabilities (Brier 1950)."""
        return float(np.mean((self.answers - self.truth) ** 2))

    @property
    def bins(self) -> list[tuple[float, float, int]]:
        return reliability(self.answers, self.truth)


@dataclass(frozen=True, kw_only=True)
class ScoreEvaluation(MatchEvaluation):
    """Pairs with a number: ``answers`` are in its ``unit``."""

    true: np.ndarray
    calibration: Calibration
    unit: str


@dataclass(frozen=True, kw_only=True)
class PairsEvaluation(MatchEvaluation):
    """Pairs that all match: ``answers`` are cosines. ``search`` is over the test's texts, of which
    ``library`` tells where they stand; ``frozen`` is the yardstick's.
    """

    library: Library
    search: Search
    frozen: Search
    threshold: float


@dataclass(frozen=True)
class Decision:
    """From scores to probabilities, and from which one on a match is said."""

    calibration: Calibration
    threshold: float

    @classmethod
    def fit(cls, scores: np.ndarray, truth: np.ndarray, groups: np.ndarray) -> Decision:
        """What suits these rows best: the threshold of the highest F1."""
        calibration = to_chance(scores, truth, groups)
        return cls(calibration, binary.best_threshold(calibration(scores), truth > 0))

    def judged(self, scores: np.ndarray, truth: np.ndarray) -> Separated:
        return Separated(truth > 0, scores, self.calibration(scores) >= self.threshold)


@dataclass(frozen=True)
class LabelJudge:
    """Each way of comparing decides as the validation rows liked best."""

    known: Known
    names: tuple[str, str]
    model: Decision
    cosine: Decision
    lexical: Decision

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> LabelEvaluation:
        truth = test.targets.ravel() > 0
        scores = answered(test.scores, self.known.way)
        frozen = scores if test.probe is None else metrics.cosines(test.probe)
        simpler = {
            COSINE: self.cosine.judged(frozen, truth),
            LEXICAL: self.lexical.judged(self.known.lexical.alike(test.rows), truth),
        }
        judged = self.model.judged(scores, truth)
        shared = together(self.known, test, judged, simpler, near=near, seed=seed)
        return LabelEvaluation(
            **shared,
            answers=self.model.calibration(scores),
            truth=truth,
            frozen=frozen,
            calibration=self.model.calibration,
            threshold=self.model.threshold,
            names=self.names,
        )


@dataclass(frozen=True)
class ScoreJudge:
    """Scores become numbers as the validation rows liked best."""

    known: Known
    calibration: Calibration
    unit: str

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> ScoreEvaluation:
        true = np.array([float(label) for label in test.rows.labels])
        scores = answered(test.scores, self.known.way)
        frozen = scores if test.probe is None else metrics.cosines(test.probe)
        simpler = {
            COSINE: Correlated(true, frozen),
            LEXICAL: Correlated(true, self.known.lexical.alike(test.rows)),
        }
        shared = together(self.known, test, Correlated(true, scores), simpler, near=near, seed=seed)
        return ScoreEvaluation(
            **shared,
            answers=self.calibration(scores),
            true=true,
            calibration=self.calibration,
            unit=self.unit,
        )


@dataclass(frozen=True)
class PairsJudge:
    """Searches among the texts of the test; ``threshold`` is a cosine."""

    known: Known
    threshold: float

    def __call__(self, test: Scored, *, near: np.ndarray, seed: int) -> PairsEvaluation:
        library = Library(test.targets)
        search = library.search(test.scores)
        frozen = search if test.probe is None else library.search(test.probe)
        letters = library.by(self.known.lexical.similar(test.rows))
        simpler = {COSINE: Found(frozen.ranks), LEXICAL: Found(letters.ranks)}
        shared = together(
            self.known,
            test,
            Found(search.ranks),
            simpler,
            near=near,
            seed=seed,
            at=library.queries,
        )
        return PairsEvaluation(
            **shared,
            answers=metrics.cosines(test.scores),
            library=library,
            search=search,
            frozen=frozen,
            threshold=self.threshold,
        )


def together(
    known: Known,
    test: Scored,
    judged: Judged,
    simpler: Mapping[str, Judged],
    *,
    near: np.ndarray,
    seed: int,
    at: np.ndarray | None = None,
) -> dict[str, Any]:
    """The members that all evaluations have, besides the answers. ``at`` (m,) are the rows of the
    m things that were judged, all rows unless told. Where the model is the base model as it is,
    there is nothing to gain.
    """
    own = np.arange(len(test.rows)) if at is None else at
    clusters = parting.components(test.rows)[own]
    other = None if test.probe is None else simpler[COSINE]
    figures, gains = metrics.intervals(judged, other, clusters, seed=seed)
    main = next(iter(figures))
    rest = ~near[own]
    return {
        "rows": test.rows,
        "near": near,
        "gain": None if other is None else gains[main],
        "way": known.way,
        "linked": known.linked,
        "shared": _shared(known.texts, test.rows),
        "figures": figures,
        "gains": {} if other is None else gains,
        "beside": {key: plain(one) for key, one in simpler.items()},
        "slices": [
            Slice(name, int(inside.sum()), plain(judged, inside[own]))
            for name, inside in evaluation.sliced(test.rows)
        ],
        "without_near": plain(judged, rest)[main] if near.any() and rest.any() else None,
    }


def answered(scores: np.ndarray, way: str) -> np.ndarray:
    """(n,) what a model says of pairs, from its scores: cosines, or the one score itself."""
    return metrics.cosines(scores) if way == "bi" else scores[:, 0].astype(np.float64)


def _shared(texts: frozenset[str], rows: Rows) -> int:
    pairs = zip(rows.texts, rows.others or [], strict=True)
    return sum(any(folded(text) in texts for text in pair) for pair in pairs)

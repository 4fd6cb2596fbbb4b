"""What is near what: principal components, nearest texts, texts that stand twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.decomposition import PCA

from apps.engines.builtin.text.rows import digest, folded
from apps.engines.builtin.text_match.metrics import units

SEARCHED = 20_000  # different texts that are compared with one another
BLOCK = 1024
NEAREST = 5
EXAMPLES = 5
NEAR_COPY = 0.95  # cosine from which on two texts are told to be nearly the same


@dataclass(frozen=True)
class Neighbour:
    """Two texts by their positions, and the cosine of their embeddings."""

    one: int
    other: int
    cosine: float


@dataclass(frozen=True)
class Likeness:
    """``components`` (n, k), the share of the variance (k,) that each tells, examples with their
    nearest texts, pairs that are nearly the same (nearest first), and rows that repeat a text.
    """

    components: np.ndarray
    explained: np.ndarray
    neighbours: list[Neighbour]
    near: list[Neighbour]
    copies: int


def measure(texts: Sequence[str], vectors: np.ndarray, count: int) -> Likeness:
    """All of it, from n texts and their embeddings (n, width)."""
    unit = units(vectors.astype(np.float64))
    order, copies = _different(texts)
    # In an order of the texts' own, so that it does not matter how the table stood.
    model = PCA(n_components=count, svd_solver="covariance_eigh").fit(unit[order])
    components, explained = model.transform(unit), model.explained_variance_ratio_
    shown = order[:SEARCHED]
    alike, nearest = _search(unit[shown])
    return Likeness(
        components=components,
        explained=explained,
        neighbours=list(_examples(shown, components[:, 0], unit)),
        near=_pairs(shown, alike, nearest),
        copies=copies,
    )


def _different(texts: Sequence[str]) -> tuple[np.ndarray, int]:
    """Positions of different texts, in an order that follows from what they say, and how many rows
    repeat one but for case and spaces.
    """
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        first.setdefault(folded(text) or text, place)
    order = sorted(first, key=lambda text: (digest(text), text))
    return np.array([first[text] for text in order]), len(texts) - len(first)


def _search(unit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the cosine of each text's nearest other one, and which it is."""
    alike, nearest = np.full(len(unit), -1.0), np.zeros(len(unit), dtype=np.int64)
    for start in range(0, len(unit), BLOCK):
        block = unit[start : start + BLOCK] @ unit.T
        rows = np.arange(len(block))
        block[rows, rows + start] = -np.inf
        nearest[start : start + BLOCK] = block.argmax(axis=1)
        alike[start : start + BLOCK] = block.max(axis=1)
    return alike, nearest


def _pairs(shown: np.ndarray, alike: np.ndarray, nearest: np.ndarray) -> list[Neighbour]:
    """Each pair once, the nearest first."""
    found: dict[tuple[int, int], float] = {}
    for at in np.flatnonzero(alike >= NEAR_COPY).tolist():
        one, other = sorted((at, int(nearest[at])))
        found[one, other] = float(alike[at])
    order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Neighbour(int(shown[one]), int(shown[other]), cosine) for (one, other), cosine in order]


def _examples(shown: np.ndarray, along: np.ndarray, unit: np.ndarray) -> list[Neighbour]:
    """Texts from one end of the first component to the other, each with its nearest ones."""
    sorted_ = shown[np.argsort(along[shown], kind="stable")]
    places = np.linspace(0, len(sorted_) - 1, min(EXAMPLES, len(sorted_))).round().astype(int)
    found = []
    for one in sorted_[np.unique(places)].tolist():
        alike = unit[shown] @ unit[one]
        order = [at for at in np.argsort(-alike, kind="stable") if shown[at] != one][:NEAREST]
        found += [Neighbour(one, int(shown[at]), float(alike[at])) for at in order]
    return found

"""Where many texts are near one another.

HDBSCAN on the first principal components of a sample; groups whose centres are near become one
(average linkage of cosines). Density sees the groups of one language apart even where its mean was
taken away, so a group and one of another language become two parts of one theme where each is the
other's nearest there. How the figures below were chosen: ``benchmarks/bench_themes.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import HDBSCAN, AgglomerativeClustering
from sklearn.decomposition import PCA

from apps.engines.builtin.text_match.metrics import units
from apps.engines.builtin.text_themes.params import Fineness
from apps.engines.builtin.text_themes.space import Floats, blocks

Ints = NDArray[np.int64]
SAMPLED = 20_000  # different texts that are clustered
NEIGHBOURS = 5  # texts that make a place dense
LEAST, SHARE = 5, 1 / 600  # texts of the smallest theme: of the sample, where nothing is asked
ACROSS = 0.25  # cosine from which on two groups of different languages may be one theme
ALIKE = 0.5  # of two groups' languages, in common: then they are not of different ones


@dataclass(frozen=True)
class Way:
    """Principal components, how HDBSCAN selects, and the cosine from which on groups become one."""

    components: int
    select: Literal["eom", "leaf"]
    near: float


WAYS: dict[Fineness, Way] = {
    "coarse": Way(5, "eom", 0.4),
    "usual": Way(15, "leaf", 0.6),
    "fine": Way(50, "leaf", 0.7),
}


@dataclass(frozen=True)
class Groups:
    """Of k groups: centres (k, width) of length one, the cosine of the farthest text that made
    each (k,), how many did (k,), and the theme that each is a part of (k,), from 0 on.
    """

    centres: Floats
    reach: NDArray[np.float64]
    sizes: Ints
    themes: Ints

    @property
    def count(self) -> int:
        """Of themes."""
        return len(set(self.themes.tolist()))


def smallest(asked: int, texts: int) -> int:
    """How many different texts a theme has at least."""
    return max(2, asked) if asked else max(LEAST, round(SHARE * texts))


def find(
    vectors: Floats, languages: Sequence[str], fineness: Fineness, least: int
) -> tuple[Groups, Ints]:
    """Groups of texts by their directions (n, width), of length one, and the group of each text
    (n,), -1 for none.
    """
    way, width = WAYS[fineness], vectors.shape[1]
    if len(vectors) < 2 * least:
        return _none(width), np.full(len(vectors), -1)
    dense = HDBSCAN(
        min_cluster_size=least,
        min_samples=min(NEIGHBOURS, least),
        cluster_selection_method=way.select,
        algorithm="kd_tree",
        copy=True,
    ).fit_predict(_components(vectors, way.components))
    found = _joined(vectors, dense.astype(np.int64), way.near)
    count = int(found.max(initial=-1)) + 1
    if not count:
        return _none(width), found
    centres = _centres(vectors, found, count)
    inside = [vectors[found == group] @ centres[group] for group in range(count)]
    groups = Groups(
        centres=centres,
        reach=np.array([float(one.min()) for one in inside]),
        sizes=np.array([len(one) for one in inside]),
        themes=_across(centres, _spoken(languages, found, count)),
    )
    return groups, found


def nearest(vectors: Floats, centres: Floats, reach: Any) -> tuple[Ints, NDArray[np.float64]]:
    """The group of each text (n,), -1 where none reaches it, and its cosine with the nearest."""
    which = np.full(len(vectors), -1, dtype=np.int64)
    cosine = np.zeros(len(vectors))
    if not len(centres):
        return which, cosine
    for part in blocks(len(vectors)):
        alike = vectors[part] @ centres.T
        best = alike.argmax(axis=1)
        cosine[part] = alike[np.arange(len(best)), best]
        # Rounding must not lose the text that says how far the group reaches.
        which[part] = np.where(cosine[part] >= np.asarray(reach)[best] - 1e-6, best, -1)
    return which, cosine


def _none(width: int) -> Groups:
    empty = np.zeros(0, dtype=np.int64)
    return Groups(np.zeros((0, width), dtype=np.float32), np.zeros(0), empty, empty)


def _components(vectors: Floats, count: int) -> Any:
    count = min(count, vectors.shape[1], len(vectors) - 1)
    model = PCA(n_components=count, svd_solver="covariance_eigh")
    return units(model.fit_transform(vectors.astype(np.float64)))


def _centres(vectors: Floats, found: Ints, count: int) -> Floats:
    means = np.array([vectors[found == group].mean(axis=0) for group in range(count)])
    return np.asarray(units(means), dtype=np.float32)


def _joined(vectors: Floats, found: Ints, near: float) -> Ints:
    """Groups whose centres are near become one; numbered by size, the largest first."""
    count = int(found.max(initial=-1)) + 1
    if not count:
        return found
    joined = np.arange(count)
    if count > 1:
        away = np.clip(1 - (centres := _centres(vectors, found, count)) @ centres.T, 0, 2)
        joined = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - near
        ).fit_predict(away)
    new = np.where(found >= 0, joined[found], -1)
    order = sorted(Counter(new[new >= 0].tolist()).items(), key=lambda one: (-one[1], one[0]))
    place = {group: at for at, (group, _size) in enumerate(order)}
    return np.array([place.get(int(group), -1) for group in new], dtype=np.int64)


def _spoken(languages: Sequence[str], found: Ints, count: int) -> NDArray[np.float64]:
    """(k, languages) the share of each language in each group."""
    names = sorted(set(languages))
    which = np.array([names.index(language) for language in languages])
    shares = np.zeros((count, len(names)))
    np.add.at(shares, (found[found >= 0], which[found >= 0]), 1.0)
    return shares / np.maximum(shares.sum(axis=1, keepdims=True), 1)


def _across(centres: Floats, spoken: NDArray[np.float64]) -> Ints:
    """The theme of each group: groups of different languages that are each other's nearest there
    are of one.
    """
    alike = np.asarray(centres @ centres.T, dtype=np.float64)
    common = np.minimum(spoken[:, None], spoken[None]).sum(axis=2)
    main = spoken.argmax(axis=1)
    themes = np.arange(len(centres))
    for one in range(len(centres)):
        for language in set(main.tolist()) - {int(main[one])}:
            other = _best(alike, common, one, main == language)
            if other is None or _best(alike, common, other, main == main[one]) != one:
                continue
            low, high = sorted((int(themes[one]), int(themes[other])))
            themes[themes == high] = low
    _names, numbered = np.unique(themes, return_inverse=True)
    return np.asarray(numbered, dtype=np.int64)


def _best(alike: Any, common: Any, one: int, among: Any) -> int | None:
    able = among & (common[one] < ALIKE) & (alike[one] >= ACROSS)
    if not able.any():
        return None
    return int(np.flatnonzero(able)[alike[one][able].argmax()])

"""How alike two texts are by the letters that they share: the yardstick that needs no model.

Cosine of TF-IDF weights of the groups of two to four letters within words, so that it also serves
languages that do not part words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from apps.engines.builtin.text.rows import Rows, folded
from apps.engines.builtin.text_match.retrieval import Similar

LETTERS = (2, 4)
MOST_FEATURES = 200_000
MOST_ROWS = 50_000  # that the weights are counted on


class Lexical:
    """Weights counted on the texts to learn from."""

    def __init__(self, train: Rows) -> None:
        self._weights = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=LETTERS,
            max_features=MOST_FEATURES,
            sublinear_tf=True,
            lowercase=False,
        )
        self._weights.fit(
            [folded(text) for text in _both(train.take(range(len(train))[:MOST_ROWS]))]
        )

    def alike(self, rows: Rows) -> np.ndarray:
        """(n,) cosine of the two texts of each row."""
        first, second = self._read(rows)
        return np.asarray(first.multiply(second).sum(axis=1)).ravel()

    def similar(self, rows: Rows) -> Similar:
        """The same between any first and second texts of the rows."""
        first, second = self._read(rows)
        return lambda one, other: np.asarray((first[one] @ second[other].T).toarray())

    def _read(self, rows: Rows) -> tuple[Any, Any]:
        both = self._weights.transform([folded(text) for text in _both(rows)])
        return both[: len(rows)], both[len(rows) :]


def _both(rows: Rows) -> list[str]:
    return [*rows.texts, *(rows.others or [])]

"""Names of classes as texts to learn from: 'card_arrival' says as much as one more example.

Only where all names are words, and where the base model, which has seen no label, finds the class
of the rows to learn from by them more often than by chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from apps.engines.builtin.text.rows import folded
from apps.engines.builtin.text.task import Features

CHANCE = 0.01  # how rarely chance alone may do as well
LEAST_LETTERS = 2  # of a name in an alphabet; one Chinese or Japanese sign is a word
_JOINTS = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def worded(names: Sequence[str]) -> list[str]:
    """The names as people write them, in their order; empty unless all are different words.

    Numbers do not tell them apart: 'class 1' and 'class 2' say nothing.
    """
    words = [_JOINTS.sub(" ", _HUMP.sub(" ", name)).strip() for name in names]
    letters = ["".join(sign for sign in folded(text) if not sign.isdigit()) for text in words]
    different = len({text.strip() for text in letters}) == len(names)
    return words if different and all(map(_is_word, letters)) else []


def _is_word(text: str) -> bool:
    return bool(_SIGN.search(text)) or sum(map(str.isalpha, text)) >= LEAST_LETTERS


def telling(names: np.ndarray, rows: Features) -> bool:
    """Whether the name (classes, width) that is nearest to a row is its own more often than by
    chance. All are values of the frozen encoder.
    """
    from scipy.stats import binomtest  # heavy, and only few examples are taught by names

    near = _unit(rows.values) @ _unit(names).T
    right = int((near.argmax(axis=1) == rows.targets).sum())
    by_chance = 1 / len(names)
    return bool(binomtest(right, len(near), by_chance, "greater").pvalue < CHANCE)


def _unit(values: np.ndarray) -> np.ndarray:
    return values / np.linalg.norm(values, axis=1, keepdims=True).clip(min=1e-12)

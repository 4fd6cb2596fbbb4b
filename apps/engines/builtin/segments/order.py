"""An order of rows, and a sample of them, that only their values and the seed decide."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Places = NDArray[np.int64]
Words = NDArray[np.uint64]
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def mixed(words: Words) -> Words:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit depends on all others."""
    found = words.copy()
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found ^= found >> np.uint64(shift)
        found *= np.uint64(factor)
    found ^= found >> np.uint64(31)
    return found


def row_words(values: Array, seed: int) -> Words:
    """(n,) a number for each row that follows from its cells and the seed."""
    words = np.full(len(values), mixed(np.array([seed + 1], dtype=np.uint64))[0])
    for column in values.T:
        bits = (np.asarray(column, dtype=np.float64) + 0.0).view(np.uint64)  # one zero, not two
        words = mixed(words + GOLDEN + bits)
    return words


def counted(words: Words) -> tuple[Words, int]:
    """The numbers with rows that are the same counted up, so that each has one of its own as if
    they differed; and how many rows repeat another one.
    """
    order = np.argsort(words, kind="stable")
    told = words[order]
    first = np.concatenate([[True], told[1:] != told[:-1]])
    begun = np.maximum.accumulate(np.where(first, np.arange(len(words)), 0))
    found = np.empty_like(words)
    found[order] = mixed(told + (np.arange(len(words)) - begun).astype(np.uint64) * GOLDEN)
    return found, int((~first).sum())


def sample(words: Words, most: int) -> Places:
    """The places of the rows with the ``most`` smallest numbers."""
    if len(words) <= most:
        return np.arange(len(words))
    return np.asarray(np.argpartition(words, most)[:most])


def some(count: int, most: int, seed: int) -> Places:
    """At most ``most`` of ``count`` places, in order."""
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng([seed, 7]).permutation(count)[:most])


def sorted_rows(x: Array) -> Places:
    """Places of the rows in the order of their values, the first column first."""
    return np.asarray(np.lexsort(x.T[::-1]))

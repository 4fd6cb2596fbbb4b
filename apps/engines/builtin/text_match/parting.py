"""Rows that hang together because they share texts, and parts that do not tear them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from apps.engines.builtin.text import splits
from apps.engines.builtin.text.rows import Rows, digest, folded

MOST = 0.5  # share of the rows that may hang together
How = Literal["linked", "first", "second", "rows"]


@dataclass(frozen=True)
class Linked:
    """``groups`` (n,) number what is kept together: rows that share any text or what belongs
    together (``linked``), else only those with the same ``first`` or ``second`` text, else each of
    the ``rows`` alone. ``largest`` is the share of the rows that hang together through any text.
    """

    groups: np.ndarray
    how: How
    largest: float


def numbered(rows: Rows) -> np.ndarray:
    """(n, 2) the texts of rows, numbered from 0; texts that differ in case or spaces are one."""
    known: dict[str, int] = {}
    pairs = zip(rows.texts, rows.others or [], strict=True)
    return np.array(
        [[known.setdefault(folded(text) or text, len(known)) for text in pair] for pair in pairs],
        dtype=np.int64,
    ).reshape(-1, 2)


def components(rows: Rows) -> np.ndarray:
    """(n,) numbers of the groups of rows that share a text, directly or through other rows."""
    return _joined([numbered(rows).T, *_chosen(rows)])


def linked(rows: Rows) -> Linked:
    """What is to be kept together so that no group holds more than half of the rows."""
    first, second = numbered(rows).T
    chosen = list(_chosen(rows))
    ways: list[tuple[How, list[np.ndarray]]] = [
        ("linked", [np.stack([first, second]), *chosen]),
        ("first", [first, *chosen]),
        ("second", [second, *chosen]),
    ]
    largest = 0.0
    for how, kinds in ways:
        groups = _joined(kinds)
        share = float(np.bincount(groups).max() / len(groups))
        largest = largest or share
        if share <= MOST:
            return Linked(groups, how, largest)
    return Linked(np.arange(len(rows)), "rows", largest)


def shared_out(
    rows: Rows,
    groups: np.ndarray,
    strata: np.ndarray,
    *,
    validation: float,
    test: float,
    seed: int,
) -> np.ndarray:
    """(n,) 0 to learn from, 1 to choose by, 2 to test on: whole ``groups`` (n,), with about the
    same share of each of the ``strata`` (n,), whole numbers whose mean says where a group belongs.

    Groups that are larger than a part should be are learned from.
    """
    sizes = np.bincount(groups)
    kinds = np.rint(np.bincount(groups, weights=strata) / sizes)
    place: dict[int, int] = {}
    for group, said in zip(groups.tolist(), rows.said, strict=True):
        own = digest(str(seed), said)
        place[group] = min(own, place.get(group, own))
    codes = np.zeros(len(sizes), dtype=np.int8)
    for kind in np.unique(kinds):
        inside = np.flatnonzero(kinds == kind).tolist()
        most = min(validation, test) * sizes[inside].sum()
        order = sorted(inside, key=lambda group: (sizes[group] > max(most, 1), place[group]))
        for group, code in splits.in_order(order, sizes, validation, test).items():
            codes[group] = code
    return np.asarray(codes[groups])


def _chosen(rows: Rows) -> Iterator[np.ndarray]:
    """What a person has said to belong together, as numbers."""
    if rows.groups is not None:
        yield np.unique(rows.groups, return_inverse=True)[1]


def _joined(kinds: Sequence[np.ndarray]) -> np.ndarray:
    """(n,) groups of rows that have a number of any kind in common: each of the ``kinds`` is (n,),
    or (k, n) where a row has k of them.
    """
    count = kinds[0].shape[-1]
    ends: list[np.ndarray] = []
    offset = count
    for kind in kinds:
        ends += [column + offset for column in np.atleast_2d(kind)]
        offset += int(kind.max()) + 1
    starts = np.tile(np.arange(count), len(ends))
    edges = (np.ones(len(starts), dtype=np.int8), (starts, np.concatenate(ends)))
    graph = coo_array(edges, shape=(offset, offset))
    _, found = connected_components(graph, directed=False)
    return np.unique(found[:count], return_inverse=True)[1]  # without numbers that no row has

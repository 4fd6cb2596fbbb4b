"""What a triangle tells: which columns are redundant, and how alike the others are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from apps.engines.builtin.linear.scan import Floats

EPS = float(np.finfo(np.float64).eps)


@dataclass
class Rank:
    """``kept`` and ``redundant`` are columns of the basis (the intercept is 0 where there is one).

    ``combination[j]`` holds the weights of the kept columns that make up redundant column j.
    """

    kept: list[int]
    redundant: list[int]
    combination: dict[int, Floats]


def reveal_rank(rx: Floats, noise: Floats) -> Rank:
    """Pivoted QR of the triangle of x with its columns scaled to length one.

    ``noise`` (p,) is each column's rounding level: its length before centring over its length
    after. What falls below it cannot be told from zero. Pivoting takes columns in the order given
    as long as they are independent, so that it is the later copy that is named.
    """
    lengths = np.linalg.norm(rx, axis=0)
    unit = rx / np.where(lengths > 0, lengths, 1.0)
    tolerance = EPS * (32.0 + 8.0 * noise) * np.sqrt(len(rx))
    factored = lapack.dgeqp3(np.asfortranarray(unit))[0]
    level = float(tolerance.max(initial=0.0))
    if bool((np.abs(np.diag(factored)) > level).all()):
        return Rank(list(range(len(rx))), [], {})
    return _in_order(unit, lengths, level)


def _in_order(unit: Floats, lengths: Floats, level: float) -> Rank:
    """Split the columns by Gram-Schmidt in the order given (twice, which is enough)."""
    basis: list[Floats] = []
    rank = Rank([], [], {})
    for place in range(unit.shape[1]):
        column = unit[:, place].copy()
        for _ in range(2):
            for direction in basis:
                column -= (direction @ column) * direction
        length = float(np.linalg.norm(column))
        if length > level and lengths[place] > 0:
            basis.append(column / length)
            rank.kept.append(place)
        else:
            rank.redundant.append(place)
    kept = unit[:, rank.kept]
    for place in rank.redundant:
        weights = np.linalg.lstsq(kept, unit[:, place], rcond=None)[0] if rank.kept else np.empty(0)
        rank.combination[place] = weights * lengths[place] / lengths[rank.kept]
    return rank


def condition(rx: Floats) -> float:
    """Condition number of x with its columns scaled to length one."""
    lengths = np.linalg.norm(rx, axis=0)
    values = np.linalg.svd(rx / np.where(lengths > 0, lengths, 1.0), compute_uv=False)
    return float(values[0] / values[-1]) if values[-1] > 0 else float("inf")

"""Columns that earlier ones do not explain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAME = 1e-8  # of a column's length is rounding: what is left of it is explained by others


def spanning(inner: NDArray[np.float64], lengths: NDArray[np.float64]) -> list[int]:
    """Places of the columns of ``inner`` (n, p) that no earlier ones explain, by Gram-Schmidt done
    twice. ``lengths`` (p,) are those of the columns before anything was taken out of them.
    """
    kept: list[int] = []
    basis = np.empty((len(inner), 0))
    for place in range(inner.shape[1]):
        column = inner[:, place]
        for _ in range(2):
            column = column - basis @ (basis.T @ column)
        left = float(np.sqrt(column @ column))
        if left > SAME * max(float(lengths[place]), 1e-300):
            kept.append(place)
            basis = np.column_stack([basis, column / left])
    return kept

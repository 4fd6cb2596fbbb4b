"""Choices that columns predict perfectly: then no estimate exists, and the columns are named.

A combination of columns under which no chosen alternative is ever below another of its situation,
and some are above, makes the likelihood grow without end (Albert and Anderson 1984, for the
conditional logit). A linear programme finds one.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, sparse

from apps.engines.builtin.choice.data import Floats
from apps.engines.builtin.choice.logit import Sets

MOST_PAIRS = 200_000
SPARSE = 1e-6  # of a row's gain that a unit of a coefficient costs


def differences(sets: Sets) -> Floats:
    """(m, p): what was chosen less each other alternative of its situation, without repeats."""
    ends = [*sets.starts[1:].tolist(), len(sets.x)]
    found = []
    count = 0
    for start, end in zip(sets.starts.tolist(), ends, strict=True):
        for place in range(start, end):
            if sets.chosen[place] > 0:
                found.append(sets.x[place] - np.delete(sets.x[start:end], place - start, axis=0))
                count += end - start - 1
        if count > MOST_PAIRS:
            break
    return np.asarray(np.unique(np.vstack(found), axis=0))


def perfect(sets: Sets) -> list[int]:
    """Columns that predict choices perfectly: each alone where there are such, else those of a
    combination with few; none where there is no such.
    """
    signs = differences(sets)
    one_sided = (signs >= 0).all(axis=0) | (signs <= 0).all(axis=0)
    alone = np.flatnonzero(one_sided & (signs != 0).any(axis=0))
    return [int(place) for place in alone] or _together(signs)


def _together(signs: Floats) -> list[int]:
    """max Σ t - small Σ |g| with t ≤ D g, D g ≥ 0 and 0 ≤ t ≤ 1; g is split in two halves, so that
    its size can be kept down.
    """
    m, p = signs.shape
    wide = sparse.csr_matrix(signs)
    found = optimize.linprog(
        np.concatenate([np.full(2 * p, SPARSE), -np.ones(m)]),
        A_ub=sparse.hstack([-wide, wide, sparse.eye(m)], format="csr"),
        b_ub=np.zeros(m),
        bounds=[(0, None)] * (2 * p) + [(0, 1)] * m,
        method="highs",
    )
    if not found.success or found.x[2 * p :].sum() < 0.5:
        return []
    used = np.abs(found.x[:p] - found.x[p : 2 * p])
    return [int(place) for place in np.flatnonzero(used > 1e-6 * used.max())]

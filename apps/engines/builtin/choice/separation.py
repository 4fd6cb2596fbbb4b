"""Choices that columns predict perfectly: then no estimate exists, and the columns are named.

A combination of columns under which no chosen alternative is ever below another of its situation,
and some are above, makes the likelihood grow without end (Albert and Anderson 1984, for the
conditional logit). A linear programme finds one.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize

from apps.engines.builtin.choice.data import Floats
from apps.engines.builtin.choice.logit import Sets

MOST_PAIRS = 200_000


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
    """Columns of a combination that predicts choices perfectly; none where there is no such."""
    signs = differences(sets)
    m, p = signs.shape
    found = optimize.linprog(
        np.concatenate([np.zeros(p), -np.ones(m)]),
        A_ub=np.column_stack([-signs, np.eye(m)]) if m * m < 4_000_000 else _sparse(signs),
        b_ub=np.zeros(m),
        bounds=[(None, None)] * p + [(0, 1)] * m,
        method="highs",
    )
    if not found.success or -found.fun < 0.5:
        return []
    used = np.abs(found.x[:p])
    return [int(place) for place in np.flatnonzero(used > 1e-6 * used.max())]


def _sparse(signs: Floats) -> object:
    from scipy import sparse

    return sparse.hstack([sparse.csr_matrix(-signs), sparse.eye(len(signs))], format="csr")

"""Rows that perfect prediction of zero flows takes out of a Poisson regression.

Where a combination of regressors and effects is 0 in every row with a positive flow, and of one
sign in the others, the likelihood grows without end as its coefficient does: no estimate exists.
The rows where it is not 0 tell nothing of the rest, so they go, and with them the regressors that
nothing is left to tell. Levels without any positive flow are the plain case.

The rest is decided exactly: the combinations that are 0 on positive flows are a linear space, of
few dimensions once plain cases are gone, and a linear programme finds the largest set of rows.

Sources: Santos Silva and Tenreyro (2010), On the existence of the maximum likelihood estimates in
Poisson regression; Correia, Guimaraes and Zylkin (2019), Verifying the existence of maximum
likelihood estimates for generalized linear models.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, optimize, sparse
from scipy.sparse import csgraph

from apps.engines.builtin.gravity.absorb import Absorber, Codes, Floats, Levels
from apps.engines.builtin.linear.spanning import SAME

NOISE = 1e-7
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Separated:
    """``rows`` (n,) that stay; ``origins`` and ``destinations`` are levels without a positive flow;
    ``columns`` are regressors that predict zeros, ``by_columns`` how many rows.
    """

    rows: Mask
    origins: list[int]
    destinations: list[int]
    columns: list[int]
    by_columns: int


def separated(y: Floats, x: Floats, levels: Levels) -> Separated:
    """What must go so that the estimate exists. ``x`` (n, p), scaled to lengths near one."""
    kept, origins, destinations = _levels(y, levels)
    columns: list[int] = []
    gone = 0
    if (y[kept] == 0).any():
        places = np.flatnonzero(kept)
        bad, columns = _columns(y[places], x[places], levels.only(places))
        gone = int(bad.sum())
        kept[places[bad]] = False
    return Separated(kept, origins, destinations, columns, gone)


def _levels(y: Floats, levels: Levels) -> tuple[Mask, list[int], list[int]]:
    kept = np.ones(len(y), dtype=bool)
    gone: list[list[int]] = []
    for codes in (levels.origin, levels.destination):
        empty = np.setdiff1d(codes, codes[y > 0])
        kept &= ~np.isin(codes, empty)
        gone.append([int(code) for code in empty])
    return kept, gone[0], gone[1]


def _columns(y: Floats, x: Floats, levels: Levels) -> tuple[Mask, list[int]]:
    """Rows to leave out, and the regressors that predict them."""
    positive = y > 0
    zero = np.flatnonzero(~positive)
    directions, loads = _directions(positive, x, levels)
    none = np.zeros(len(y), dtype=bool)
    if not directions.shape[1]:
        return none, []
    scale = np.abs(directions).max(axis=0)
    directions, loads = directions[:, scale > NOISE], loads[:, scale > NOISE]
    if not directions.shape[1]:
        return none, []
    directions = directions / scale[scale > NOISE]
    directions[np.abs(directions) < NOISE] = 0.0
    z, weights = _programme(directions)
    bad = none.copy()
    bad[zero[z > 0.5]] = True
    if not bad.any():
        return bad, []
    used = np.abs(loads @ (weights / scale[scale > NOISE]))
    top = used.max(initial=0.0)
    return bad, [int(p) for p in np.flatnonzero(used > 1e-6 * top)] if top > 0 else []


def _directions(positive: Mask, x: Floats, levels: Levels) -> tuple[Floats, Floats]:
    """Columns (zeros, d): combinations that are 0 on positive flows, as values on the zeros, and
    (p, d) their slopes.
    """
    absorber = Absorber(levels)
    inside = Absorber(levels.only(positive))
    inside.weigh(np.ones(int(positive.sum())))
    inner = inside.residual(x[positive])
    null = _null(inner, np.sqrt((x**2).sum(axis=0)))
    zero = ~positive
    found = []
    for g in null.T:
        values = x @ g
        origin, destination = inside.effects(values[positive])
        part = np.array([origin[code] for code in levels.origin[zero].tolist()])
        part += np.array([destination[code] for code in levels.destination[zero].tolist()])
        found.append(values[zero] - part)
    loads = [null]
    if inside.parts > absorber.parts:
        labels = labels_of(inside.levels, levels)
        for part_number in range(inside.parts):
            at_origin = (labels[0][zero] == part_number).astype(float)
            at_destination = (labels[1][zero] == part_number).astype(float)
            found.append(at_origin - at_destination)
            loads.append(np.zeros((x.shape[1], 1)))
    if not found:
        return np.empty((int(zero.sum()), 0)), np.empty((x.shape[1], 0))
    return np.column_stack(found), np.column_stack(loads)


def labels_of(network: Levels, levels: Levels) -> tuple[Codes, Codes]:
    """(n,) the part of ``network`` that the two levels of each row of ``levels`` belong to."""
    o, d = network.origin, network.destination
    codes_o, place_o = np.unique(levels.origin, return_inverse=True)
    codes_d, place_d = np.unique(levels.destination, return_inverse=True)
    edges = sparse.coo_matrix(
        (
            np.ones(len(o)),
            (np.searchsorted(codes_o, o), len(codes_o) + np.searchsorted(codes_d, d)),
        ),
        shape=(len(codes_o) + len(codes_d),) * 2,
    )
    _, labels = csgraph.connected_components(edges, directed=False)
    return labels[place_o], labels[len(codes_o) + place_d]


def _null(inner: Floats, lengths: Floats) -> Floats:
    """(p, d) combinations of the columns that vanish."""
    if not inner.shape[1]:
        return np.empty((0, 0))
    scaled = inner / np.where(lengths > 0, lengths, 1.0)
    _, sizes, turned = linalg.svd(np.linalg.qr(scaled, mode="r"), full_matrices=True)
    full = np.zeros(turned.shape[0])
    full[: len(sizes)] = sizes
    null = turned[full <= SAME * 10]
    return np.asarray(null.T / np.where(lengths > 0, lengths, 1.0)[:, None])


def _programme(directions: Floats) -> tuple[Floats, Floats]:
    """Most rows with a positive value of a combination that is negative in none: max Σ t with
    t ≤ N g, 0 ≤ t ≤ 1. At the optimum t is 1 in every such row.
    """
    n, d = directions.shape
    signs = np.unique(directions, axis=0)
    rows = len(signs)
    cost = np.concatenate([np.zeros(d), -np.ones(rows)])
    found = optimize.linprog(
        cost,
        A_ub=sparse.hstack([sparse.csr_matrix(-signs), sparse.eye(rows)], format="csr"),
        b_ub=np.zeros(rows),
        bounds=[(None, None)] * d + [(0, 1)] * rows,
        method="highs",
    )
    if not found.success:
        return np.zeros(n), np.zeros(d)
    return np.asarray(directions @ found.x[:d]), np.asarray(found.x[:d])

"""How many digits of each coefficient are certain: those that no rounding can have changed.

Two roundings count. That of the computation is bounded by its last correction or, where residuals
were taken in double, by their rounding. That of the numbers themselves was done before: most are
stored as the nearest double, and where predictors are much alike half of a last bit moves
coefficients. Its effect is told to first order, with the roundings of all cells independent.

Source: Golub and Van Loan, Matrix Computations, ch. 5.3 (perturbation of least squares).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from apps.engines.builtin.linear.factor import EPS
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.whitened import solve_upper

OF = 16  # digits of a double


def certain_digits(fit: Fit, rss: Floats, errors: Floats) -> NDArray[np.int64]:
    """(p, m) certain digits of ``fit.coefficients``, at most 15.

    They count from the first digit of the coefficient or, where that is larger, of its standard
    error in ``errors`` (p, m, nan where unknown): of a coefficient that is hardly there nothing is
    known. Where a fit passes through every row, a coefficient that cannot be told from zero is
    measured by the numbers of its columns instead: its own first digit is rounding. ``rss`` (m,)
    are the residual sums of squares in the user's units.
    """
    found = np.abs(fit.coefficients)
    computed = fit.floor() if fit.doubt is None else fit.doubt
    moved = computed + _stored(fit, rss) + EPS / 2 * found
    if fit.off is not None:
        moved = moved + fit.off
    size = np.maximum(found, np.nan_to_num(errors))
    size = np.where((rss == 0.0) & (found <= moved), np.maximum(_usual(fit), size), size)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.floor(-np.log10(moved / size))
    known = np.where(size > 0, left, np.where(moved > 0, 0, OF))
    return np.asarray(np.clip(np.nan_to_num(known), 0, OF - 1), dtype=np.int64)


def _usual(fit: Fit) -> Floats:
    """(p, m) the largest number of each target over that of each term's column, of one for the
    intercept.
    """
    spec = fit.spec
    reach = np.maximum(np.abs(fit.scan.minimum), np.abs(fit.scan.maximum))
    columns = [1.0] * int(spec.intercept)
    if spec.design is not None:
        columns += spec.design.sizes(reach[: len(spec.predictors)])
    else:
        columns += reach[: spec.plain].tolist()
    for curve in spec.curves:
        most = max(abs(curve.low), abs(curve.high))
        columns += [most**power for power in range(1, curve.degree + 1)]
    sizes = np.array(columns)
    return np.asarray(reach[len(spec.predictors) :] / np.where(sizes > 0, sizes, 1.0)[:, None])


def _stored(fit: Fit, rss: Floats) -> Floats:
    """(p, m) what half a last bit in every cell does to the coefficients, root mean square."""
    first = int(fit.frame.intercept)
    cells = _cells(fit)  # of predictors and targets, in the scaled basis
    x, y = np.concatenate([np.zeros(first), cells[: fit.unknowns - first]]), cells[-len(rss) :]
    inverse = solve_upper(fit.r, np.eye(fit.unknowns))
    spread = fit.to_user() @ inverse
    inside = np.hypot(np.linalg.norm(x[:, None] * fit.beta, axis=0), y)
    lengths = np.linalg.norm(spread, axis=1)
    bent = np.linalg.norm(spread @ inverse.T * x, axis=1)
    rest = np.sqrt(rss) / fit.target_scale
    moved = np.outer(lengths, inside) + np.outer(bent, rest)
    return np.asarray(EPS / 3 * moved * fit.target_scale)


def _cells(fit: Fit) -> Floats:
    """(k + m,) root mean squares of the columns as stored, in units of their scale."""
    first = int(fit.frame.intercept)
    total = np.sqrt(max(fit.scan.total_weight, 1e-300))
    about = np.concatenate([np.linalg.norm(fit.r[:, first:], axis=0), fit.sizes]) / total
    shift = np.abs(fit.frame.shift) / fit.frame.scale
    return np.asarray(np.hypot(about, shift))

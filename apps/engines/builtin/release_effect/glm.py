"""Quasi-likelihood fits: counts with a log link, means with none. In a job's child only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
ROUNDS, CLOSE, FAR = 60, 1e-10, 30.0


class NoFit(Exception):
    """The iteration found no finite maximum."""


@dataclass(frozen=True)
class Family:
    """``log``: counts y with mean e · exp(η) and variance φ times it, where e is the exposure.
    Otherwise means y of e observations each, with mean η and variance φ / e.
    """

    log: bool

    def mean(self, eta: Floats, e: Floats) -> Floats:
        """(n,) from the linear predictor, exposure counted."""
        return np.asarray(e * np.exp(np.clip(eta, -FAR, FAR)) if self.log else eta)

    def variance(self, mean: Floats, e: Floats) -> Floats:
        """(n,) but for the dispersion."""
        return np.asarray(np.maximum(mean, 1e-12) if self.log else 1 / e)

    def slope(self, mean: Floats) -> Floats:
        """(n,) how the mean goes with the linear predictor."""
        return mean if self.log else np.ones_like(mean)


@dataclass(frozen=True)
class Fit:
    """Coefficients (p,), the linear predictor (n,) and ``inverse`` (p, p) of the information."""

    beta: Floats
    eta: Floats
    inverse: Floats


def fit(
    family: Family,
    x: Floats,
    y: Floats,
    e: Floats,
    *,
    offset: Floats | float = 0.0,
    weight: Floats | float = 1.0,
    start: Floats | None = None,
) -> Fit:
    """Iterated weighted least squares, with ``x`` (n, p) of full rank, ``offset`` (n,) on the scale
    of the linear predictor and ``weight`` (n,). :class:`NoFit` where there is no finite answer.
    """
    beta = _start(family, x, y, e, offset) if start is None else start
    last = np.inf
    for _ in range(ROUNDS if family.log else 2):
        eta = x @ beta + offset
        mean = family.mean(eta, e)
        slope = family.slope(mean)
        w = weight * slope**2 / family.variance(mean, e)
        information = (x.T * w) @ x
        score = x.T @ (weight * slope / family.variance(mean, e) * (y - mean))
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError as error:
            raise NoFit from error
        size = float(np.abs(step).max(initial=0.0))
        if not np.isfinite(size):
            raise NoFit
        beta = beta + step * min(1.0, 3.0 / max(size, 1e-300) if family.log else 1.0)
        if size < CLOSE * (1 + float(np.abs(beta).max(initial=0.0))):
            break
        last = size
    else:
        if family.log and last > 1e-6:
            raise NoFit
    eta = x @ beta + offset
    mean = family.mean(eta, e)
    w = weight * family.slope(mean) ** 2 / family.variance(mean, e)
    inverse = np.linalg.pinv((x.T * w) @ x, hermitian=True).astype(np.float64)
    return Fit(beta, np.asarray(eta), inverse)


def _start(family: Family, x: Floats, y: Floats, e: Floats, offset: Floats | float) -> Floats:
    if not family.log:
        return np.zeros(x.shape[1])
    z = np.log((y + 0.5) / e) - offset
    w = np.sqrt(y + 0.5)
    return np.asarray(np.linalg.lstsq(x * w[:, None], z * w, rcond=None)[0])

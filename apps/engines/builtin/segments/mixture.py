"""Probabilities of membership, by a Gaussian mixture that begins at the segments of k-means."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from apps.engines.builtin.segments import kmeans

Array = NDArray[Any]
Floats = NDArray[np.float64]
Shape = Literal["full", "diag", "spherical"]
ROWS_EACH = 10  # rows of a segment for each measure, for covariances of its own
ROWS_DIAG = 10
RIDGE = 1e-3  # of variances, whose size is about 1: no component shrinks to a point


@dataclass(frozen=True)
class Mixture:
    """``weight`` (k,), ``mean`` (k, p) and ``factor`` (k, p, p): lower triangles L of L Lᵀ = Σ."""

    weight: Floats
    mean: Floats
    factor: Floats
    shape: Shape

    def probabilities(self, x: Array) -> Floats:
        """(n, k) of membership, for rows on the scale."""
        logs = np.empty((len(x), len(self.weight)))
        p = self.mean.shape[1]
        for k, factor in enumerate(self.factor):
            with np.errstate(all="ignore"):
                turned = (np.asarray(x, dtype=np.float64) - self.mean[k]) @ self._inverse(factor)
                square = np.einsum("np,np->n", turned, turned)
            size = float(np.log(np.diag(factor)).sum())
            logs[:, k] = np.log(self.weight[k]) - size - (square + p * np.log(2 * np.pi)) / 2
        logs -= logs.max(axis=1, keepdims=True)
        found = np.exp(logs)
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    @staticmethod
    def _inverse(factor: Floats) -> Floats:
        return np.asarray(np.linalg.inv(factor).T)


def fit(x: Array, centres: Array, seed: int) -> Mixture:
    """From rows (n, p) and the centres of the segments. Components keep the segments' order."""
    k, p = centres.shape
    labels = kmeans.nearest(x, centres)
    sizes = np.bincount(labels, minlength=k)
    shape: Shape = "spherical"
    if sizes.min() >= ROWS_EACH * p:
        shape = "full"
    elif sizes.min() >= ROWS_DIAG:
        shape = "diag"
    mean, weight = np.asarray(centres, dtype=np.float64), np.maximum(sizes, 1) / len(x)
    model = GaussianMixture(
        k, covariance_type=shape, means_init=mean, weights_init=weight / weight.sum(),
        precisions_init=_precisions(x, labels, mean, shape), reg_covar=RIDGE, random_state=seed,
        max_iter=200,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # said by the agreement with k-means
        model.fit(np.asarray(x, dtype=np.float64))
    found = model.covariances_
    if shape == "full":
        factor = np.linalg.cholesky(found)
    elif shape == "diag":
        factor = np.sqrt(found)[:, :, None] * np.eye(p)
    else:
        factor = np.sqrt(found)[:, None, None] * np.eye(p)
    return Mixture(model.weights_, model.means_, np.asarray(factor), shape)


def _precisions(x: Array, labels: NDArray[np.int64], centres: Floats, shape: Shape) -> Floats:
    """Inverse covariances of the segments, in the form that scikit-learn asks for."""
    k, p = centres.shape
    found = np.empty((k, p, p))
    for place in range(k):
        own = np.asarray(x[labels == place], dtype=np.float64) - centres[place]
        found[place] = own.T @ own / max(len(own), 1) + RIDGE * np.eye(p)
    if shape == "full":
        return np.asarray(np.linalg.inv(found))
    diagonal = np.array([np.diag(one) for one in found])
    return 1 / diagonal if shape == "diag" else 1 / diagonal.mean(axis=1)

"""The linear probe: the base model as it is, and a linear model on its mean-pooled output:
logistic regression for classes and labels, ridge regression for numbers.

It is shown beside every fine-tune, starts the fine-tune's last layer (Kumar et al. 2022,
Fine-tuning can distort pretrained features), and, out of fold, points at labels that are likely
wrong (Northcutt et al. 2021, Confident learning).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from apps.engines.builtin.text.batching import sorted_batches
from apps.engines.builtin.text.device import Place, halving
from apps.engines.builtin.text.encoder import PooledModel, TextModel, padded

# For features of unit variance: inverse regularisation of a logistic regression, and ...
STRENGTHS = (1e-3, 1e-2, 1e-1)
RIDGES = (1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0)  # ... regularisation of a ridge for each row
FOLDS = 5
MOST_ITERATIONS = 300
READ_ROWS = 64
Ids = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Linear:
    """A linear layer: ``weight`` (outputs, width), ``bias`` (outputs,)."""

    weight: np.ndarray
    bias: np.ndarray

    def scores(self, features: np.ndarray) -> np.ndarray:
        return features @ self.weight.T + self.bias


def run_through(
    model: PooledModel,
    ids: Ids,
    place: Place,
    *,
    pad: int,
    pooled: bool = False,
    tick: Callable[[int], None] | None = None,
) -> np.ndarray:
    """Scores (n, outputs) of every row in the order given, or pooled values (n, width).

    Rows are read sorted by length; where memory runs out, in smaller batches.
    """
    found = np.zeros((len(ids), model.width if pooled else model.outputs), dtype=np.float32)

    def read(rows: np.ndarray) -> None:
        tokens, mask = padded(model.sequences([ids[row] for row in rows]), pad, place.device)
        with torch.inference_mode(), place.casting():
            out = model.pooled(tokens, mask) if pooled else model(tokens, mask)
        found[rows] = out.float().cpu().numpy()

    was_training = model.training
    model.eval()
    try:
        for batch in sorted_batches([len(row) for row in ids], rows=READ_ROWS):
            halving(batch, read)
            if tick:
                tick(len(batch))
    finally:
        model.train(was_training)
    return found


def seen(model: TextModel, ids: Ids, place: Place, *, pad: int) -> np.ndarray:
    """(n, width) what the last layer sees of every row in the order given."""
    return model.seen(run_through(model, ids, place, pad=pad, pooled=True))


def chosen(
    strengths: Sequence[float],
    fit: Callable[[float], Linear],
    quality: Callable[[Linear], tuple[float, ...]],
) -> tuple[Linear, float]:
    """The layer of the strength of regularisation whose ``quality`` is best, and that strength."""
    layers = [fit(strength) for strength in strengths]
    qualities = [quality(layer) for layer in layers]
    best = qualities.index(max(qualities))
    return layers[best], strengths[best]


def regression(
    features: np.ndarray,
    labels: np.ndarray,
    classes: int,
    strength: float,
    weights: np.ndarray | None = None,
) -> Linear:
    """Logistic regression (n, width) → one row of weights for each of ``classes``."""
    from sklearn.exceptions import ConvergenceWarning  # heavy: no reading waits for it
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=MOST_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features, labels, sample_weight=weights)
    weight = np.zeros((classes, features.shape[1]))
    bias = np.full(classes, -30.0)  # a class that was not there is next to impossible
    if len(model.classes_) == 2:  # one row that tells the second from the first
        weight[model.classes_] = np.concatenate([-model.coef_, model.coef_]) / 2
        bias[model.classes_] = np.concatenate([-model.intercept_, model.intercept_]) / 2
    else:
        weight[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    return Linear(weight, bias)


def binary(
    features: np.ndarray, labels: np.ndarray, strength: float, weights: np.ndarray | None = None
) -> Linear:
    """One logistic regression for each column of ``labels`` (n, labels), which hold 0 or 1.

    A label that all rows have, or none, is as probable everywhere as a row more of each kind says.
    """
    count, width = labels.shape[1], features.shape[1]
    weight, bias = np.zeros((count, width)), np.zeros(count)
    for place in range(count):
        having = labels[:, place].sum()
        if 0 < having < len(labels):
            layer = regression(features, labels[:, place].astype(np.int64), 2, strength, weights)
            weight[place] = layer.weight[1] - layer.weight[0]
            bias[place] = layer.bias[1] - layer.bias[0]
        else:
            bias[place] = np.log((having + 1) / (len(labels) - having + 1))
    return Linear(weight, bias)


def ridge(
    features: np.ndarray, targets: np.ndarray, strength: float, weights: np.ndarray | None = None
) -> Linear:
    """Ridge regression (n, width) → (n,) targets; ``strength`` counts for each row's weight."""
    from sklearn.linear_model import Ridge  # heavy: only numbers need it

    total = len(targets) if weights is None else float(weights.sum())
    model = Ridge(alpha=strength * total, solver="cholesky")
    model.fit(features.astype(np.float64), targets, sample_weight=weights)
    return Linear(model.coef_[None, :], np.array([model.intercept_]))


def out_of_fold(
    features: np.ndarray, fold: np.ndarray, outputs: int, fit: Callable[[np.ndarray], Linear]
) -> np.ndarray:
    """(n, outputs) what a probe says of each row that has not seen it.

    ``fold`` (n,) numbers the folds, ``fit`` takes the mask (n,) of the rows to learn from.
    """
    found = np.zeros((len(fold), outputs))
    for number in range(FOLDS):
        inside = fold != number
        if inside.any() and not inside.all():
            found[~inside] = fit(inside).scores(features[~inside])
    return found


def folds(kinds: np.ndarray) -> np.ndarray:
    """(n,) folds that share out rows of every kind evenly.

    Rows come ordered by a hash of what they say, so that every fifth one is a fair fold.
    """
    fold = np.zeros(len(kinds), dtype=np.int64)
    for kind in np.unique(kinds):
        places = np.flatnonzero(kinds == kind)
        fold[places] = np.arange(len(places)) % FOLDS
    return fold


def softmax(scores: np.ndarray) -> np.ndarray:
    """(n, classes) probabilities."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))

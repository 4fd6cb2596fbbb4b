"""The linear probe: the base model as it is, and logistic regression on its mean-pooled output.

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
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from apps.engines.builtin.text.batching import sorted_batches
from apps.engines.builtin.text.device import Place, is_out_of_memory
from apps.engines.builtin.text.encoder import TextModel, padded

STRENGTHS = (1e-3, 1e-2, 1e-1)  # inverse regularisation, for features of unit variance
FOLDS = 5
MOST_ITERATIONS = 300
READ_ROWS = 64
Ids = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Linear:
    """A linear layer: ``weight`` (classes, width), ``bias`` (classes,)."""

    weight: np.ndarray
    bias: np.ndarray

    def scores(self, features: np.ndarray) -> np.ndarray:
        return features @ self.weight.T + self.bias


def run_through(
    model: TextModel,
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
    width = model.head.in_features if pooled else model.head.out_features
    found = np.zeros((len(ids), width), dtype=np.float32)
    was_training = model.training
    model.eval()
    try:
        for batch in sorted_batches([len(row) for row in ids], rows=READ_ROWS):
            _read(model, ids, batch, place, pad, pooled, found)
            if tick:
                tick(len(batch))
    finally:
        model.train(was_training)
    return found


def _read(
    model: TextModel,
    ids: Ids,
    batch: np.ndarray,
    place: Place,
    pad: int,
    pooled: bool,
    found: np.ndarray,
) -> None:
    tokens, mask = padded([ids[row] for row in batch], pad, place.device)
    try:
        with torch.inference_mode(), place.casting():
            out = model.pooled(tokens, mask) if pooled else model(tokens, mask)
        found[batch] = out.float().cpu().numpy()
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error) or len(batch) == 1:
            raise
        half = len(batch) // 2
        _read(model, ids, batch[:half], place, pad, pooled, found)
        _read(model, ids, batch[half:], place, pad, pooled, found)


def fit(
    features: np.ndarray,
    labels: np.ndarray,
    classes: int,
    *,
    judge: tuple[np.ndarray, np.ndarray],
    weights: np.ndarray | None = None,
) -> tuple[Linear, float]:
    """The layer whose strength of regularisation the ``judge`` rows (features, labels) prefer."""
    best: tuple[tuple[float, float], Linear, float] | None = None
    for strength in STRENGTHS:
        layer = regression(features, labels, classes, strength, weights)
        scores = layer.scores(judge[0])
        known = judge[1] >= 0
        right = float(np.mean(scores.argmax(1) == judge[1]))
        loss = float(_losses(scores[known], judge[1][known]).mean()) if known.any() else 0.0
        if best is None or (right, -loss) > best[0]:
            best = ((right, -loss), layer, strength)
    assert best is not None  # noqa: S101 - there are strengths
    return best[1], best[2]


def regression(
    features: np.ndarray,
    labels: np.ndarray,
    classes: int,
    strength: float,
    weights: np.ndarray | None = None,
) -> Linear:
    """Logistic regression (n, width) → one row of weights for each of ``classes``."""
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


def out_of_fold(
    features: np.ndarray, labels: np.ndarray, classes: int, strength: float
) -> np.ndarray:
    """(n, classes) what a probe thinks of each row that has not seen it.

    Rows come ordered by a hash of what they say, so that every fifth one is a fair fold.
    """
    found = np.zeros((len(labels), classes))
    fold = _folds(labels)
    for number in range(FOLDS):
        inside = fold != number
        if len(np.unique(labels[inside])) < 2 or inside.all():
            continue
        layer = regression(features[inside], labels[inside], classes, strength)
        found[~inside] = softmax(layer.scores(features[~inside]))
    return found


def _folds(labels: np.ndarray) -> np.ndarray:
    """Folds that share out every class evenly."""
    fold = np.zeros(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        fold[places] = np.arange(len(places)) % FOLDS
    return fold


def softmax(scores: np.ndarray) -> np.ndarray:
    """(n, classes) probabilities."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True))


def _losses(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    probabilities = softmax(scores.astype(np.float64))
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12))

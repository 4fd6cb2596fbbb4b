"""Losses of pairs, and how validation judges them.

Scores of a bi-encoder are (rows, 2 · hidden): the embedding of the first text beside that of the
second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from apps.engines.builtin.text import binary
from apps.engines.builtin.text.objectives import Joint, MultiLabel
from apps.engines.builtin.text_match import metrics
from apps.engines.builtin.text_match.retrieval import Library

SCALE = (
    20.0  # of cosines before a softmax: a temperature of 0.05, as Sentence-BERT's library has it
)
Quality = Callable[[np.ndarray, np.ndarray], float]  # targets, cosines → the larger the better


def halves(embeddings: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(rows, hidden) twice: unit vectors of the first and the second texts."""
    first, second = embeddings.chunk(2, dim=1)
    return functional.normalize(first, dim=1), functional.normalize(second, dim=1)


def cosines(embeddings: torch.Tensor) -> torch.Tensor:
    """(rows,) cosine of the two texts of each row."""
    first, second = halves(embeddings)
    return (first * second).sum(dim=1)


def ranking_loss(embeddings: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
    """(rows,) softmax loss of finding the right second text among those of the batch, and the
    right first one: Henderson et al. (2017), multiple negatives ranking, in both directions.

    ``texts`` (rows, 2) number the texts. Rows that share one are not held against one another.
    """
    first, second = halves(embeddings)
    shared = (texts[:, None, :, None] == texts[None, :, None, :]).flatten(2).any(dim=2)
    shared.fill_diagonal_(False)
    alike = (SCALE * first @ second.T).masked_fill(shared, -torch.inf)
    right = torch.arange(len(alike), device=alike.device)
    forth = functional.cross_entropy(alike, right, reduction="none")
    back = functional.cross_entropy(alike.T, right, reduction="none")
    return (forth + back) / 2


def order_loss(
    alike: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor | None = None
) -> torch.Tensor:
    """() log(1 + Σ exp(scale · (cos_j − cos_i))) over all i, j with target_i > target_j: CoSENT.

    ``weights`` (rows,) multiply the terms of their rows.
    """
    above = targets[:, None] > targets[None, :]
    gaps = SCALE * (alike[None, :] - alike[:, None])
    if weights is not None:
        gaps = gaps + weights.log()[:, None] + weights.log()[None, :]
    return torch.logsumexp(torch.cat([gaps.new_zeros(1), gaps[above]]), dim=0)


@dataclass(frozen=True)
class Ranking(Joint):
    """Pairs that all match. Targets (rows, 2) number the texts; ``rows`` are of a batch."""

    rows: int

    def batch_loss(
        self, scores: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
    ) -> torch.Tensor:
        return (ranking_loss(scores, targets) * weights).sum() / weights.sum()

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Mean reciprocal rank among the texts of these rows, then the loss, negative."""
        ranks = Library(targets).search(scores).ranks
        return float((1 / ranks).mean()), -_by_batch(self.batch_loss, scores, targets, self.rows)


@dataclass(frozen=True)
class Order(Joint):
    """Which pairs are more alike. Targets are (rows,); ``rows`` are of a batch."""

    rows: int
    judge: Quality

    def batch_loss(
        self, scores: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
    ) -> torch.Tensor:
        return order_loss(cosines(scores), targets, weights)

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """What ``judge`` says, then the loss, negative."""
        alike = metrics.cosines(scores)
        return self.judge(targets, alike), -_by_batch(self.batch_loss, scores, targets, self.rows)


@dataclass(frozen=True)
class Value:
    """How alike each pair is, from 0 to 1, by squared error of the cosine: Reimers and Gurevych
    (2019). Targets are (rows,).
    """

    judge: Quality
    outputs: int = 0  # as of every loss of embeddings: their size is the base model's
    keeps_start: bool = True

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return (cosines(scores) - targets) ** 2

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        return np.ones(len(targets)) if given is None else np.asarray(given / given.mean())

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """What ``judge`` says, then the mean squared error, negative."""
        alike = metrics.cosines(scores)
        return self.judge(targets, alike), -float(np.mean((alike - targets) ** 2))


class Together(MultiLabel):
    """Whether both texts, read in one sequence, match: binary cross-entropy. Targets (rows, 1)."""

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Average precision, then the mean log-likelihood."""
        truth = targets[:, 0]
        return metrics.average_precision(truth, scores[:, 0]), binary.likelihood(scores, targets)


def _by_batch(
    loss: Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor],
    scores: np.ndarray,
    targets: np.ndarray,
    rows: int,
) -> float:
    """The mean loss of validation rows in batches as training has them, to compare the two."""
    total = 0.0
    for start in range(0, len(scores), rows):
        part = torch.from_numpy(scores[start : start + rows])
        wanted = torch.from_numpy(targets[start : start + rows])
        total += float(loss(part, wanted, torch.ones(len(part)))) * len(part)
    return total / max(len(scores), 1)

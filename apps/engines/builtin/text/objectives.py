"""What a model learns to say: one class of several, any number of labels, or a number."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch.nn import functional

from apps.engines.builtin.text import binary, metrics


class Judging(Protocol):
    """Judgement of one kind of target. ``keeps_start`` says that the probe, from which training
    starts, is kept where no epoch does better on the validation rows.
    """

    @property
    def outputs(self) -> int: ...

    @property
    def keeps_start(self) -> bool: ...

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        """(rows,) how much each row counts."""
        ...

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """What validation goes by, the larger the better: first the one, then the other."""
        ...


class Objective(Judging, Protocol):
    """A loss of each row on its own, and judgement."""

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """(rows,) the loss of each row."""
        ...


class Joint(ABC):
    """A loss that holds the rows of a batch against one another, and judgement."""

    outputs = 0  # such a loss takes embeddings, whose size is the base model's
    keeps_start = True

    @abstractmethod
    def batch_loss(
        self, scores: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
    ) -> torch.Tensor:
        """() the loss of a whole batch, whose rows count by ``weights`` (rows,)."""

    @abstractmethod
    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """As of :class:`Judging`."""

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        """(rows,) how much each row counts, one on average."""
        return _even(len(targets), given)


@dataclass(frozen=True)
class SingleLabel:
    """Exactly one of ``outputs`` classes."""

    outputs: int
    smoothing: float = 0.0
    balanced: bool = False
    keeps_start: bool = False

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(
            scores, targets, reduction="none", label_smoothing=self.smoothing
        )

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        found = _even(len(targets), given)
        if not self.balanced:
            return found
        total = np.bincount(targets, weights=found, minlength=self.outputs)
        even = found.sum() / (np.maximum(total, 1e-12) * np.count_nonzero(total))
        return np.asarray(found * even[targets])

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Macro F1, then the mean log-likelihood."""
        f1 = metrics.macro_f1(targets, scores.argmax(1), self.outputs)
        return f1, metrics.likelihood(scores, targets)


@dataclass(frozen=True)
class FewExamples(SingleLabel):
    """The same, judged by a handful of rows: how likely they are tells more than how many of them
    are right. The start is kept as a candidate: so few rows can be learned by heart.
    """

    keeps_start: bool = True

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """The mean probability (geometric) of the true classes at the temperature that suits these
        rows best, then its logarithm.
        """
        found = self.likelihoods(scores, targets)
        likely = float(found.mean()) if len(found) else 0.0
        return math.exp(likely), likely

    def likelihoods(self, scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """The log-likelihood of each row whose class was learned, at that temperature."""
        return metrics.likelihoods(scores / metrics.temperature(scores, targets), targets)


@dataclass(frozen=True)
class MultiLabel:
    """Any of ``outputs`` labels. ``balance`` is how much each label counts, one on average: a label
    that counts more is learned better, and its probability stays what it is.
    """

    outputs: int
    smoothing: float = 0.0
    balance: tuple[float, ...] = ()
    keeps_start: bool = False

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        soft = targets.to(scores.dtype) * (1 - self.smoothing) + self.smoothing / 2
        found = functional.binary_cross_entropy_with_logits(scores, soft, reduction="none")
        return (found * found.new_tensor(self.balance or (1.0,))).mean(dim=1)

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        return _even(len(targets), given)

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Micro F1 at the threshold that suits these rows best, then the mean log-likelihood."""
        cells, truth = scores.astype(np.float64).ravel(), targets.ravel() > 0
        return binary.best_f1(cells, truth), binary.likelihood(scores, targets)


@dataclass(frozen=True)
class Regression:
    """A number, as a standard score of the rows to learn from, by squared error, which has no
    bound: on few rows a training can undo more than it learns, so the start is kept as a candidate.
    """

    outputs: int = 1
    keeps_start: bool = True

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return functional.mse_loss(scores[:, 0], targets.to(scores.dtype), reduction="none")

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        return _even(len(targets), given)

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Share of the squared distance from the mean to learn from that is explained, then the
        mean squared error, negative.
        """
        missed = float(np.mean((scores[:, 0].astype(np.float64) - targets) ** 2))
        distance = float(np.mean(targets.astype(np.float64) ** 2))
        return (1 - missed / distance if distance else 0.0), -missed


def _even(count: int, given: np.ndarray | None) -> np.ndarray:
    """(count,) the weights that were ``given``, one on average; all one where none were."""
    return np.ones(count) if given is None else np.asarray(given / given.mean())

"""What a model learns to say: one class of several. Other kinds of targets join here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch.nn import functional

from apps.engines.builtin.text import metrics


class Objective(Protocol):
    """Loss and judgement of one kind of target."""

    @property
    def outputs(self) -> int: ...

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """(rows,) the loss of each row."""
        ...

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        """(rows,) how much each row counts."""
        ...

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """What validation goes by, the larger the better: first the one, then the other."""
        ...


@dataclass(frozen=True)
class SingleLabel:
    """Exactly one of ``outputs`` classes."""

    outputs: int
    smoothing: float = 0.0
    balanced: bool = False

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(
            scores, targets, reduction="none", label_smoothing=self.smoothing
        )

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        found = np.ones(len(targets)) if given is None else given / given.mean()
        if not self.balanced:
            return found
        total = np.bincount(targets, weights=found, minlength=self.outputs)
        even = found.sum() / (np.maximum(total, 1e-12) * np.count_nonzero(total))
        return np.asarray(found * even[targets])

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Macro F1, then the mean log-likelihood."""
        f1 = metrics.macro_f1(targets, scores.argmax(1), self.outputs)
        return f1, metrics.likelihood(scores, targets)

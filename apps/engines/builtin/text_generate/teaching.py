"""Learning to write: the trainer of all text engines, asked for the likelihood of answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from apps.engines.builtin.text.batching import sorted_batches
from apps.engines.builtin.text.device import Place, halving
from apps.engines.builtin.text.training import Examples, Trainer
from apps.engines.builtin.text_generate.writer import Writer

READ_ROWS = 16


@dataclass(frozen=True)
class Answers:
    """The objective: scores (rows, 1) are log-likelihoods of whole answers, targets (rows,) the
    tokens that they have. A token counts the same in a short answer and in a long one.
    """

    outputs: int = 1
    keeps_start: bool = True  # a base model that answers already can be harmed by few rows

    def losses(self, scores: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """(rows,) the mean over the tokens of each answer."""
        return -scores[:, 0] / targets.to(scores.dtype)

    def weights(self, targets: np.ndarray, given: np.ndarray | None) -> np.ndarray:
        """(rows,) tokens of each answer, times how much its row counts."""
        counts = targets.astype(np.float64)
        return counts if given is None else np.asarray(counts * given / given.mean())

    def quality(self, scores: np.ndarray, targets: np.ndarray) -> tuple[float, float]:
        """Probability of a token in the geometric mean, then the mean log-likelihood of one."""
        likelihood = float(scores.astype(np.float64).sum() / targets.sum())
        return float(np.exp(likelihood)), likelihood


class WriterTrainer(Trainer):
    """Examples hold prompt and answer as ``ids``, and as ``targets`` the tokens of the answer."""

    def _scores(self, train: Examples, rows: np.ndarray) -> torch.Tensor:
        with self.place.casting():
            found: torch.Tensor = self.model(
                [train.ids[row] for row in rows], train.targets[rows].tolist()
            )
        return found.float()

    def _said(self, validation: Examples) -> np.ndarray:
        return likelihoods(self.model, validation, self.place)


def likelihoods(
    writer: Writer,
    examples: Examples,
    place: Place,
    tick: Callable[[], None] | None = None,
) -> np.ndarray:
    """(n, 1) log-likelihood of each answer in the order given; in smaller batches where memory
    runs out. ``tick`` is called after each batch.
    """
    found = np.zeros((len(examples.ids), 1), dtype=np.float32)

    def read(rows: np.ndarray) -> None:
        with torch.inference_mode(), place.casting():
            out = writer([examples.ids[row] for row in rows], examples.targets[rows].tolist())
        found[rows] = out.float().cpu().numpy()

    was_training = writer.training
    writer.eval()
    try:
        for batch in sorted_batches([len(row) for row in examples.ids], rows=READ_ROWS):
            halving(batch, read)
            if tick:
                tick()
    finally:
        writer.train(was_training)
    return found

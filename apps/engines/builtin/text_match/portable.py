"""What other programs are given of a model that compares two texts."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from apps.engines.builtin.text.portable import Compute, Portable, copied

_CALIBRATION = (
    "a `calibration`, it makes the score a number or, with `chance`, a probability: a 'line' is"
    " slope · score + intercept, and of that the sigmoid for a probability; 'knots' are joined by"
    " straight lines, level beyond the ends. A match is said from `threshold` on."
)


class _Averaged(nn.Module):
    """Each text's embedding: the mean over its tokens."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.model.averaged(ids, mask)
        return found


def of_embedding(model: Any) -> Portable:
    """Of a bi-encoder, which reads each text alone."""

    def by(compute: Compute) -> Any:
        other = copied(model)
        other.averaged = lambda ids, mask: compute(ids, mask)["embedding"]
        return other

    rule = (
        "Give each text alone. The score of two texts is the cosine of their embeddings. Where"
        f" there is {_CALIBRATION}"
    )
    outputs = {"embedding": "(rows, hidden) float32, the mean over the tokens"}
    return Portable(_Averaged(model), outputs, by, rule)


def of_pair(model: Any) -> Portable:
    """Of a cross-encoder, which reads both texts in one sequence."""

    def by(compute: Compute) -> Any:
        other = copied(model)
        other.forward = lambda ids, mask: compute(ids, mask)["scores"]
        return other

    rule = (
        "Give both texts in one sequence: the first with what opens and closes it, then the second"
        f" without what opens it. Where there is {_CALIBRATION}"
    )
    outputs = {"scores": "(rows, 1) float32, before any calibration"}
    return Portable(model, outputs, by, rule)

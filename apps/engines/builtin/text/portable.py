"""What of a text model other programs are given: one function of token numbers and mask.

Pooling is inside it; tokenising before it and the rule for an answer after it are told in words.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from apps.engines.builtin.text.encoder import PooledModel, TextModel

INPUTS = ("input_ids", "attention_mask")  # (rows, length) int64 both
Outputs = dict[str, torch.Tensor]
Compute = Callable[[torch.Tensor, torch.Tensor], Outputs]


@dataclass(frozen=True)
class Portable:
    """``module`` gives the ``outputs`` (name → what it is) in their order. ``by`` makes a model
    that answers by what somebody else computed of them; ``rule`` says how they become an answer.
    """

    module: nn.Module
    outputs: dict[str, str]
    by: Callable[[Compute], Any]
    rule: str


class Scores(nn.Module):
    """Scores, and what the last layer sees of a text."""

    def __init__(self, model: TextModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        values = self.model.scaled(self.model.pooled(ids, mask))
        return self.model.head(values), values


def of_scores(model: Any, rule: str) -> Portable:
    """Of a model with one linear layer on top."""

    def by(compute: Compute) -> Any:
        other = copied(model)
        centre, spread = model.centre, model.spread
        other.forward = lambda ids, mask: compute(ids, mask)["scores"]
        other.pooled = lambda ids, mask: compute(ids, mask)["values"] * spread + centre
        return other

    outputs = {
        "scores": "(rows, outputs) float32, before any temperature",
        "values": "(rows, width) float32, what the last layer sees: mean over the tokens, scaled",
    }
    return Portable(Scores(model), outputs, by, rule)


def copied(model: PooledModel) -> Any:
    """A copy whose methods can be replaced; its layers are the same."""
    other = copy.copy(model)
    other._modules = dict(model._modules)
    return other

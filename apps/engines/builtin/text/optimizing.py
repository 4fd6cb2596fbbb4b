"""AdamW, and how long its steps are. Loshchilov and Hutter (2019), Decoupled weight decay."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from apps.engines.builtin.text import rates
from apps.engines.builtin.text.device import Place
from apps.engines.builtin.text.params import TextParams

CLIP = 1.0  # largest length of a gradient


def optimizer(model: Any, params: TextParams, place: Place) -> torch.optim.Optimizer:
    """Of all that learns; what is no matrix does not decay. Each group knows its ``peak`` rate."""
    peak = params.learning_rate or rates.rate(params.method, model.hidden)
    values = learning(model)
    groups: list[dict[str, Any]] = [
        {"params": [one for one in values if one.dim() > 1], "weight_decay": params.weight_decay},
        {"params": [one for one in values if one.dim() <= 1], "weight_decay": 0.0},
    ]
    there = [{**group, "peak": peak} for group in groups if group["params"]]
    return torch.optim.AdamW(there, lr=peak, fused=place.device.type in {"cpu", "cuda"})


def learning(model: nn.Module) -> list[nn.Parameter]:
    """What learns, in the model's order."""
    return [value for value in model.parameters() if value.requires_grad]


def take(optimizer: torch.optim.Optimizer, values: list[nn.Parameter], share: float) -> None:
    """One step with the gradients that ``values`` have, at this share of the peak rate."""
    nn.utils.clip_grad_norm_(values, CLIP)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share
    optimizer.step()


def share_of_peak(step: int, total: int, warmup: float) -> float:
    """Up in a line for the ``warmup`` share of all steps, then down in a line to zero."""
    warm = max(1, round(total * warmup))
    if step < warm:
        return (step + 1) / warm
    return max(0.0, (total - step) / max(1, total - warm))

"""Learning rates where none was chosen. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping

from apps.engines.builtin.text.params import Method

WIDTH = 384  # dimensions of a base model that the rates suit; wider ones take less in proportion
RATES: Mapping[Method, float] = {
    "full": 2e-4,
    "lora": 1e-3,
    "adalora": 2e-3,
    "adapter": 1e-3,
    "prefix": 1e-2,
    "probe": 1e-3,
    "few_shot": 5e-5,
}


def rate(method: Method, width: int) -> float:
    """The learning rate of a method. ``width`` is the encoder's hidden size."""
    return RATES[method] * min(1.0, WIDTH / width)

"""Bottleneck adapters as a tuner of PEFT, which has none of its own.

After the last linear layer of each attention and of each feed-forward block, before the residual
is added: y + up(relu(down(y))). Houlsby et al. (2019), Parameter-efficient transfer learning for
NLP. The up-projection starts at zero, so that training starts from the base model's own output.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import torch
from peft import PeftConfig
from peft.tuners.tuners_utils import BaseTuner, BaseTunerLayer
from torch import nn


@dataclass
class BottleneckConfig(PeftConfig):
    """``target_modules`` is a regular expression for the linear layers that get an adapter;
    ``reduction`` divides their width.
    """

    target_modules: str = ""
    exclude_modules: str | None = None
    reduction: int = 8
    modules_to_save: list[str] | None = None
    bias: str = field(default="none")


class BottleneckLayer(nn.Module, BaseTunerLayer):
    """A linear layer followed by its adapters."""

    adapter_layer_names = ("bottleneck_down", "bottleneck_up")

    def __init__(self, base_layer: nn.Linear, name: str, reduction: int) -> None:
        super().__init__()
        self.base_layer = base_layer
        self.bottleneck_down = nn.ModuleDict()
        self.bottleneck_up = nn.ModuleDict()
        self.add(name, reduction)

    def add(self, name: str, reduction: int) -> None:
        """Give the layer an adapter of this name and use it."""
        width = self.base_layer.out_features
        inner = max(1, width // reduction)
        down, up = nn.Linear(width, inner), nn.Linear(inner, width)
        nn.init.normal_(down.weight, std=0.02)
        for start_at_zero in (down.bias, up.weight, up.bias):
            nn.init.zeros_(start_at_zero)
        self.bottleneck_down[name], self.bottleneck_up[name] = down, up
        self.set_adapter([name])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.base_layer(x)
        if self.disable_adapters:
            return y
        for name in self.active_adapters:
            y = y + self.bottleneck_up[name](torch.relu(self.bottleneck_down[name](y)))
        return y


class BottleneckModel(BaseTuner):
    """Injects :class:`BottleneckLayer` wherever the configuration's expression matches."""

    prefix = "bottleneck_"
    tuner_layer_cls = BottleneckLayer
    target_module_mapping: dict[str, list[str]] = {}

    @staticmethod
    def _check_target_module_exists(peft_config: Any, key: str) -> bool:
        return re.fullmatch(peft_config.target_modules, key) is not None

    def _create_and_replace(
        self,
        peft_config: Any,
        adapter_name: str,
        target: nn.Module,
        target_name: str,
        parent: nn.Module,
        current_key: str,
        parameter_name: str | None = None,
    ) -> None:
        if isinstance(target, BottleneckLayer):
            target.add(adapter_name, peft_config.reduction)
            return
        layer = BottleneckLayer(target, adapter_name, peft_config.reduction)
        setattr(parent, target_name, layer.to(target.weight.device))

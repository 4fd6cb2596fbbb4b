"""What the methods that leave the base model as it is add to it, by PEFT.

Hu et al. (2021), LoRA; Zhang et al. (2023), AdaLoRA; Houlsby et al. (2019), adapters; Li and
Liang (2021), prefix tuning. Importing PEFT takes a second, so only ``methods.attach`` does.
"""

from __future__ import annotations

import warnings
from typing import Any

from peft import AdaLoraConfig, AdaLoraModel, LoraConfig, LoraModel, PrefixTuningConfig
from peft import get_peft_model as with_prefix
from torch import nn

from apps.engines.builtin.text.bottleneck import BottleneckConfig, BottleneckModel
from apps.engines.builtin.text.methods import NAME, ORTHOGONAL, PREFIX_TOKENS, Preset
from apps.engines.builtin.text.params import Method


def add(encoder: Any, method: Method, preset: Preset, *, rank: int, steps: int) -> nn.Module:
    """The frozen encoder with what the method learns. ``steps`` is the whole run's."""
    if method == "lora":
        low = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=list(preset.linear))
        return LoraModel(encoder, low, NAME)
    if method == "adalora":
        return _adaptive(encoder, preset, rank, steps)
    if method == "adapter":
        config = BottleneckConfig(target_modules=preset.ends, reduction=rank)
        return BottleneckModel(encoder, config, NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kind = "FEATURE_EXTRACTION"
        prefix = PrefixTuningConfig(task_type=kind, num_virtual_tokens=PREFIX_TOKENS)
        return with_prefix(encoder, prefix)


def _adaptive(encoder: Any, preset: Preset, rank: int, steps: int) -> nn.Module:
    first = max(1, steps // 10)
    config = AdaLoraConfig(
        init_r=rank + rank // 2 + rank % 2,
        target_r=rank,
        lora_alpha=2 * rank,
        target_modules=list(preset.linear),
        tinit=first,
        tfinal=max(1, steps // 3),
        deltaT=1,
        total_step=max(steps, first + steps // 3 + 3),
        orth_reg_weight=ORTHOGONAL,
    )
    return AdaLoraModel(encoder, config, NAME)

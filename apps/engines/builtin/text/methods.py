"""How much of the base model learns: one function for each method, a table of architectures.

Hu et al. (2021), LoRA; Zhang et al. (2023), AdaLoRA; Houlsby et al. (2019), adapters; Li and
Liang (2021), prefix tuning. What ``few_shot`` learns by is in ``contrastive``.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from peft import AdaLoraConfig, AdaLoraModel, LoraConfig, LoraModel, PrefixTuningConfig
from peft import get_peft_model as with_prefix
from torch import nn

from apps.core.messages import msg
from apps.engines.builtin.text.bottleneck import BottleneckConfig, BottleneckModel
from apps.engines.builtin.text.params import Method
from apps.engines.contract import Refusal

NAME = "default"
PATTERN = "pattern"
PREFIX_TOKENS = 20
ORTHOGONAL = 0.1  # weight of AdaLoRA's penalty on directions that are not orthogonal
_BERT_LINEAR = ("query", "key", "value", "dense")


@dataclass(frozen=True)
class Preset:
    """``linear`` are the layers that LoRA adds to, ``ends`` the regular expression of those that
    an adapter follows; ``prefix`` says that the architecture takes one.
    """

    linear: tuple[str, ...]
    ends: str
    prefix: bool = False


_BERT_ENDS = r".*(attention\.output|\d\.output)\.dense"
PRESETS: Mapping[str, Preset] = {
    "bert": Preset(_BERT_LINEAR, _BERT_ENDS, prefix=True),
    "roberta": Preset(_BERT_LINEAR, _BERT_ENDS, prefix=True),
    "xlm-roberta": Preset(_BERT_LINEAR, _BERT_ENDS, prefix=True),
    "electra": Preset(_BERT_LINEAR, _BERT_ENDS, prefix=True),
    "deberta-v2": Preset(("query_proj", "key_proj", "value_proj", "dense"), _BERT_ENDS),
    "distilbert": Preset(
        ("q_lin", "k_lin", "v_lin", "out_lin", "lin1", "lin2"),
        r".*(attention\.out_lin|ffn\.lin2)",
    ),
    "mpnet": Preset(("q", "k", "v", "o", "dense"), r".*(attention\.attn\.o|\d\.output\.dense)"),
    "albert": Preset(
        ("query", "key", "value", "dense", "ffn", "ffn_output"),
        r".*(attention\.dense|ffn_output)",
    ),
    "modernbert": Preset(("Wqkv", "Wo", "Wi"), r".*(attn|mlp)\.Wo"),
}


def offered(architecture: str) -> tuple[Method, ...]:
    """The methods that are known to work with an architecture."""
    preset = PRESETS.get(architecture)
    if preset is None:
        return ()
    methods: tuple[Method, ...] = (
        "full", "lora", "adalora", "adapter", "probe", "few_shot",
    )  # fmt: skip
    return (*methods, "prefix") if preset.prefix else methods


def check(architecture: str, method: Method) -> None:
    """Refuse a pair that does not work, and say what does."""
    possible = offered(architecture)
    if not possible:
        raise Refusal(
            msg("Models of the kind '{kind}' cannot be used here.", kind=architecture),
            fix=msg("Choose one of these kinds: {kinds}.", kinds=sorted(PRESETS)),
            field="base",
        )
    if method not in possible:
        raise Refusal(
            msg("'{method}' does not work with '{kind}'.", method=method, kind=architecture),
            fix=msg("Choose one of these methods: {methods}.", methods=list(possible)),
            field="method",
        )


def starts_alike(method: Method) -> bool:
    """Whether an encoder says the same as before once a method was attached; a prefix that nothing
    has been learned of does not leave it alone.
    """
    return method != "prefix"


def attach(encoder: Any, method: Method, *, rank: int, steps: int) -> nn.Module:
    """The encoder with what learns added and the rest frozen. ``steps`` is the whole run's."""
    preset = PRESETS[encoder.config.model_type]
    encoder.requires_grad_(method == "full")
    if method == "few_shot":
        upper_half(encoder).requires_grad_(True)
    if method == "lora":
        low = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=list(preset.linear))
        return LoraModel(encoder, low, NAME)
    if method == "adalora":
        return _adaptive(encoder, preset, rank, steps)
    if method == "adapter":
        config = BottleneckConfig(target_modules=preset.ends, reduction=rank)
        return BottleneckModel(encoder, config, NAME)
    if method == "prefix":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return with_prefix(
                encoder,
                PrefixTuningConfig(
                    task_type="FEATURE_EXTRACTION", num_virtual_tokens=PREFIX_TOKENS
                ),
            )
    module: nn.Module = encoder
    return module


def upper_half(encoder: nn.Module) -> nn.ModuleList:
    """The upper layers of an encoder, more than half of them where their number is odd: a handful
    of texts would spoil in the lower ones what they cannot teach. ALBERT's layers are one.
    """
    lists = [part for part in encoder.modules() if isinstance(part, nn.ModuleList)]
    layers = max(lists, key=len)
    return layers[len(layers) // 2 :]


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


def penalty(encoder: nn.Module) -> torch.Tensor | None:
    """AdaLoRA's pull towards orthogonal directions; None for other methods."""
    if not isinstance(encoder, AdaLoraModel):
        return None
    gaps = []
    for name, value in encoder.named_parameters():
        if "lora_A" in name or "lora_B" in name:
            product = value @ value.T if "lora_A" in name else value.T @ value
            gaps.append((product - torch.eye(len(product), device=product.device)).norm())
    return ORTHOGONAL * torch.stack(gaps).mean()


def after_backward(encoder: nn.Module, step: int) -> None:
    """What a method does between gradient and step: AdaLoRA moves its ranks."""
    if isinstance(encoder, AdaLoraModel):
        encoder.update_and_allocate(step)


def memory(encoder: nn.Module) -> dict[str, torch.Tensor]:
    """What a method remembers from step to step besides its weights."""
    if not isinstance(encoder, AdaLoraModel):
        return {}
    allocator = encoder.rankallocator
    kept = {
        f"{kind}:{name}": value
        for kind in ("ipt", "exp_avg_ipt", "exp_avg_unc")
        for name, value in getattr(allocator, kind).items()
    }
    pattern = encoder.peft_config[NAME].rank_pattern or {}
    kept |= {f"{PATTERN}:{name}": torch.tensor(mask) for name, mask in pattern.items()}
    return {name: value.detach().cpu().contiguous().clone() for name, value in kept.items()}


def remember(encoder: nn.Module, kept: Mapping[str, torch.Tensor], device: Any) -> None:
    """Take up what :func:`memory` gave."""
    if not isinstance(encoder, AdaLoraModel):
        return
    pattern: dict[str, list[bool]] = {}
    for name, value in kept.items():
        kind, _, parameter = name.partition(":")
        if kind == PATTERN:
            pattern[parameter] = value.tolist()
        else:
            getattr(encoder.rankallocator, kind)[parameter] = value.to(device)
    if pattern:  # the ranks that are kept once AdaLoRA has decided
        encoder.peft_config[NAME].rank_pattern = pattern


def learned(model: nn.Module) -> dict[str, torch.Tensor]:
    """The weights that learn, and the buffers of the pooled values' scale: what has to be saved."""
    wanted = {name for name, value in model.named_parameters() if value.requires_grad}
    wanted |= {"centre", "spread", "head.weight", "head.bias"}
    return {
        name: value.detach().to("cpu").contiguous().clone()
        for name, value in model.state_dict().items()
        if name in wanted
    }


def restore(model: nn.Module, weights: Mapping[str, torch.Tensor]) -> None:
    """Put back what :func:`learned` gave. Raises ``RuntimeError`` if it is not all there."""
    outcome = model.load_state_dict(dict(weights), strict=False)
    absent = {name for name, value in model.named_parameters() if value.requires_grad}
    absent &= set(outcome.missing_keys)
    if absent or outcome.unexpected_keys:
        raise RuntimeError(f"weights do not fit the model: {sorted(absent)[:5]}")

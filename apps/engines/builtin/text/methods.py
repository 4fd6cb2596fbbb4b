"""How much of the base model learns: what suits each architecture, and what is added and kept.

What is added stands in ``additions``, which imports PEFT: a second that methods without additions
need not wait for. What ``few_shot`` learns by is in ``contrastive``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from apps.core.messages import msg
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
    if method in {"lora", "adalora", "adapter", "prefix"}:
        from apps.engines.builtin.text import additions  # PEFT takes a second to import

        return additions.add(encoder, method, preset, rank=rank, steps=steps)
    module: nn.Module = encoder
    return module


def upper_half(encoder: nn.Module) -> nn.ModuleList:
    """The upper layers of an encoder, more than half of them where their number is odd: a handful
    of texts would spoil in the lower ones what they cannot teach. ALBERT's layers are one.
    """
    lists = [part for part in encoder.modules() if isinstance(part, nn.ModuleList)]
    layers = max(lists, key=len)
    return layers[len(layers) // 2 :]


def has_prefix(encoder: nn.Module) -> bool:
    """Whether learned words stand before each text. PEFT is not imported to find out."""
    return hasattr(encoder, "prompt_encoder")


def _allocator(encoder: nn.Module) -> Any:
    """What moves AdaLoRA's ranks; None for other methods. PEFT is not imported to find out."""
    return getattr(encoder, "rankallocator", None)


def penalty(encoder: nn.Module) -> torch.Tensor | None:
    """AdaLoRA's pull towards orthogonal directions; None for other methods."""
    if _allocator(encoder) is None:
        return None
    gaps = []
    for name, value in encoder.named_parameters():
        if "lora_A" in name or "lora_B" in name:
            product = value @ value.T if "lora_A" in name else value.T @ value
            gaps.append((product - torch.eye(len(product), device=product.device)).norm())
    return ORTHOGONAL * torch.stack(gaps).mean()


def after_backward(encoder: nn.Module, step: int) -> None:
    """What a method does between gradient and step: AdaLoRA moves its ranks."""
    adaptive: Any = encoder
    if _allocator(encoder) is not None:
        adaptive.update_and_allocate(step)


def memory(encoder: nn.Module) -> dict[str, torch.Tensor]:
    """What a method remembers from step to step besides its weights."""
    adaptive: Any = encoder
    allocator = _allocator(encoder)
    if allocator is None:
        return {}
    kept = {
        f"{kind}:{name}": value
        for kind in ("ipt", "exp_avg_ipt", "exp_avg_unc")
        for name, value in getattr(allocator, kind).items()
    }
    pattern = adaptive.peft_config[NAME].rank_pattern or {}
    kept |= {f"{PATTERN}:{name}": torch.tensor(mask) for name, mask in pattern.items()}
    return {name: value.detach().cpu().contiguous().clone() for name, value in kept.items()}


def remember(encoder: nn.Module, kept: Mapping[str, torch.Tensor], device: Any) -> None:
    """Take up what :func:`memory` gave."""
    adaptive: Any = encoder
    allocator = _allocator(encoder)
    if allocator is None:
        return
    pattern: dict[str, list[bool]] = {}
    for name, value in kept.items():
        kind, _, parameter = name.partition(":")
        if kind == PATTERN:
            pattern[parameter] = value.tolist()
        else:
            getattr(allocator, kind)[parameter] = value.to(device)
    if pattern:  # the ranks that are kept once AdaLoRA has decided
        adaptive.peft_config[NAME].rank_pattern = pattern


def learned(model: nn.Module, *, copy: bool = True) -> dict[str, torch.Tensor]:
    """The weights that learn, and the buffers of the pooled values' scale: what has to be saved.
    Without ``copy`` they are the model's own where they can be: to be written at once.
    """
    wanted = {name for name, value in model.named_parameters() if value.requires_grad}
    wanted |= {"centre", "spread", "head.weight", "head.bias"}
    found = {name: value for name, value in model.state_dict().items() if name in wanted}
    plain = {name: value.detach().to("cpu").contiguous() for name, value in found.items()}
    return {name: value.clone() for name, value in plain.items()} if copy else plain


def restore(model: nn.Module, weights: Mapping[str, torch.Tensor]) -> None:
    """Put back what :func:`learned` gave. Raises ``RuntimeError`` if it is not all there."""
    outcome = model.load_state_dict(dict(weights), strict=False)
    absent = {name for name, value in model.named_parameters() if value.requires_grad}
    absent &= set(outcome.missing_keys)
    if absent or outcome.unexpected_keys:
        raise RuntimeError(f"weights do not fit the model: {sorted(absent)[:5]}")

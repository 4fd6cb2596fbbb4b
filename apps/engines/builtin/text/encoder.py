"""A text encoder with mean pooling and one linear layer on top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoConfig, AutoModel, AutoTokenizer

LEAST_SPREAD = 1e-6


class TextModel(nn.Module):
    """Tokens (rows, length) → scores (rows, outputs).

    The mean over the tokens is centred and scaled as it was on the training rows before anything
    was learned, so that the linear layer meets values of about one whatever the base model.
    """

    def __init__(self, encoder: nn.Module, width: int, outputs: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.hidden = width
        self.head = nn.Linear(width, outputs)
        self.register_buffer("centre", torch.zeros(width))
        self.register_buffer("spread", torch.ones(()))

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(rows, width) the mean over each row's tokens, float32."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        return (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)

    def scaled(self, pooled: torch.Tensor) -> torch.Tensor:
        """What the linear layer sees."""
        return (pooled - self.centre) / self.spread

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.head(self.scaled(self.pooled(ids, mask)))

    def measure(self, pooled: torch.Tensor) -> None:
        """Take centre and spread from the pooled training rows (n, width)."""
        centre = pooled.mean(0)
        spread = (pooled - centre).pow(2).mean().sqrt().clamp(min=LEAST_SPREAD)
        self.centre.copy_(centre)
        self.spread.copy_(spread)


def load_config(path: Path, *, dropout: bool) -> Any:
    """The configuration of a base model; without dropout all its rates are zero."""
    config = AutoConfig.from_pretrained(path, local_files_only=True, trust_remote_code=False)
    if not dropout:
        for name, value in config.to_dict().items():
            if "drop" in name and isinstance(value, float):
                setattr(config, name, 0.0)
    return config


def load_encoder(path: Path, *, dropout: bool, eager: bool) -> Any:
    """The encoder alone, float32, from safetensors, with no code of its own and no pooler.

    ``eager`` asks for attention without fused kernels, which is faster in bfloat16 on a CPU.
    """
    config = load_config(path, dropout=dropout)
    options = {
        "config": config,
        "local_files_only": True,
        "trust_remote_code": False,
        "use_safetensors": True,
        "dtype": torch.float32,
    }
    encoder = None
    if not eager:
        with suppress(ValueError):  # architectures without fused attention say so
            encoder = AutoModel.from_pretrained(path, attn_implementation="sdpa", **options)
    if encoder is None:
        encoder = AutoModel.from_pretrained(path, attn_implementation="eager", **options)
    return without_pooler(encoder)


def without_pooler(encoder: Any) -> Any:
    """The first token's pooler is not used: mean pooling is better for short texts."""
    if hasattr(encoder, "pooler"):
        encoder.pooler = None
    return encoder


class Tokens:
    """Texts as token numbers, cut at ``limit``."""

    def __init__(self, path: Path, *, prefix: str, limit: int) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(
            path, local_files_only=True, trust_remote_code=False, use_fast=True
        )
        self.prefix, self.limit = prefix, limit
        self.pad = int(self._tokenizer.pad_token_id or 0)
        self.unknown = self._tokenizer.unk_token_id

    def save(self, folder: Path) -> None:
        self._tokenizer.save_pretrained(folder)

    def __call__(self, texts: Sequence[str]) -> tuple[list[list[int]], list[int]]:
        """Token numbers of each text, and how many there were before cutting."""
        if not texts:
            return [], []
        whole = self._tokenizer(
            [self.prefix + text for text in texts],
            truncation=False,
            verbose=False,
            return_attention_mask=False,
        )["input_ids"]
        return [self._cut(ids) for ids in whole], [len(ids) for ids in whole]

    def _cut(self, ids: list[int]) -> list[int]:
        """The last token closes the text in every architecture that is offered: it stays."""
        return ids if len(ids) <= self.limit else [*ids[: self.limit - 1], ids[-1]]

    def unknown_share(self, rows: Sequence[Sequence[int]]) -> float:
        """Share of tokens that the base model has no word or part of a word for."""
        total = sum(len(row) for row in rows)
        if self.unknown is None or not total:
            return 0.0
        return sum(list(row).count(self.unknown) for row in rows) / total


def longest(config: Any) -> int:
    """Tokens that a base model can read at most."""
    found = getattr(config, "max_position_embeddings", None)
    if not isinstance(found, int) or found <= 0:
        return 512
    # RoBERTa and its kin count positions from behind the padding token's number.
    behind = {"roberta", "xlm-roberta", "mpnet"}
    return found - 2 if config.model_type in behind else found


def padded(
    rows: Sequence[Sequence[int]], pad: int, device: Any
) -> tuple[torch.Tensor, torch.Tensor]:
    """Token numbers and mask, (rows, longest)."""
    width = max(len(row) for row in rows)
    ids = torch.full((len(rows), width), pad, dtype=torch.long)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row, dtype=torch.long)
        mask[place, : len(row)] = 1
    return ids.to(device), mask.to(device)


def parameters(model: nn.Module, *, learning: bool = False) -> int:
    """How many numbers the model has, or learns."""
    return sum(
        math.prod(value.shape)
        for value in model.parameters()
        if value.requires_grad or not learning
    )

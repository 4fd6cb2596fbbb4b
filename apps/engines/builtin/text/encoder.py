"""A text encoder with mean pooling and one linear layer on top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import AutoConfig, AutoModel, AutoTokenizer

LEAST_SPREAD = 1e-6
AT_ONCE = 4096  # texts: what the tokenizer knows of each takes ten times what is kept of it
Rows = Sequence[Sequence[int]]


class PooledModel(nn.Module):
    """An encoder that is averaged over the tokens of each sequence, and what is made of it.

    ``hidden`` is the encoder's size, ``width`` that of a row's pooled values, ``outputs`` that of
    its scores. ``centre`` (width,) and ``spread`` () bring pooled values to about one.
    """

    centre: torch.Tensor
    spread: torch.Tensor

    def __init__(self, encoder: nn.Module, *, hidden: int, width: int, outputs: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.hidden, self.width, self.outputs = hidden, width, outputs

    def sequences(self, rows: Rows) -> Rows:
        """What the encoder reads of these rows: the sequences of one batch."""
        return rows

    def inputs(self) -> tuple[str, ...]:
        """What the encoder is told, by the names that transformers gives them."""
        return "input_ids", "attention_mask"

    def averaged(self, ids: torch.Tensor, mask: torch.Tensor, **more: torch.Tensor) -> torch.Tensor:
        """(sequences, hidden) the mean over each sequence's tokens, float32."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask, **more).last_hidden_state.float()
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        return (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(rows, width) what is known of each row before a layer is learned."""
        return self.averaged(ids, mask)

    def measure(self, pooled: torch.Tensor) -> None:
        """Take centre and spread from the pooled training rows (n, width), where they are used."""

    def begin(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        """Start from a linear layer, where there is one: (outputs, width), (outputs,)."""


class TextModel(PooledModel):
    """Tokens (rows, length) → scores (rows, outputs).

    The mean over the tokens is centred and scaled as it was on the training rows before anything
    was learned, so that the linear layer meets values of about one whatever the base model.
    """

    def __init__(self, encoder: nn.Module, width: int, outputs: int) -> None:
        super().__init__(encoder, hidden=width, width=width, outputs=outputs)
        self.head = nn.Linear(width, outputs)
        self.register_buffer("centre", torch.zeros(width))
        self.register_buffer("spread", torch.ones(()))

    def scaled(self, pooled: torch.Tensor) -> torch.Tensor:
        """What the linear layer sees."""
        return (pooled - self.centre) / self.spread

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.head(self.scaled(self.pooled(ids, mask)))

    def measure(self, pooled: torch.Tensor) -> None:
        centre = pooled.mean(0)
        spread = (pooled - centre).pow(2).mean().sqrt().clamp(min=LEAST_SPREAD)
        self.centre.copy_(centre)
        self.spread.copy_(spread)

    def seen(self, pooled: np.ndarray) -> np.ndarray:
        """(n, width) what the linear layer sees of ``pooled`` values (n, width)."""
        with torch.inference_mode():
            values = self.scaled(torch.from_numpy(pooled).to(self.centre))
        found: np.ndarray = values.cpu().numpy()
        return found

    def topped(self, values: np.ndarray) -> np.ndarray:
        """(n, outputs) the scores of what the linear layer sees (n, width)."""
        with torch.inference_mode():
            scores = self.head(torch.from_numpy(values).to(self.head.weight))
        found: np.ndarray = scores.cpu().numpy()
        return found

    def begin(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        with torch.no_grad():
            self.head.weight.copy_(weight.to(self.head.weight))
            self.head.bias.copy_(bias.to(self.head.bias))


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
        self.opening = self._tokenizer.cls_token_id

    def save(self, folder: Path) -> None:
        self._tokenizer.save_pretrained(folder)

    def __call__(self, texts: Sequence[str]) -> tuple[list[list[int]], list[int]]:
        """Token numbers of each text, and how many there were before cutting."""
        found: list[list[int]] = []
        lengths: list[int] = []
        for start in range(0, len(texts), AT_ONCE):
            whole = self._tokenizer(
                [self.prefix + text for text in texts[start : start + AT_ONCE]],
                truncation=False,
                verbose=False,
                return_attention_mask=False,
            )["input_ids"]
            found += [cut(ids, self.limit) for ids in whole]
            lengths += [len(ids) for ids in whole]
        return found, lengths

    def words(self) -> list[str]:
        """Entries of the vocabulary that are whole words or look like them, in order."""
        marks = "\u0120\u2581"  # what two kinds of tokenizers set before a word
        found = {entry.lstrip(marks) for entry in self._tokenizer.get_vocab()}
        return sorted(word for word in found if word.isalpha())

    def unknown_share(self, rows: Rows) -> float:
        """Share of tokens that the base model has no word or part of a word for."""
        total = sum(len(row) for row in rows)
        if self.unknown is None or not total:
            return 0.0
        return sum(list(row).count(self.unknown) for row in rows) / total


def cut(ids: list[int], limit: int) -> list[int]:
    """At most so many tokens. The last one closes the text in every architecture that is offered:
    it stays.
    """
    return ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]]


def longest(config: Any) -> int:
    """Tokens that a base model can read at most."""
    found = getattr(config, "max_position_embeddings", None)
    if not isinstance(found, int) or found <= 0:
        return 512
    # RoBERTa and its kin count positions from behind the padding token's number.
    behind = {"roberta", "xlm-roberta", "mpnet"}
    return found - 2 if config.model_type in behind else found


def padded(rows: Rows, pad: int, device: Any) -> tuple[torch.Tensor, torch.Tensor]:
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

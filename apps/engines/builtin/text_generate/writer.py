"""A language model that tells how likely an answer is: what it learns by, and is judged by.

Several short examples share a row of a causal model (Krell et al. 2021, Efficient sequence packing
without cross-contamination): positions start anew, and no token attends to another example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, GenerationConfig

from apps.core.messages import msg
from apps.engines.base_models.architectures import SEQ2SEQ
from apps.engines.builtin.text.encoder import load_config, padded
from apps.engines.builtin.text.params import Method
from apps.engines.contract import Refusal

PACKED_TOKENS = 256  # of a row that several examples share, where none of them is longer
NOTHING = -100  # the label of what is not learned
_LLAMA = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
_T5 = ("q", "k", "v", "o", "wi", "wi_0", "wi_1", "wo")
# Architecture → the linear layers that LoRA adds to.
LINEAR: Mapping[str, tuple[str, ...]] = {
    "bart": ("q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"),
    "gpt2": ("c_attn", "c_proj", "c_fc"),
    "gpt_neox": ("query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"),
    "llama": _LLAMA,
    "mistral": _LLAMA,
    "mt5": _T5,
    "qwen2": _LLAMA,
    "qwen3": _LLAMA,
    "t5": _T5,
}
Ids = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Layout:
    """Examples in rows, each (rows, width): token numbers, positions, which example a token is of
    (-1: none), and whether it tells the next token of an answer.
    """

    ids: torch.Tensor
    positions: torch.Tensor
    owner: torch.Tensor
    tells: torch.Tensor

    @property
    def mask(self) -> torch.Tensor:
        """(rows, 1, width, width) whether a token may attend to another: to those before it of its
        own example, and to itself, so that filling has something to attend to.
        """
        width = self.ids.shape[1]
        before = torch.ones(width, width, dtype=torch.bool, device=self.ids.device).tril()
        own = self.owner[:, :, None] == self.owner[:, None, :]
        return (own & before)[:, None]


class Writer(nn.Module):
    """Prompts with their answers → (n, 1) log-likelihood of each answer, its end included.

    ``packs`` says that several examples share a row.
    """

    def __init__(self, language: Any, *, pad: int, packs: bool) -> None:
        super().__init__()
        self.language = language
        self.pad = pad
        self.seq2seq = reads_first(language.config)
        self.packs = packs and can_pack(language.config)
        self.hidden = int(language.config.hidden_size)

    @property
    def encoder(self) -> nn.Module:
        """What a method was attached to, as the trainer calls it."""
        return self.language

    def forward(self, ids: Ids, answers: Sequence[int]) -> torch.Tensor:
        """``ids`` are prompt and answer of each example, of which the last ``answers`` numbers are
        the answer.
        """
        found = self._read_first(ids, answers) if self.seq2seq else self._go_on(ids, answers)
        return found[:, None]

    def _go_on(self, ids: Ids, answers: Sequence[int]) -> torch.Tensor:
        lengths = [len(row) for row in ids]
        rows = packed(lengths, PACKED_TOKENS) if self.packs else [[at] for at in range(len(ids))]
        layout = laid_out(ids, answers, rows, self.pad, self.language.device)
        shared = any(len(row) > 1 for row in rows)
        hidden = self.language.base_model(
            input_ids=layout.ids,
            position_ids=layout.positions,
            attention_mask=self._kept_apart(layout) if shared else (layout.owner >= 0).long(),
            use_cache=False,
        ).last_hidden_state
        told = layout.tells.nonzero(as_tuple=True)
        scores = self.language.get_output_embeddings()(hidden[told])  # of the answers alone
        following = layout.ids[told[0], told[1] + 1]
        lost = functional.cross_entropy(scores.float(), following, reduction="none")
        total = lost.new_zeros(len(ids))
        return total.index_add(0, layout.owner[told], -lost)

    def _kept_apart(self, layout: Layout) -> torch.Tensor:
        """The mask as the attention wants it: eager adds it to its scores."""
        mask = layout.mask
        if self.language.config._attn_implementation != "eager":
            return mask
        return torch.zeros(mask.shape, device=mask.device).masked_fill(~mask, -1e30)

    def _read_first(self, ids: Ids, answers: Sequence[int]) -> torch.Tensor:
        device = self.language.device
        pairs = list(zip(ids, answers, strict=True))
        prompts, mask = padded([row[: len(row) - n] for row, n in pairs], self.pad, device)
        written, real = padded([row[len(row) - n :] for row, n in pairs], self.pad, device)
        labels = written.masked_fill(real == 0, NOTHING)
        scores = self.language(
            input_ids=prompts,
            attention_mask=mask,
            decoder_input_ids=self.language.prepare_decoder_input_ids_from_labels(labels),
            use_cache=False,
        ).logits
        lost = functional.cross_entropy(
            scores.float().transpose(1, 2), labels, ignore_index=NOTHING, reduction="none"
        )
        return -lost.sum(dim=1)


def reads_first(config: Any) -> bool:
    """Whether a model reads its prompt with an encoder, and does not go on from it."""
    return config.model_type in SEQ2SEQ


def can_pack(config: Any) -> bool:
    """Whether examples that share a row can be kept apart: positions are given from outside, and
    no attention of the model's own is narrower than a row.
    """
    if reads_first(config):
        return False
    window = getattr(config, "sliding_window", None)
    return not window or int(window) >= PACKED_TOKENS


def packed(lengths: Sequence[int], room: int) -> list[list[int]]:
    """Examples of each row: the longest first, each into the first row with room for it."""
    room = max(room, *lengths)
    rows: list[list[int]] = []
    free: list[int] = []
    for example in np.argsort(-np.asarray(lengths), kind="stable").tolist():
        place = next((at for at, left in enumerate(free) if left >= lengths[example]), None)
        if place is None:
            rows.append([])
            free.append(room)
            place = len(rows) - 1
        rows[place].append(example)
        free[place] -= lengths[example]
    return rows


def laid_out(
    ids: Ids, answers: Sequence[int], rows: list[list[int]], pad: int, device: Any
) -> Layout:
    """The examples of each row one after another."""
    width = max(sum(len(ids[example]) for example in row) for row in rows)
    tokens = np.full((len(rows), width), pad, dtype=np.int64)
    positions = np.zeros((len(rows), width), dtype=np.int64)
    owner = np.full((len(rows), width), -1, dtype=np.int64)
    tells = np.zeros((len(rows), width), dtype=bool)
    for at, row in enumerate(rows):
        start = 0
        for example in row:
            end = start + len(ids[example])
            tokens[at, start:end] = ids[example]
            positions[at, start:end] = np.arange(end - start)
            owner[at, start:end] = example
            tells[at, end - answers[example] - 1 : end - 1] = True
            start = end
    parts = (torch.from_numpy(part).to(device) for part in (tokens, positions, owner, tells))
    return Layout(*parts)


def check(architecture: str) -> None:
    """Refuse a kind of model that does not write, and say what does."""
    if architecture not in LINEAR:
        raise Refusal(
            msg("Models of the kind '{kind}' cannot be used here.", kind=architecture),
            fix=msg("Choose one of these kinds: {kinds}.", kinds=sorted(LINEAR)),
            field="base",
        )


def load_language(path: Path, *, dropout: bool, eager: bool) -> Any:
    """The language model, float32, from safetensors, with no code of its own."""
    config = load_config(path, dropout=dropout)
    check(config.model_type)
    language = _kind(config).from_pretrained(
        path,
        config=config,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        dtype=torch.float32,
        attn_implementation="eager" if eager else "sdpa",
    )
    return _plain(language)


def empty_language(path: Path) -> Any:
    """The same with weights that have to be put in."""
    config = load_config(path, dropout=True)
    check(config.model_type)
    return _plain(_kind(config).from_config(config, dtype=torch.float32))


def _kind(config: Any) -> Any:
    return AutoModelForSeq2SeqLM if reads_first(config) else AutoModelForCausalLM


def _plain(language: Any) -> Any:
    """How answers are drawn is said by who asks, not by the base model's own preferences."""
    start = language.config.to_dict().get("decoder_start_token_id")
    language.generation_config = GenerationConfig(decoder_start_token_id=start)
    return language


def attach(language: Any, method: Method, *, rank: int) -> None:
    """Add in place what learns, and freeze the rest."""
    language.requires_grad_(method == "full")
    if method == "lora":
        from peft import LoraConfig, LoraModel  # heavy, and only this method needs it

        kind = language.config.model_type
        LoraModel(
            language,
            LoraConfig(
                r=rank,
                lora_alpha=2 * rank,
                target_modules=list(LINEAR[kind]),
                fan_in_fan_out=kind == "gpt2",  # whose layers hold their weights turned
            ),
            "default",
        )

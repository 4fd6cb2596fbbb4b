"""How large a base model is inside, read from its configuration: for what it will need of memory.

Imports nothing heavy. The numbers of weights come from the heads of the files, as on its page.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from apps.engines.base_models import packed, reading
from apps.engines.base_models.architectures import WRITERS
from apps.engines.builtin.text import bases

WORDS = ("vocab_size",)
GATED = frozenset({"llama", "mistral", "modernbert", "qwen2", "qwen3"})
# What architectures call the same thing, the usual name first.
HIDDEN = ("hidden_size", "dim", "n_embd", "d_model")
LAYERS = ("num_hidden_layers", "n_layers", "n_layer", "num_layers", "encoder_layers")
DECODER_LAYERS = ("num_decoder_layers", "decoder_layers")
HEADS = ("num_attention_heads", "n_heads", "n_head", "num_heads", "encoder_attention_heads")
FEED = ("intermediate_size", "hidden_dim", "n_inner", "d_ff", "encoder_ffn_dim")


@dataclass(frozen=True)
class Shape:
    """``parameters`` of all kinds, of which ``embedded`` stand in the table of ``words``. ``feed``
    is the width between the two layers of a feed-forward block, of which a ``gated`` one has two.
    A model that ``writes`` has a likelihood for each word of the table.
    """

    parameters: int
    embedded: int
    words: int
    hidden: int
    layers: int
    heads: int
    feed: int
    gated: bool = False
    writes: bool = False


# Of MiniLM-L6: where a configuration says nothing, or no base model was found.
USUAL = Shape(22_713_216, 11_720_448, 30_522, 384, 6, 12, 1536)


def of(base: bases.Base | None) -> Shape:
    """The shape of a base model; a usual one where it cannot be told."""
    if base is None:
        return USUAL
    try:
        return _read(base.path, base.id, base.path.stat().st_mtime)
    except (OSError, ValueError, TypeError, struct.error, reading.Unreadable):
        return USUAL


@lru_cache(maxsize=64)
def _read(path: Path, base_id: str, changed: float) -> Shape:
    if base_id == bases.MULTILINGUAL:
        sizes = packed.sizes(path)
        words, hidden = sizes.words, sizes.hidden
        numbers = packed.read(path).parameters or 0
        table = words * hidden
        return Shape(numbers, table, words, hidden, sizes.layers, sizes.heads, sizes.feed)
    config = json.loads((path / reading.CONFIG).read_text(encoding="utf-8"))
    numbers = reading.read(path).parameters or 0
    return of_config(config, numbers)


def of_config(config: Mapping[str, Any], parameters: int) -> Shape:
    """The shape of a model with this configuration and so many weights (0: not known)."""
    hidden = _number(config, HIDDEN) or USUAL.hidden
    table = int(config.get("embedding_size") or hidden)  # ALBERT's and ELECTRA's is narrower
    return Shape(
        parameters=parameters or USUAL.parameters,
        embedded=_number(config, WORDS) * table,
        words=_number(config, WORDS),
        hidden=hidden,
        layers=(_number(config, LAYERS) or USUAL.layers) + _number(config, DECODER_LAYERS),
        heads=_number(config, HEADS) or USUAL.heads,
        feed=_number(config, FEED) or 4 * hidden,
        gated=config.get("model_type") in GATED,
        writes=config.get("model_type") in WRITERS,
    )


def _number(config: Mapping[str, Any], names: tuple[str, ...]) -> int:
    return next((int(config[name]) for name in names if config.get(name)), 0)

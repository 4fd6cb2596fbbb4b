"""A base model on paper: configuration, tokenizer and the head of its weights, made by hand.

It needs none of the models extra. It is listed as any other; nothing can learn from it.
"""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

SHAPES = {"embeddings.word_embeddings.weight": [200, 32], "encoder.layer.0.output.dense.bias": [32]}
PARAMETERS = 200 * 32 + 32


def weights(shapes=SHAPES, dtype="F32") -> bytes:
    """A safetensors file of zeros."""
    head, place = {"__metadata__": {"format": "pt"}}, 0
    for name, shape in shapes.items():
        size = (8 if dtype == "I64" else 4) * math.prod(shape)
        head[name] = {"dtype": dtype, "shape": shape, "data_offsets": [place, place + size]}
        place += size
    text = json.dumps(head).encode()
    return struct.pack("<Q", len(text)) + text + bytes(place)


def make(folder: Path, *, card="---\nlicense: mit\nlanguage: en\n---\n", **config) -> Path:
    """A usable folder; ``config`` is added to its configuration."""
    folder.mkdir(parents=True)
    kept = {"model_type": "bert", "hidden_size": 32, **config}
    (folder / "config.json").write_text(json.dumps(kept))
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(weights())
    if card:
        (folder / "README.md").write_text(card)
    return folder

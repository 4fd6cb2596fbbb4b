"""The saved model: a folder of JSON, tokenizer and safetensors. No pickle, no code.

Methods that leave the base model as it is save only what they added, and find their base again by
the hash of its weights; a model that learned as a whole is saved as a whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel
from safetensors.torch import load_file, save_file
from transformers import AutoModel

from apps.core.messages import msg
from apps.engines.builtin.text import bases, methods
from apps.engines.builtin.text.encoder import (
    TextModel,
    Tokens,
    load_config,
    load_encoder,
    without_pooler,
)
from apps.engines.builtin.text.params import Method
from apps.engines.contract import Refusal

FILE = "model.json"
WEIGHTS = "weights.safetensors"
FORMAT = 1


class SavedText(BaseModel):
    """All that prediction needs besides weights and tokenizer."""

    format: int = FORMAT
    task: str
    text: str  # name of the column
    label: str
    labels: list[str]
    temperature: float
    base: str
    base_hash: str
    prefix: str
    method: Method
    rank: int
    steps: int
    max_tokens: int
    width: int


def save(folder: Path, facts: SavedText, model: TextModel, tokens: Tokens) -> None:
    """Write the model into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(facts.model_dump_json(indent=1), encoding="utf-8")
    tokens.save(folder)
    model.encoder.config.save_pretrained(folder)
    save_file(methods.learned(model), folder / WEIGHTS, metadata={"format": "pt"})


def read_facts(folder: Path) -> SavedText:
    """What the folder says of its model."""
    facts = SavedText.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
    if facts.format != FORMAT:
        raise Refusal(
            msg("The model was saved by another version of Lepton."), fix=msg("Train it again.")
        )
    return facts


def load(folder: Path, device: Any, scratch: Path) -> tuple[SavedText, TextModel, Tokens]:
    """The model as it was when it was saved, ready to read texts."""
    facts = read_facts(folder)
    if facts.method == "full":
        config = load_config(folder, dropout=True)
        encoder = without_pooler(AutoModel.from_config(config))
    else:
        encoder = load_encoder(_base(facts, scratch), dropout=True, eager=False)
    attached = methods.attach(encoder, facts.method, rank=facts.rank, steps=facts.steps)
    model = TextModel(attached, facts.width, len(facts.labels))
    methods.restore(model, load_file(folder / WEIGHTS))
    tokens = Tokens(folder, prefix=facts.prefix, limit=facts.max_tokens)
    return facts, model.to(device).eval(), tokens


def _base(facts: SavedText, scratch: Path) -> Path:
    base = bases.find(facts.base)
    if base is None:
        raise bases.missing(facts.base)
    path = bases.prepared(base, scratch)
    if bases.fingerprint(path) != facts.base_hash:
        raise Refusal(
            msg("The base model '{base}' is not the one this model learned from.", base=base.name),
            fix=msg("Ask an administrator for the former base model, or train again."),
        )
    return path

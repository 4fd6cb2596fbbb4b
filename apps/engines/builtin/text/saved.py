"""The saved model: a folder of JSON, tokenizer and safetensors. No pickle, no code.

Methods that leave the base model as it is save only what they added, and find their base again by
the hash of its weights; a model that learned as a whole is saved as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from pydantic import BaseModel
from safetensors.numpy import load_file as load_arrays
from safetensors.numpy import save_file as save_arrays
from safetensors.torch import load_file, save_file
from transformers import AutoModel

from apps.core.messages import msg
from apps.engines.base_models.architectures import Purpose
from apps.engines.builtin.text import bases, methods
from apps.engines.builtin.text.encoder import (
    PooledModel,
    TextModel,
    Tokens,
    load_config,
    load_encoder,
    without_pooler,
)
from apps.engines.builtin.text.facts import E, Outcome
from apps.engines.builtin.text.params import Method, Separator
from apps.engines.contract import Refusal

FILE = "model.json"
WEIGHTS = "weights.safetensors"
ARRAYS = "more.safetensors"
KNOWN = "known.safetensors"
FORMAT = 1
Arrays = Mapping[str, np.ndarray]


class SavedText(BaseModel):
    """All that prediction needs besides weights and tokenizer; a kind of target adds its own."""

    format: int = FORMAT
    task: str
    text: str  # name of the column
    label: str
    base: str
    base_hash: str
    prefix: str
    method: Method
    rank: int
    steps: int
    max_tokens: int
    width: int

    @property
    def outputs(self) -> int:
        """Scores that the last layer gives."""
        return 1

    def model(self, encoder: Any) -> PooledModel:
        """What answers, around an encoder."""
        return TextModel(encoder, self.width, self.outputs)


class SavedClasses(SavedText):
    """One class of several: scores are divided by the temperature."""

    labels: list[str]
    temperature: float

    @property
    def outputs(self) -> int:
        return len(self.labels)


class SavedIntents(SavedClasses):
    """One of several intents, or none: where the score of a ``kind`` is below the ``threshold``.
    ``outside`` is what the table calls that, '' if it has no such rows.
    """

    kind: Literal["chance", "energy", "nearness"]
    threshold: float
    outside: str


class SavedLabels(SavedClasses):
    """Any number of labels: each is said from its threshold on, a probability. ``separator`` is
    what parts the labels of a cell.
    """

    thresholds: list[float]
    separator: Separator


class SavedNumber(SavedText):
    """A number: ``mean`` and ``scale`` turn a score into the user's unit.

    ``radius`` is half the width of intervals that hold a share of ``level``; ``low`` and ``high``
    are the ends of what was learned from.
    """

    mean: float
    scale: float
    radius: float
    level: float
    low: float
    high: float
    unit: str


S = TypeVar("S", bound=SavedText)


def common(outcome: Outcome[E]) -> dict[str, Any]:
    """The members that all saved models have, besides the task."""
    facts = outcome.facts
    return {
        "text": facts.text,
        "label": facts.label,
        "base": facts.base.id,
        "base_hash": facts.base_hash,
        "prefix": facts.base.prefix,
        "method": facts.params.method,
        "rank": facts.params.rank,
        "steps": facts.steps,
        "max_tokens": facts.max_tokens,
        "width": outcome.model.hidden,
    }


def save(
    folder: Path,
    facts: SavedText,
    model: PooledModel,
    tokens: Tokens,
    more: Arrays | None = None,
    known: np.ndarray | None = None,
) -> None:
    """Write the model into ``folder``, with what a kind of target has ``more`` to keep, and the
    identities (n,) of texts that it has ``known``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(facts.model_dump_json(indent=1), encoding="utf-8")
    tokens.save(folder)
    model.encoder.config.save_pretrained(folder)
    save_file(methods.learned(model, copy=False), folder / WEIGHTS, metadata={"format": "pt"})
    if more:
        save_arrays(dict(more), folder / ARRAYS)
    if known is not None:
        save_arrays({"texts": known}, folder / KNOWN)


def known(folder: Path) -> np.ndarray | None:
    """(n,) identities of the texts that the model learned from or was chosen by; None where it was
    saved before they were kept.
    """
    path = folder / KNOWN
    return load_arrays(path)["texts"] if path.is_file() else None


def arrays(folder: Path) -> Arrays:
    """What a kind of target had more to keep; empty where there was nothing."""
    path = folder / ARRAYS
    return load_arrays(path) if path.is_file() else {}


def task_of(folder: Path) -> str:
    """The kind of target of the model in the folder. Raises ``Refusal`` for another format."""
    facts = SavedText.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
    if facts.format != FORMAT:
        raise Refusal(
            msg("The model was saved by another version of Lepton."), fix=msg("Train it again.")
        )
    return facts.task


def load(folder: Path, kind: type[S], device: Any, scratch: Path) -> tuple[S, PooledModel, Tokens]:
    """The model as it was when it was saved, ready to read texts."""
    task_of(folder)
    facts = kind.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
    if facts.method == "full":
        config = load_config(folder, dropout=True)
        encoder = without_pooler(AutoModel.from_config(config))
    else:
        encoder = load_encoder(base_of(facts, scratch), dropout=True, eager=False)
    attached = methods.attach(encoder, facts.method, rank=facts.rank, steps=facts.steps)
    model = facts.model(attached)
    methods.restore(model, load_file(folder / WEIGHTS))
    tokens = Tokens(folder, prefix=facts.prefix, limit=facts.max_tokens)
    return facts, model.to(device).eval(), tokens


def base_of(facts: SavedText, scratch: Path, purpose: Purpose = "reads") -> Path:
    """The folder of the base model that only what was added to was saved. Raises ``Refusal``."""
    base = bases.find(facts.base, purpose)
    if base is None:
        raise bases.missing(facts.base)
    path = bases.prepared(base, scratch)
    if bases.fingerprint(path) != facts.base_hash:
        raise Refusal(
            msg("The base model '{base}' is not the one this model learned from.", base=base.name),
            fix=msg("Ask an administrator for the former base model, or train again."),
        )
    return path

"""Of an encoder's table of words, only the rows of words that occur take part in a training.

The others have no gradient, yet an optimiser goes over all of them at each step: half of MiniLM's
numbers, four fifths of a multilingual model's. A table of the words that occur gives the same
steps, but that the others do not decay: what a training says nothing about stays as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from torch import nn
from torch.nn import functional

from apps.engines.builtin.text.encoder import PooledModel, Rows

LEARNED = ".learned"  # how the name of what learns of a table ends
AT_ONCE = 4096  # rows whose sequences are made at a time


class OccurringWords(nn.Module):
    """Stands in for ``table`` while the rows ``words`` (n,) of it learn. Token numbers (…,) →
    (…, width); a word that does not occur is looked up in the table, which does not learn.
    """

    place: torch.Tensor

    def __init__(self, table: nn.Embedding, words: torch.Tensor) -> None:
        super().__init__()
        table.weight.requires_grad_(False)
        self.table, self.words = table, words
        self.learned = nn.Parameter(table.weight[words].clone())
        place = torch.full((table.num_embeddings,), -1, dtype=torch.long)
        place[words.cpu()] = torch.arange(len(words))
        self.register_buffer("place", place.to(words.device), persistent=False)
        padding = table.padding_idx
        known = padding is not None and bool(place[padding] >= 0)
        self._padding = int(place[padding]) if known else None

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        rows = self.place[ids]
        if self.training:  # all of them occur
            return functional.embedding(rows, self.learned, self._padding)
        occurs = (rows >= 0).unsqueeze(-1)
        found = functional.embedding(rows.clamp(min=0), self.learned)
        return torch.where(occurs, found, self.table(ids))

    def whole(self) -> nn.Embedding:
        """The table with what was learned in its place."""
        with torch.no_grad():
            self.table.weight[self.words] = self.learned
        self.table.weight.requires_grad_(True)
        return self.table


def narrow(model: nn.Module, rows: Rows, pad: int) -> bool:
    """Let the words of ``rows`` learn alone, where the model's table would learn; whether it did.

    ``rows`` are the token numbers of all rows to learn from.
    """
    if not isinstance(model, PooledModel):
        return False  # what writes has a likelihood for each word of its table
    encoder: Any = model.encoder
    table: Any = _table(model)
    if type(table) is not nn.Embedding or not table.weight.requires_grad:
        return False
    words = torch.from_numpy(occurring(model, rows, pad)).to(table.weight.device)
    encoder.set_input_embeddings(OccurringWords(table, words).train(table.training))
    return True


def kept_whole(checkpoint: Path | None) -> bool:
    """Whether a run goes on from a ``checkpoint`` that was written before tables were narrowed: it
    goes on with the whole table, as it began.
    """
    if checkpoint is None:
        return False
    with safe_open(checkpoint, framework="pt", device="cpu") as file:
        return not any(name.endswith(LEARNED) for name in file.keys())  # noqa: SIM118


def widen(model: nn.Module) -> None:
    """Undo :func:`narrow`, with what was learned."""
    words = _table(model)
    if isinstance(words, OccurringWords):
        encoder: Any = model.encoder
        encoder.set_input_embeddings(words.whole())


def _table(model: nn.Module) -> nn.Module | None:
    """What turns token numbers into vectors; None where the encoder does not tell."""
    found: nn.Module | None = None
    if hasattr(model.encoder, "get_input_embeddings"):
        encoder: Any = model.encoder
        found = encoder.get_input_embeddings()
    return found


def occurring(model: PooledModel, rows: Rows, pad: int) -> np.ndarray:
    """(n,) the numbers of the words that the encoder reads of ``rows``, in order."""
    found = np.array([pad])
    for start in range(0, len(rows), AT_ONCE):
        sequences = model.sequences(rows[start : start + AT_ONCE])
        found = np.union1d(found, np.concatenate([np.asarray(one) for one in sequences]))
    return found.astype(np.int64)

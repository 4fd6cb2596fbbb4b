"""Two ways of comparing: each text on its own, or both in one sequence.

Reimers and Gurevych (2019), Sentence-BERT; Nogueira and Cho (2019), Passage re-ranking with BERT.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from apps.engines.builtin.text import methods
from apps.engines.builtin.text.encoder import PooledModel, Tokens, cut, longest


class PairIds(list[int]):
    """Token numbers of both texts of a row, one text after the other."""

    def __init__(self, first: Sequence[int], second: Sequence[int], *, opens: bool) -> None:
        """``opens`` says that the second text begins with the token that opens a sequence."""
        super().__init__([*first, *second])
        self._cut, self._opens = len(first), opens

    @property
    def first(self) -> list[int]:
        return self[: self._cut]

    @property
    def second(self) -> list[int]:
        return self[self._cut :]

    def joined(self, limit: int) -> list[int]:
        """One sequence of both: opened once, each text closed. The longer text is cut first."""
        first, second = self.first, self.second[1:] if self._opens else self.second
        if len(first) + len(second) <= limit:
            return [*first, *second]
        half = limit // 2
        one = max(half, limit - len(second)) if len(first) > half else len(first)
        return [*cut(first, one), *cut(second, limit - one)]


def pair_ids(
    tokens: Tokens, first: Sequence[str], second: Sequence[str]
) -> tuple[list[PairIds], list[int]]:
    """Token numbers of pairs, and how many the longer text of each had before cutting."""
    one, one_length = tokens(first)
    other, other_length = tokens(second)
    rows = [
        PairIds(a, b, opens=bool(b) and b[0] == tokens.opening)
        for a, b in zip(one, other, strict=True)
    ]
    return rows, [max(pair) for pair in zip(one_length, other_length, strict=True)]


class BiEncoder(PooledModel):
    """Pairs of texts → (rows, 2 · hidden) embeddings, the first text's beside the second's."""

    def __init__(self, encoder: nn.Module, hidden: int) -> None:
        super().__init__(encoder, hidden=hidden, width=2 * hidden, outputs=2 * hidden)
        self.register_buffer("centre", torch.zeros(2 * hidden), persistent=False)
        self.register_buffer("spread", torch.ones(()), persistent=False)

    def sequences(self, rows: Sequence[Any]) -> list[list[int]]:
        """All first texts, then all second texts."""
        return [*(row.first for row in rows), *(row.second for row in rows)]

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return torch.cat(self.averaged(ids, mask).chunk(2), dim=1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.pooled(ids, mask)


class CrossEncoder(PooledModel):
    """Pairs of texts in one sequence → (rows, 1) scores. The mean over all tokens is normalised,
    so that the linear layer meets values of about one whatever the base model.
    """

    def __init__(self, encoder: Any, hidden: int) -> None:
        super().__init__(encoder, hidden=hidden, width=hidden, outputs=1)
        self.head = nn.Linear(hidden, 1)
        self.limit = longest(encoder.config)
        self.segments = (getattr(encoder.config, "type_vocab_size", 0) or 0) > 1

    @property
    def tells_texts_apart(self) -> bool:
        """Whether the encoder is told which text a token is of; behind a prefix it takes none."""
        return self.segments and not methods.has_prefix(self.encoder)

    def inputs(self) -> tuple[str, ...]:
        more = ("token_type_ids",) if self.tells_texts_apart else ()
        return (*super().inputs(), *more)

    def sequences(self, rows: Sequence[Any]) -> list[list[int]]:
        return [row.joined(self.limit) for row in rows]

    def pooled(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        more = {"token_type_ids": segments(ids, mask)} if self.tells_texts_apart else {}
        return functional.layer_norm(self.averaged(ids, mask, **more), (self.hidden,))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.head(self.pooled(ids, mask))
        return scores


def segments(ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """(rows, length) 0 for the first text, 1 for the second: what stands behind the first of the
    tokens that close a text, as the last one of each row does.
    """
    last = ids.gather(1, mask.sum(1, keepdim=True) - 1)
    closing = (ids == last).long()
    return ((closing.cumsum(1) - closing) > 0).long() * mask


def build(encoder: nn.Module, hidden: int, way: str) -> PooledModel:
    """The model of one of the two ways: 'bi' or 'cross'."""
    return BiEncoder(encoder, hidden) if way == "bi" else CrossEncoder(encoder, hidden)

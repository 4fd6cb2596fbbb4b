"""The texts of a table and the model that reads them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import bases, saved
from apps.engines.builtin.text.device import Place, place
from apps.engines.builtin.text.encoder import (
    PooledModel,
    Tokens,
    load_encoder,
    longest,
)
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text.params import EmbedParams
from apps.engines.builtin.text.probe import run_through
from apps.engines.builtin.text.rows import MOST_ROWS, folded
from apps.engines.builtin.text.run import chosen_base
from apps.engines.builtin.text_match.predictor import MatchPredictor
from apps.engines.builtin.text_match.saved import SavedMatch
from apps.engines.contract import Context, InputTable, Refusal


@dataclass(frozen=True)
class Texts:
    """n texts, the rows (n,) of the table that they stand in (from 0), their groups if a column
    names them, and how many rows have none.
    """

    texts: list[str]
    places: np.ndarray
    groups: list[str] | None
    empty: int


@dataclass(frozen=True)
class Embedded:
    """(n, width) embeddings, what read the texts, how many were cut and at which length, and the
    share of tokens that the model does not know.
    """

    vectors: np.ndarray
    name: str
    cut: int
    limit: int
    unknown: float


def read(table: InputTable, least: int) -> Texts:
    """All rows with a text. Raises ``Refusal`` for fewer different ones than ``least``."""
    names = {key: columns[0] for key, columns in table.roles.items() if columns}
    if "text" not in names:
        raise Refusal(msg("Choose a column for '{role}'.", role="text"), field="data.text")
    if table.rows > MOST_ROWS:
        raise Refusal(
            msg(
                "{rows} rows are more than one run takes ({most}).", rows=table.rows, most=MOST_ROWS
            ),
            fix=msg("Take a random part of them."),
        )
    frame = table.frame(list(dict.fromkeys(names.values())))
    every = [clean(value) for value in frame[names["text"]].to_list()]
    keep = [place for place, text in enumerate(every) if text]
    different = len({folded(every[place]) for place in keep})
    if different < least:
        raise Refusal(
            msg(
                "{count} different texts are too few; at least {least} are needed.",
                count=different,
                least=least,
            ),
            fix=msg("Add texts, or ask for fewer columns."),
            field="data",
        )
    groups = None
    if "label" in names:
        labels = [clean(value) for value in frame[names["label"]].to_list()]
        groups = [labels[place] for place in keep]
    return Texts([every[place] for place in keep], np.array(keep), groups, len(every) - len(keep))


@dataclass(frozen=True)
class Reader:
    """What reads texts: a base model, or one that has learned to match. ``name`` is shown."""

    name: str
    tokens: Tokens
    alone: PooledModel
    where: Place

    def read(
        self, texts: Sequence[str], tick: Callable[[int], None]
    ) -> tuple[np.ndarray, int, float]:
        """Embeddings (n, width), how many texts were cut, and the share of unknown tokens."""
        ids, lengths = self.tokens(texts)
        pad = self.tokens.pad
        vectors = run_through(self.alone, ids, self.where, pad=pad, pooled=True, tick=tick)
        cut = sum(length > self.tokens.limit for length in lengths)
        return vectors, cut, self.tokens.unknown_share(ids)


def reader(ctx: Context, base: bases.Base, max_tokens: int) -> Reader:
    """A base model that reads."""
    where = place(ctx.device, "auto", ctx.threads)
    path = bases.prepared(base, Path(tempfile.gettempdir()))
    encoder = load_encoder(path, dropout=False, eager=where.eager)
    width = encoder.config.hidden_size
    limit = min(max_tokens, longest(encoder.config))
    tokens = Tokens(path, prefix=base.prefix, limit=limit)
    alone = PooledModel(encoder, hidden=width, width=width, outputs=width).to(where.device)
    return Reader(base.name, tokens, alone, where)


def embed(ctx: Context, params: EmbedParams, texts: Sequence[str], model: Any) -> Embedded:
    """Read by the chosen ``model`` (an input, or None), else by a base model."""
    if model is not None:
        predictor = matching(model.path, {"device": ctx.device, "threads": ctx.threads})
        found = Reader(predictor.facts.base, predictor.tokens, predictor.alone(), predictor.place)
    else:
        found = reader(ctx, chosen_base(params.base, texts), params.max_tokens)
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        ctx.check_cancelled()
        ctx.progress(done, len(texts), msg("Reading the texts"))

    vectors, cut, unknown = found.read(texts, tick)
    return Embedded(vectors, found.name, cut, found.tokens.limit, unknown)


def matching(folder: Path, runtime: dict[str, Any]) -> MatchPredictor:
    """The predictor of a model that has learned to match texts, each read alone."""
    if (folder / saved.FILE).is_file() and saved.task_of(folder).startswith("match."):
        found = MatchPredictor.opened(SavedMatch, folder, runtime)
        assert isinstance(found, MatchPredictor)  # noqa: S101 - for the type checker
        return found
    raise Refusal(
        msg("The chosen model has not learned to match texts, so it has no embeddings."),
        fix=msg("Choose a model of text matching, or none."),
        field="model",
    )

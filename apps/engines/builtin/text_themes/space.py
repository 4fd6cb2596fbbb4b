"""Embeddings of all different texts in a file, and what all texts of a language have in common
taken away.

Encoders of many languages put texts of one language near one another whatever they say. Less the
mean of their language, texts on one subject are near in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines.builtin.text_embed.texts import Reader
from apps.engines.builtin.text_match.metrics import units
from apps.engines.contract import Context

Floats = NDArray[np.float32]
CHUNK = 4096  # texts that are read, and rows that are worked on, at once
# As many texts' worth of the common mean go into each language's: one that few texts are in is not
# taken away with what they say.
SHRINK = 10.0


@dataclass(frozen=True)
class Reading:
    """(n, width) directions of length one in a mapped file; texts that were cut at ``limit``
    tokens, and the share of tokens that the model does not know.
    """

    vectors: Floats
    cut: int
    limit: int
    unknown: float


def read(ctx: Context, reader: Reader, texts: Sequence[str]) -> Reading:
    """In chunks: memory holds one of them."""
    path = Path(ctx.tmpdir, "embeddings.npy")
    shape = (len(texts), reader.alone.width)
    vectors = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=shape)
    done = cut = 0
    unknown = 0.0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        ctx.check_cancelled()
        ctx.progress(0.8 * done, len(texts), msg("Reading the texts"))

    for part in blocks(len(texts)):
        found, shorter, share = reader.read(texts[part], tick)
        vectors[part] = units(found)
        cut += shorter
        unknown += share * len(found)
    return Reading(vectors, cut, reader.tokens.limit, unknown / len(texts))


def blocks(count: int) -> Iterator[slice]:
    """All rows, a chunk at a time."""
    for start in range(0, count, CHUNK):
        yield slice(start, min(start + CHUNK, count))


def centre(
    vectors: Floats, languages: Sequence[str], known: Mapping[str, Floats]
) -> dict[str, Floats]:
    """Take each language's mean away, in place; rows stay of length one. What is returned has the
    mean (width,) of each language; ``known`` ones are those of an earlier run and stay, so that
    what was near then is near now, those of languages that nobody writes in this time too.
    """
    names = sorted(set(languages))
    which = np.array([names.index(language) for language in languages])
    sums, counts = np.zeros((len(names), vectors.shape[1])), np.bincount(which)
    for part in blocks(len(vectors)):
        np.add.at(sums, which[part], vectors[part].astype(np.float64))
    common = sums.sum(axis=0) / max(len(vectors), 1)
    own = (sums + SHRINK * common) / (counts + SHRINK)[:, None]
    means = {
        name: known.get(name, own[place].astype(np.float32)) for place, name in enumerate(names)
    }
    away = np.array([means[name] for name in names], dtype=np.float32)
    for part in blocks(len(vectors)):
        vectors[part] = units(vectors[part] - away[which[part]])
    return {**known, **means}

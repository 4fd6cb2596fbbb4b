"""How often each theme comes up: of all rows with a text, of a market's, of a span of time's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text_themes.clustering import Ints
from apps.engines.builtin.text_themes.opinions import Opinions
from apps.engines.shares import Share, share_of

MOST_MARKETS = 40


@dataclass(frozen=True)
class Shares:
    """Of each theme, in their order: of all rows, of each market's (the most frequent first), of
    each language's and of each span's.
    """

    whole: list[Share]
    markets: dict[str, list[Share]]
    languages: dict[str, list[Share]]
    spans: dict[str, list[Share]]
    none: Share


def of(data: Opinions, theme: Ints, count: int) -> Shares:
    """``theme`` (n,) of the different texts, -1 for none."""
    rows = theme[data.said]
    spoken = [data.languages[at] for at in data.said.tolist()]
    spans: dict[str, list[Share]] = {}
    if data.spans is not None:
        for place, name in enumerate(data.spans.names):
            spans[name] = _each(rows[data.spans.at == place], count)
    return Shares(
        whole=_each(rows, count),
        markets=_by(data.markets, rows, count),
        languages=_by(spoken, rows, count),
        spans=spans,
        none=share_of(int((rows < 0).sum()), len(rows)),
    )


def _by(values: Sequence[str] | None, rows: Ints, count: int) -> dict[str, list[Share]]:
    if values is None:
        return {}
    found = np.array(values, dtype=object)
    sizes = Counter(values)
    names = sorted((name for name in sizes if name), key=lambda name: (-sizes[name], name))
    return {name: _each(rows[found == name], count) for name in names[:MOST_MARKETS]}


def _each(rows: Ints, count: int) -> list[Share]:
    counted = np.bincount(rows + 1, minlength=count + 1)[1:]
    return [share_of(int(own), len(rows)) for own in counted]

"""The table as themes are found in it: different texts, and the rows that say each.

Texts come in an order that follows from what they say, so that nothing depends on the order of the
rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import msg
from apps.engines.builtin.text.normal import clean
from apps.engines.builtin.text.rows import MOST_ROWS, digest, folded
from apps.engines.builtin.text_themes import scripts
from apps.engines.builtin.text_themes.calendar import Spans, spans
from apps.engines.contract import InputTable, Refusal

LEAST = 20  # different texts
LONGEST = 200  # characters of a name of a market or language
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=[T ])")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Opinions:
    """n different ``texts`` with their ``languages``, and m rows that have a text: which text
    (``said``, (m,)), where in the table from 0 (``places``, (m,)), what names them, their markets
    and the span of time that each is in. ``empty`` rows have no text. ``stated`` says that a column
    tells the languages; otherwise they are scripts. Of ``erasable`` texts nothing is kept.
    """

    texts: list[str]
    languages: list[str]
    said: Ints
    places: Ints
    ids: list[str] | None
    markets: list[str] | None
    spans: Spans | None
    empty: int
    stated: bool
    erasable: bool = False

    @property
    def rows(self) -> int:
        return len(self.said)


def read(table: InputTable) -> Opinions:
    """All rows with a text. Raises ``Refusal`` where there is too little, or no text at all."""
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
    whole = [clean(value) for value in table.texts(names["text"], range(table.rows))]
    keep = [place for place, text in enumerate(whole) if text]
    languages = _cells(table, names.get("language"), keep)
    texts, said = _different([whole[place] for place in keep])
    if len(texts) < LEAST:
        raise Refusal(
            msg(
                "{count} different texts are too few; at least {least} are needed.",
                count=len(texts),
                least=LEAST,
            ),
            fix=msg("Add texts."),
            field="data",
        )
    return Opinions(
        texts=texts,
        languages=_languages(texts, said, languages),
        said=said,
        places=np.array(keep, dtype=np.int64),
        ids=_cells(table, names.get("id"), keep, 10_000),
        markets=_cells(table, names.get("market"), keep),
        spans=_spans(table, names.get("period"), keep),
        empty=len(whole) - len(keep),
        stated=languages is not None,
        erasable=table.erasable,
    )


def _cells(
    table: InputTable, name: str | None, keep: Sequence[int], longest: int = LONGEST
) -> list[str] | None:
    if name is None:
        return None
    return [clean(value)[:longest] for value in table.texts(name, keep)]


def _different(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The texts that differ by more than case, width and spaces, each as it is written first in
    the alphabet, and which of them each row says.
    """
    known: dict[str, str] = {}
    keys = [folded(text) or text for text in texts]
    for key, text in zip(keys, texts, strict=True):
        known[key] = min(known.get(key, text), text)
    order = sorted(known, key=lambda key: (digest(key), key))
    place = {key: at for at, key in enumerate(order)}
    said = np.array([place[key] for key in keys], dtype=np.int64)
    return [known[key] for key in order], said


def _languages(texts: Sequence[str], said: Ints, stated: Sequence[str] | None) -> list[str]:
    """Of each different text; where rows disagree, the first in the alphabet."""
    if stated is None:
        return [scripts.of(text) for text in texts]
    found: dict[int, str] = {}
    for at, language in zip(said.tolist(), stated, strict=True):
        if language and language < found.get(at, "\U0010ffff"):
            found[at] = language
    return [found.get(at, "") for at in range(len(texts))]


def _spans(table: InputTable, name: str | None, keep: Sequence[int]) -> Spans | None:
    if name is None:
        return None
    cells = [text.strip() for text in table.texts(name, keep)]
    days = [found.group() if (found := DAY.match(cell)) else cell for cell in cells]
    return spans(days, name, list(keep))

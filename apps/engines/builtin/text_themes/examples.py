"""What is shown of each theme: texts that are the nearest to its centres, in each language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.text_themes.opinions import Opinions
from apps.engines.builtin.text_themes.themes import Found

EACH = 3  # of a language
LANGUAGES = 6
LONGEST = 500  # characters


@dataclass(frozen=True)
class Example:
    """A text, the row of the table (from 0) that says it first and what names that row ('' where
    nothing does), and how often it stands there.
    """

    text: str
    row: int
    id: str
    language: str
    rows: int


def of_themes(data: Opinions, found: Found) -> list[list[Example]]:
    """Of each theme, languages by their frequency, the nearest texts first."""
    first = np.full(len(data.texts), -1, dtype=np.int64)
    first[data.said[::-1]] = np.arange(data.rows)[::-1]
    ids = data.ids or [""] * data.rows
    rows = np.bincount(data.said, minlength=len(data.texts))
    shown = []
    for place, theme in enumerate(found.themes):
        inside = np.flatnonzero(found.theme == place)
        order = inside[np.argsort(-np.round(found.cosine[inside], 5), kind="stable")]
        spoken = list(theme.words) or sorted({data.languages[at] for at in order.tolist()})
        shown.append(
            [
                Example(
                    text=data.texts[at][:LONGEST],
                    row=int(data.places[first[at]]),
                    id=ids[first[at]],
                    language=language,
                    rows=int(rows[at]),
                )
                for language in spoken[:LANGUAGES]
                for at in [int(one) for one in order if data.languages[one] == language][:EACH]
            ]
        )
    return shown

"""The tables that a run leaves behind, told before it runs. Imports nothing heavy.

``themes.parquet`` has a row for each part of a theme (one that people have merged has several) and
one for each language's place. It is what a later run takes as 'earlier themes'.
"""

from __future__ import annotations

from apps.core.messages import mark
from apps.engines.contract import ColumnProfile, Dtype, OutputTable

THEMES = "themes.parquet"
ASSIGNMENTS = "assignments.parquet"
FOUND = "themes.json"  # the whole, as it is taken in by the pages of themes

_THEMES: tuple[tuple[str, Dtype], ...] = (
    ("kind", "text"),  # 'theme' or 'language'
    ("theme", "text"),  # 16 hexadecimal digits that stay from run to run, or the language
    ("name", "text"),
    ("named", "boolean"),  # by a person
    ("locked", "boolean"),  # stays where it is
    ("similarity", "number"),  # a text belongs to it from this cosine on
    ("texts", "integer"),  # different ones, in the run that found it
    ("base", "text"),  # what read the texts
    ("centroid", "text"),  # float32, little endian, base64
)
_ASSIGNMENTS: tuple[tuple[str, Dtype], ...] = (
    ("row", "integer"),
    ("theme", "text"),
    ("name", "text"),
    ("similarity", "number"),
)


def themes() -> OutputTable:
    """The themes for a later run."""
    return _table(THEMES, mark("Themes for a later run"), _THEMES)


def assignments(id_dtype: Dtype | None) -> OutputTable:
    """Row from 1, the cell that names it where a column does, theme ('' for none), similarity."""
    own: tuple[tuple[str, Dtype], ...] = (("id", "text"),) if id_dtype else ()
    return _table(
        ASSIGNMENTS, mark("The theme of each text"), (_ASSIGNMENTS[0], *own, *_ASSIGNMENTS[1:])
    )


def names() -> list[str]:
    """The columns of ``themes.parquet``."""
    return [name for name, _dtype in _THEMES]


def _table(name: str, label: str, columns: tuple[tuple[str, Dtype], ...]) -> OutputTable:
    return OutputTable(
        name=name,
        label=label,
        columns=[ColumnProfile(name=column, dtype=dtype) for column, dtype in columns],
    )

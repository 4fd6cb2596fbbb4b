"""What every kind of file is read as: some records at a time, by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

BLOCK_BYTES = 2 * 1024 * 1024  # the most of one record; pyarrow reads up to 32 blocks ahead


@dataclass(frozen=True)
class BrokenRow:
    """A record that could not be cut into the table's columns."""

    row: int
    code: str
    text: str


@dataclass
class Batch:
    """``columns``: one ``pyarrow.Array`` for each column of the file. ``rows``: the number of each
    record as a person counts it, from 1 with all that stands above the header. One without columns
    only tells a ``position``.
    """

    columns: list[Any]
    rows: Any
    broken: list[BrokenRow] = field(default_factory=list)
    position: int = 0

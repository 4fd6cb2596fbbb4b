"""A table and the columns that steps have added to it, in bounded memory. In a job's child.

A new column is a file of doubles that is mapped, not read: eight bytes on disk for each row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from apps.engines import parquet
from apps.engines.contract import InputTable

if TYPE_CHECKING:
    import polars as pl

ROWS = 65_536  # that are held at once
Floats = NDArray[np.float64]


class Work:
    """Columns by name: those of ``table``, and in their place or beside them those in ``made``,
    NaN where there is no value.
    """

    def __init__(self, table: InputTable, folder: Path) -> None:
        self.table, self.folder = table, folder
        self.rows = table.rows
        self.made: dict[str, Floats] = {}

    def empty(self) -> Floats:
        """(rows,) a new column to fill. It counts from ``put`` on."""
        path = self.folder / f"column-{len(list(self.folder.glob('column-*')))}.f64"
        if not self.rows:
            return np.empty(0)
        return np.memmap(path, dtype=np.float64, mode="w+", shape=(self.rows,))

    def put(self, name: str, values: Floats) -> None:
        self.made[name] = values

    def frames(self, names: Sequence[str]) -> Iterator[tuple[int, pl.DataFrame]]:
        """(first row, columns) of at most ``ROWS`` rows at once, in order; null where missing."""
        import polars as pl  # heavy: in the child only

        wanted = list(dict.fromkeys(names))
        stored = [name for name in wanted if name not in self.made]
        for start, rows, batch in self.batches(stored):
            frame = pl.from_arrow(batch) if batch is not None else pl.DataFrame()
            assert isinstance(frame, pl.DataFrame)  # noqa: S101 - for the type checker
            added = {
                name: pl.Series(name, np.asarray(self.made[name][start : start + rows]))
                for name in wanted
                if name in self.made
            }
            columns = [
                added[name].fill_nan(None) if name in added else frame[name] for name in wanted
            ]
            yield start, pl.DataFrame(columns)

    def batches(self, stored: Sequence[str]) -> Iterator[tuple[int, int, Any]]:
        if not stored:
            for start in range(0, self.rows, ROWS):
                yield start, min(ROWS, self.rows - start), None
            return
        start = 0
        for batch in parquet.batches(self.table.path, stored, rows=ROWS):
            yield start, batch.num_rows, batch
            start += batch.num_rows

    def frame(self, names: Sequence[str] | None = None) -> pl.DataFrame:
        """Whole columns, as ``terms.derived`` asks for them."""
        import polars as pl  # heavy: in the child only

        wanted = list(names or [])
        parts = [part for _start, part in self.frames(wanted)]
        return pl.concat(parts) if parts else self.table.frame(wanted)


def numbers(frame: pl.DataFrame, name: str) -> Floats:
    """A column as doubles, NaN where there is no finite number."""
    import polars as pl  # heavy: in the child only

    values = frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return np.where(np.isfinite(values), values, np.nan)


def told(frame: pl.DataFrame, names: Sequence[str], place: int) -> str:
    """'revenue = 5, population = –': what stands in a row."""
    row = frame.select(list(dict.fromkeys(names))).row(place, named=True)
    return ", ".join(f"{name} = {_shown(value)}" for name, value in row.items())


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.12g}" if isinstance(value, float) else str(value)

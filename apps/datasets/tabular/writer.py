"""Writes checked rows as Parquet in bounded memory, hashing and counting on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from apps.datasets.tabular.digest import ContentHash
from apps.datasets.tabular.schema import ROW_GROUP_ROWS, StoredColumn, arrow_schema
from apps.datasets.tabular.stats import Moments, TableProfile, Values, profile_file

GROUP_BYTES = 128 * 1024**2
LOOKED_AT = 16_384  # rows that tell whether a column's values repeat


@dataclass(frozen=True)
class StoredTable:
    """A finished file and everything that its version row needs."""

    path: Path
    rows: int
    size: int
    content_hash: str
    profile: TableProfile


class TableWriter:
    """Use as a context manager; ``finish()`` inside it closes the file and profiles it.

    Row groups hold 131,072 rows, or fewer where rows are wide, so that the memory needed does not
    grow with the table. Without ``finish()`` nothing is left behind.
    """

    def __init__(self, path: Path, columns: Sequence[StoredColumn]) -> None:
        self._path = path
        self._columns = list(columns)
        self._schema = arrow_schema(columns)
        self._hash = ContentHash([(column.name, column.dtype) for column in columns])
        self._moments = [Moments() for _ in columns]
        self._values = [Values() for _ in columns]
        self._waiting: list[Any] = []
        self._waiting_rows = self._waiting_bytes = 0
        self.rows = 0
        self._finished = False
        self._file: Any = None  # opened when the first rows tell how each column is stored best

    def write(self, arrays: Sequence[Any]) -> None:
        """Add rows, one ``pyarrow.Array`` for each column, in the stored types or coded in them."""
        import pyarrow as pa

        plain = [
            array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
            for array in arrays
        ]
        batch = pa.RecordBatch.from_arrays(plain, schema=self._schema)
        if not batch.num_rows:
            return
        self._hash.update(batch)
        for moments, column, array in zip(self._moments, self._columns, batch.columns, strict=True):
            moments.update(array, column.dtype)
        for values, array, column in zip(self._values, arrays, batch.columns, strict=True):
            values.update(array if pa.types.is_dictionary(array.type) else column)
        self.rows += batch.num_rows
        self._waiting.append(batch)
        self._waiting_rows += batch.num_rows
        self._waiting_bytes += batch.nbytes
        if self._waiting_bytes >= GROUP_BYTES:
            self._flush(self._waiting_rows)
        elif self._waiting_rows >= ROW_GROUP_ROWS:
            self._flush(self._waiting_rows // ROW_GROUP_ROWS * ROW_GROUP_ROWS)

    def _flush(self, rows: int) -> None:
        """Write the first ``rows`` of those that wait, so that row groups are whole."""
        import pyarrow as pa

        waiting = pa.Table.from_batches(self._waiting, schema=self._schema)
        table, rest = waiting.slice(0, rows), waiting.slice(rows)
        if self._file is None:
            self._file = self._opened(table)
        if rows:
            self._file.write_table(table, row_group_size=ROW_GROUP_ROWS)
        self._waiting, self._waiting_rows = rest.to_batches(), rest.num_rows
        self._waiting_bytes = rest.nbytes

    def _opened(self, table: Any) -> Any:
        import pyarrow.parquet as pq  # not needed to start the web process

        return pq.ParquetWriter(
            self._path,
            self._schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=_repeating(table),
            # Nobody looks up texts by their smallest and largest, which take a tenth of the time.
            write_statistics=[one.name for one in self._columns if one.dtype != "text"],
        )

    def finish(self) -> StoredTable:
        self._flush(self._waiting_rows)
        self._file.close()
        profile = profile_file(self._path, self._columns, self._moments, self._values)
        self._finished = True
        return StoredTable(
            self._path, self.rows, self._path.stat().st_size, self._hash.hexdigest(), profile
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._finished:
            if self._file is not None:
                self._file.close()
            self._path.unlink(missing_ok=True)


def _repeating(table: Any) -> list[str]:
    """The columns of ``pyarrow.Table`` that a dictionary makes smaller. Where nearly every value is
    another, looking each up takes longer than all else and the file only grows.
    """
    import numpy as np
    import pyarrow.compute as pc

    rows = table.num_rows
    looked = table.take(np.arange(0, rows, -(-rows // LOOKED_AT))) if rows > LOOKED_AT else table
    names: list[str] = table.schema.names
    return [
        name for name in names if pc.count_distinct(looked[name]).as_py() <= looked.num_rows // 2
    ]

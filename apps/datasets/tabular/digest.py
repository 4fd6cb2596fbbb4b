"""A hash of a table's content that does not depend on the file it came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from apps.datasets.tabular.natives import text_bytes
from apps.engines.contract import Dtype


class ContentHash:
    """SHA-256 over names, types and values in row order, fed batch by batch.

    Each column has one digest of its null mask and one (two for text) of its values, so the result
    is the same however the rows were cut into batches, and whether they came as CSV, Excel or
    Parquet.
    """

    def __init__(self, columns: Sequence[tuple[str, Dtype]]) -> None:
        self._header = json.dumps(list(columns), ensure_ascii=False, separators=(",", ":"))
        self._columns = [_ColumnHash(dtype) for _, dtype in columns]
        self._rows = 0

    def update(self, batch: Any) -> None:
        """Add the rows of a ``pyarrow.RecordBatch`` in the stored types, columns in order."""
        for digest, column in zip(self._columns, batch.columns, strict=True):
            digest.update(column)
        self._rows += batch.num_rows

    def hexdigest(self) -> str:
        total = hashlib.sha256(f"lepton-table-1\n{self._rows}\n{self._header}\n".encode())
        for digest in self._columns:
            total.update(digest.digest())
        return total.hexdigest()


class _ColumnHash:
    def __init__(self, dtype: Dtype) -> None:
        self._dtype = dtype
        self._mask = hashlib.sha256()
        self._lengths = hashlib.sha256()
        self._values = hashlib.sha256()

    def update(self, column: Any) -> None:
        import numpy as np  # not needed to start the web process

        nulls = column.null_count
        if nulls:
            mask = column.is_valid().to_numpy(zero_copy_only=False)
            self._mask.update(np.ascontiguousarray(mask, dtype=np.uint8).data)
        else:
            self._mask.update(b"\x01" * len(column))
        if self._dtype == "text":
            self._update_text(column.fill_null("") if nulls else column)
        else:
            self._values.update(np.ascontiguousarray(_numbers(column, self._dtype)).data)

    def _update_text(self, column: Any) -> None:
        import numpy as np
        import pyarrow.compute as pc

        lengths = pc.binary_length(column).to_numpy(zero_copy_only=False)
        self._lengths.update(np.ascontiguousarray(lengths, dtype="<i8").data)
        self._values.update(text_bytes(column))

    def digest(self) -> bytes:
        return self._mask.digest() + self._lengths.digest() + self._values.digest()


def _numbers(column: Any, dtype: Dtype) -> Any:
    """The column's values as a little-endian array, nulls as 0, minus zero as zero."""
    import numpy as np
    import pyarrow as pa

    if dtype == "number":
        column = column.fill_null(0.0) if column.null_count else column
        return column.to_numpy(zero_copy_only=False).astype("<f8", copy=False) + 0.0
    if dtype == "boolean":
        return column.fill_null(False).to_numpy(zero_copy_only=False).astype(np.uint8)
    if dtype == "date":
        column = column.cast(pa.int32())
    column = column.cast(pa.int64())
    column = column.fill_null(0) if column.null_count else column
    return column.to_numpy(zero_copy_only=False).astype("<i8", copy=False)

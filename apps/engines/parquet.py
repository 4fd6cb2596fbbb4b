"""Parquet in batches whose decoded size is bounded, however well the file packs its values.

A few hundred kilobytes of Parquet may hold gigabytes of text: one long value, told once and
repeated in every row. So text is read as it is stored (as a dictionary) where that can be done, the
number of rows at a time follows from the sizes that the file's footer tells, and what was read is
decoded in slices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import IO, Any

BATCH_BYTES = 32 * 1024**2  # decoded
EXPANDING_ROWS = 64  # at once of a column that tells a value by what it shares with the one before
BUFFER_BYTES = 256 * 1024  # of a column, compressed; else a whole row group is read at once
CHUNK_BYTES = 512 * 1024**2  # a column's share of a row group that unpacks to more than this
CHUNK_RATIO = 100  # and to more than so many times its size is no data


class RecordTooLargeError(ValueError):
    """Row ``row`` (from 0) has ``size`` bytes of values, most of them in ``column``."""

    def __init__(self, row: int, column: str, size: int) -> None:
        super().__init__(f"row {row} has {size} bytes, most of them in column {column!r}")
        self.row = row
        self.column = column
        self.size = size


class ColumnTooDenseError(ValueError):
    """``column`` unpacks to ``size`` bytes from hardly any: reading it would fill the memory."""

    def __init__(self, column: str, size: int) -> None:
        super().__init__(f"column {column!r} unpacks to {size} bytes")
        self.column = column
        self.size = size


@dataclass(frozen=True)
class _Way:
    """How a row group is read: columns to read as dictionaries, and rows at once."""

    coded: tuple[str, ...]
    rows: int


def batches(
    source: Path | IO[bytes],
    columns: Sequence[str] | None = None,
    *,
    rows: int,
    groups: Sequence[int] | None = None,
    size: int = BATCH_BYTES,
    most: int = 0,
    threads: bool = False,
) -> Iterator[Any]:
    """``pyarrow.RecordBatch`` of the named columns (all by default) in row order, of ``groups``.

    Each has at most ``rows`` rows and about ``size`` bytes, or one row. Dictionaries are decoded.
    Raises :class:`RecordTooLargeError` for a row of more than ``most`` bytes (0: no limit),
    :class:`ColumnTooDenseError`, and what ``pyarrow`` raises for damaged files.
    """
    import pyarrow.parquet as pq  # heavy: imported on first use

    with pq.ParquetFile(source) as file:
        metadata, schema = file.metadata, file.schema_arrow
        names = list(schema.names) if columns is None else list(columns)
        wanted = range(metadata.num_row_groups) if groups is None else groups
        ways = [(group, _way(metadata, schema, group, names, rows, size)) for group in wanted]
        start = 0
        for way, run in groupby(ways, key=lambda each: each[1]):
            with pq.ParquetFile(
                source,
                metadata=metadata,
                read_dictionary=list(way.coded),
                buffer_size=BUFFER_BYTES,
                pre_buffer=False,  # else the bytes of all row groups asked for are held at once
            ) as opened:
                for batch in opened.iter_batches(
                    way.rows, row_groups=[group for group, _ in run], columns=names,
                    use_threads=threads,
                ):  # fmt: skip
                    yield from _slices(batch, size, most, start)
                    start += batch.num_rows


def _way(
    metadata: Any, schema: Any, group: int, names: Sequence[str], rows: int, size: int
) -> _Way:
    """From the sizes in the footer to rows at once, rounded down to a power of two so that like
    row groups are read in one go.
    """
    import pyarrow.types as types

    wanted = set(names)
    described = metadata.row_group(group)
    width = 0.0
    most = rows
    coded = []
    for index in range(described.num_columns):
        chunk = described.column(index)
        name = chunk.path_in_schema
        if name not in wanted and name.partition(".")[0] not in wanted:
            continue
        _refuse_dense(chunk)
        width += max(
            chunk.total_uncompressed_size / max(described.num_rows, 1),
            metadata.schema.column(index).length,
            8,
        )
        if chunk.physical_type != "BYTE_ARRAY":
            continue
        kind = schema.field(name).type if name in wanted else None
        if any(encoding.startswith("DELTA") for encoding in chunk.encodings):
            most = min(most, EXPANDING_ROWS)
        elif any("DICTIONARY" in encoding for encoding in chunk.encodings) and (
            types.is_string(kind) or types.is_large_string(kind)
        ):
            coded.append(name)
    fitting = max(min(most, int(size / max(width, 1))), 1)
    at_once = fitting if fitting == rows else 1 << (fitting.bit_length() - 1)
    return _Way(tuple(coded), at_once)


def _refuse_dense(chunk: Any) -> None:
    unpacked = chunk.total_uncompressed_size
    if unpacked > max(CHUNK_BYTES, CHUNK_RATIO * chunk.total_compressed_size):
        raise ColumnTooDenseError(chunk.path_in_schema, unpacked)


def _slices(batch: Any, size: int, most: int, start: int) -> Iterator[Any]:
    """The batch decoded, in pieces of about ``size`` bytes; its first row is row ``start``."""
    import numpy as np

    bound = sum(_fixed(column.type) or _longest(column) for column in batch.columns)
    if bound * batch.num_rows <= size and not 0 < most < bound:
        yield _decoded(batch)
        return
    sizes = [_sizes(column) for column in batch.columns]
    each: Any = np.sum(sizes, axis=0, dtype=np.int64)
    if most and each.max() > most:
        row = int(np.argmax(each > most))
        worst = max(range(len(sizes)), key=lambda index: int(sizes[index][row]))
        raise RecordTooLargeError(start + row, batch.schema.names[worst], int(each[row]))
    ends = np.cumsum(each)
    here = 0
    while here < batch.num_rows:
        before = ends[here - 1] if here else 0
        end = max(int(np.searchsorted(ends, before + size, side="right")), here + 1)
        yield _decoded(batch.slice(here, end - here))
        here = end


@lru_cache(256)
def _fixed(kind: Any) -> int:
    """Bytes of a value where all have the same width; else 0."""
    import pyarrow as pa

    return 0 if pa.types.is_dictionary(kind) or _has_length(kind) else _width(kind)


def _longest(column: Any) -> int:
    """An upper bound of one value's bytes."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        return _longest(column.dictionary)
    if _has_length(column.type):
        return int(pc.max(pc.binary_length(column)).as_py() or 0) + 4
    return _width(column.type)


def _sizes(column: Any) -> Any:
    """The bytes of each value, once decoded."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type) and _has_length(column.type.value_type):
        lengths = pc.binary_length(column.dictionary).take(column.indices)
    elif _has_length(column.type):
        lengths = pc.binary_length(column)
    else:
        return np.full(len(column), _width(column.type), dtype=np.int64)
    return lengths.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64) + 4


def _has_length(kind: Any) -> bool:
    import pyarrow.types as types

    texty = types.is_string(kind) or types.is_large_string(kind)
    return bool(texty or types.is_binary(kind) or types.is_large_binary(kind))


def _width(kind: Any) -> int:
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    try:
        return int(kind.bit_width) // 8 + 1
    except ValueError:  # nested: nothing reads those
        return 8


def _decoded(batch: Any) -> Any:
    import pyarrow as pa

    if not any(pa.types.is_dictionary(column.type) for column in batch.columns):
        return batch
    columns = [
        column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)

"""Inputs as the job's child opens them: Parquet read by column and in batches, nothing of Django.

Heavy libraries are imported on first use, so that importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apps.core.messages import msg
from apps.engines import parquet
from apps.engines.contract import ColumnProfile, Dtype, Refusal

if TYPE_CHECKING:
    import numpy as np

BATCH_ROWS = 65_536


class ParquetTable:
    """A Parquet file with the roles that its columns play. Satisfies ``contract.InputTable``."""

    erasable = False

    def __init__(
        self,
        path: Path,
        *,
        roles: Mapping[str, list[str]] | None = None,
        columns: Sequence[ColumnProfile] = (),
        content_hash: str = "",
    ) -> None:
        self.path = Path(path)
        self.roles = dict(roles or {})
        self.content_hash = content_hash
        self._file: Any = None
        if columns:
            self.columns = list(columns)

    @cached_property
    def columns(self) -> list[ColumnProfile]:
        """Those that were told, else names and types as the file has them."""
        schema = self._open().schema_arrow
        return [ColumnProfile(name=field.name, dtype=_dtype(field.type)) for field in schema]

    def __getstate__(self) -> dict[str, Any]:
        """The open file stays here: whoever gets the table opens its own."""
        return {**self.__dict__, "_file": None}

    @property
    def rows(self) -> int:
        return int(self._open().metadata.num_rows)

    def names(self) -> list[str]:
        """The names of the stored columns, in order."""
        return list(self._open().schema_arrow.names)

    def numbers(self, names: Sequence[str]) -> Any:
        """The named columns as a float64 array of shape (rows, len(names)), missing as NaN."""
        import numpy as np  # heavy: imported in the child only

        filled = np.empty((self.rows, len(names)), dtype=np.float64)
        start = 0
        for block in self.batches(names):
            filled[start : start + len(block)] = block
            start += len(block)
        return filled

    def batches(
        self, names: Sequence[str], rows: int = BATCH_ROWS, span: tuple[int, int] | None = None
    ) -> Iterator[Any]:
        """The named columns in row order, as float64 arrays of at most ``rows`` rows; of the rows
        from ``span[0]`` to before ``span[1]`` (from 0), all by default.
        """
        for batch in self._spanned(names, rows, span):
            yield as_float64(batch, names)

    def batches_apart(
        self, names: Sequence[str], rows: int = BATCH_ROWS, span: tuple[int, int] | None = None
    ) -> Iterator[Sequence[Any]]:
        """As :meth:`batches`, each column by itself and, where it is stored as float64 without
        gaps, not copied: the arrays must not be written to.
        """
        for batch in self._spanned(names, rows, span):
            yield [_floats(batch, name) for name in names]

    def _spanned(
        self, names: Sequence[str], rows: int, span: tuple[int, int] | None
    ) -> Iterator[Any]:
        """``pyarrow.RecordBatch`` of the rows of ``span``."""
        if span is None:
            yield from self._record_batches(names, rows)
            return
        first, last = span
        starts = self.starts()
        ends = [*starts[1:], self.rows]
        groups = [
            group
            for group, (start, end) in enumerate(zip(starts, ends, strict=True))
            if start < last and end > first
        ]
        here = starts[groups[0]] if groups else 0
        for batch in self._record_batches(names, rows, groups):
            low, high = max(first - here, 0), min(last - here, batch.num_rows)
            here += batch.num_rows
            if low < high:
                yield batch.slice(low, high - low)

    def starts(self) -> list[int]:
        """First rows of the row groups."""
        described = self._open().metadata
        sizes = [described.row_group(group).num_rows for group in range(described.num_row_groups)]
        return list(accumulate(sizes, initial=0))[:-1]

    def texts(self, name: str, positions: Sequence[int]) -> list[str]:
        """The values of one column at row ``positions`` (from 0), as text; missing as ''."""
        wanted = sorted(set(positions))
        found: dict[int, str] = {}
        start = 0
        for batch in self._record_batches([name], BATCH_ROWS):
            here = [place for place in wanted if start <= place < start + batch.num_rows]
            if here:
                values = batch.column(0).take([place - start for place in here]).to_pylist()
                found.update(zip(here, map(_text, values), strict=True))
            start += batch.num_rows
        return [found.get(place, "") for place in positions]

    def frame(self, names: Sequence[str] | None = None) -> Any:
        """The named columns (all by default) as a ``polars.DataFrame``."""
        import polars  # heavy: imported in the child only

        return polars.read_parquet(self.path, columns=None if names is None else list(names))

    def _open(self) -> Any:
        if self._file is None:
            import pyarrow.parquet as pq  # heavy: imported in the child only

            self._file = pq.ParquetFile(self.path)
        return self._file

    def _record_batches(
        self, names: Sequence[str], rows: int, groups: Sequence[int] | None = None
    ) -> Iterator[Any]:
        absent = [name for name in names if name not in self.names()]
        if absent:
            raise Refusal(
                msg("The table has no column named {names}.", names=absent),
                fix=msg("Choose columns that this version of the dataset has."),
            )
        unique = list(dict.fromkeys(names))
        yield from parquet.batches(self.path, unique, rows=rows, groups=groups)


class RawFile:
    """An input that the engine reads itself: a path and nothing known of its columns."""

    erasable = False

    def __init__(
        self,
        path: Path,
        *,
        roles: Mapping[str, list[str]] | None = None,
        content_hash: str = "",
    ) -> None:
        self.path = Path(path)
        self.roles = dict(roles or {})
        self.columns: list[ColumnProfile] = []
        self.content_hash = content_hash
        self.rows = 0

    def numbers(self, names: Sequence[str]) -> Any:
        raise TypeError(f"{self.path.name} is not a table")

    def batches(
        self, names: Sequence[str], rows: int = BATCH_ROWS, span: tuple[int, int] | None = None
    ) -> Iterator[Any]:
        raise TypeError(f"{self.path.name} is not a table")

    def batches_apart(
        self, names: Sequence[str], rows: int = BATCH_ROWS, span: tuple[int, int] | None = None
    ) -> Iterator[Sequence[Any]]:
        raise TypeError(f"{self.path.name} is not a table")

    def starts(self) -> list[int]:
        raise TypeError(f"{self.path.name} is not a table")

    def texts(self, name: str, positions: Sequence[int]) -> list[str]:
        raise TypeError(f"{self.path.name} is not a table")

    def frame(self, names: Sequence[str] | None = None) -> Any:
        raise TypeError(f"{self.path.name} is not a table")


def open_input(
    path: Path,
    format: str,
    *,
    roles: Mapping[str, list[str]] | None = None,
    columns: Sequence[ColumnProfile | Mapping[str, Any]] = (),
    content_hash: str = "",
) -> ParquetTable | RawFile:
    """What a runner gets for a materialised input of this format ('parquet' or 'raw')."""
    if format != "parquet":
        return RawFile(path, roles=roles, content_hash=content_hash)
    profiles = [ColumnProfile.model_validate(column) for column in columns]
    return ParquetTable(path, roles=roles, columns=profiles, content_hash=content_hash)


def as_float64(batch: Any, names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Columns of an Arrow batch as a float64 array with each column in one piece, missing as NaN.

    Whole numbers beyond 2**53 are rounded to the nearest double. A column that holds no numbers
    is refused by name.
    """
    import numpy as np  # heavy: imported in the child only

    out = np.empty((batch.num_rows, len(names)), dtype=np.float64, order="F")
    for place, name in enumerate(names):
        out[:, place] = _floats(batch, name)
    return out


def _floats(batch: Any, name: str) -> np.ndarray[Any, Any]:
    import pyarrow as pa  # heavy: imported in the child only

    column = batch.column(batch.schema.get_field_index(name))
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
    if not _is_numeric(column.type):
        raise Refusal(
            msg("Column '{name}' holds no numbers.", name=name),
            fix=msg("Choose a column of numbers."),
        )
    numbers = column if column.type == pa.float64() else column.cast(pa.float64(), safe=False)
    found: np.ndarray[Any, Any] = numbers.to_numpy(zero_copy_only=False)
    return found


def _is_numeric(kind: Any) -> bool:
    import pyarrow as pa  # heavy: imported in the child only

    is_number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return bool(is_number or pa.types.is_null(kind))


def _dtype(kind: Any) -> Dtype:
    import pyarrow as pa  # heavy: imported in the child only

    types = pa.types
    if types.is_boolean(kind) or types.is_integer(kind):
        return "boolean" if types.is_boolean(kind) else "integer"
    if types.is_date(kind) or types.is_timestamp(kind):
        return "date" if types.is_date(kind) else "datetime"
    return "number" if _is_numeric(kind) else "text"


def key_text(text: str) -> str:
    """A name as it is compared: a whole number reads the same whether its column has gaps, and so
    holds 3.0, or not.
    """
    text = text.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text


def _text(value: Any) -> str:
    return "" if value is None else str(value)

"""Files as batches of columns with row numbers, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from apps.core.messages import Num, msg
from apps.core.storable import read_json
from apps.datasets.tabular import sheets
from apps.datasets.tabular.batch import BLOCK_BYTES, Batch, BrokenRow
from apps.datasets.tabular.csv_reading import csv_batches
from apps.datasets.tabular.plan import Plan
from apps.datasets.tabular.textstream import Utf8Stream
from apps.engines import parquet
from apps.engines.contract import Refusal

BATCH_ROWS = 16_384
BATCH_CHARACTERS = 16 * 1024 * 1024  # of JSON Lines and Excel, whose rows have any length
BATCH_CELLS = 2_000_000  # of the same: also an empty one takes room


def batches(
    path: Path, plan: Plan, book: sheets.Book | None = None, *, typed: bool = False
) -> Iterator[Batch]:
    """All records of the file, as cut by ``plan``; cells of text files are text. ``book`` is an
    Excel file that is open already. ``typed``: columns of a CSV may come as numbers, where each of
    their cells is one, and coded, where they repeat.
    """
    if plan.format == "csv":
        return csv_batches(path, plan, typed=typed)
    if plan.format == "xlsx":
        return _xlsx(book or sheets.Book(path), plan, path.stat().st_size)
    return _jsonl(path, plan) if plan.format == "jsonl" else parquet_batches(path, plan)


def _jsonl(path: Path, plan: Plan) -> Iterator[Batch]:
    fields = [column.source for column in plan.columns]
    known = set(fields)
    stream = Utf8Stream(path, plan.encoding)
    try:
        lines = enumerate(_lines(stream), start=1)
        most = _rows_at_once(len(fields))
        while chunk := _some(lines, most):
            good: list[tuple[int, list[str | None]]] = []
            broken: list[BrokenRow] = []
            for number, line in chunk:
                if line.strip():
                    _read_object(number, line, fields, known, good, broken)
            yield _text_batch(good, len(fields), broken, stream.position)
    finally:
        stream.close()


def _rows_at_once(width: int) -> int:
    return max(min(BATCH_ROWS, BATCH_CELLS // max(width, 1)), 1)


def _some(lines: Iterator[tuple[int, str]], most: int) -> list[tuple[int, str]]:
    """The next lines: ``most`` at most, and a bounded number of characters."""
    chunk: list[tuple[int, str]] = []
    size = 0
    for number, line in lines:
        chunk.append((number, line))
        size += len(line)
        if len(chunk) >= most or size >= BATCH_CHARACTERS:
            break
    return chunk


def _lines(stream: Utf8Stream) -> Iterator[str]:
    """Each line; one that is longer than a record may be is refused by its number."""
    rest = b""
    before = 0
    while block := stream.read(1024 * 1024):
        *lines, rest = (rest + block).split(b"\n")
        for number, line in enumerate([*lines, rest], start=before + 1):
            if len(line) > BLOCK_BYTES:
                raise _too_long(number, len(line))
        before += len(lines)
        for line in lines:
            yield line.decode("utf-8")
    if rest:
        yield rest.decode("utf-8")


def _too_long(number: int, size: int) -> Refusal:
    return Refusal(
        msg(
            "Line {number} has {size} or more; the most of one row is {most}.",
            number=number,
            size=Num(value=float(size), style="bytes"),
            most=Num(value=float(BLOCK_BYTES), style="bytes"),
        ),
        fix=msg("Write one object on each line, and leave long texts out."),
    )


def _read_object(
    number: int,
    line: str,
    fields: Sequence[str],
    known: set[str],
    good: list[tuple[int, list[str | None]]],
    broken: list[BrokenRow],
) -> None:
    try:
        row = read_json(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        broken.append(BrokenRow(number, "not_json", line[:500]))
    elif not known.issuperset(row):
        extra = ", ".join(sorted(set(row) - known))
        broken.append(BrokenRow(number, "unknown_field", extra[:500]))
    else:
        good.append((number, [cell_text(row.get(name)) for name in fields]))


def cell_text(cell: Any) -> str | None:
    """A typed cell (JSON, Excel) as the text that the rest of the reading works on."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dict | list):
        return json.dumps(cell, ensure_ascii=False)
    return str(cell)


def _text_batch(
    good: list[tuple[int, list[str | None]]], width: int, broken: list[BrokenRow], position: int
) -> Batch:
    import numpy as np
    import pyarrow as pa

    numbers = np.array([number for number, _ in good], dtype=np.int64)
    columns = [
        pa.array([cells[index] for _, cells in good], type=pa.string()) for index in range(width)
    ]
    return Batch(columns, numbers, broken, position)


def _xlsx(book: sheets.Book, plan: Plan, size: int) -> Iterator[Batch]:
    width = len(plan.columns)
    height = max(book.height(plan.sheet), 1)
    number = 0
    counted = enumerate(book.rows(plan.sheet), start=1)
    numbered = islice(counted, plan.skip_rows + int(plan.header), None)
    while chunk := _some_rows(numbered, _rows_at_once(width)):
        good, broken = [], []
        for number, cells in chunk:
            if any(cell is not None for cell in cells[width:]):
                broken.append(BrokenRow(number, "ragged", " | ".join(c or "" for c in cells)[:500]))
            elif any(cell is not None for cell in cells):
                good.append((number, (cells + [None] * width)[:width]))
        yield _text_batch(good, width, broken, min(size * number // height, size))


def _some_rows(
    numbered: Iterator[tuple[int, list[Any]]], most: int
) -> list[tuple[int, list[str | None]]]:
    """The next rows as texts: ``most`` at most, and a bounded number of characters."""
    chunk: list[tuple[int, list[str | None]]] = []
    size = 0
    for number, row in numbered:
        cells = [cell_text(cell) for cell in row]
        chunk.append((number, cells))
        size += sum(len(cell) for cell in cells if cell)
        if len(chunk) >= most or size >= BATCH_CHARACTERS:
            break
    return chunk


def parquet_batches(
    path: Path,
    plan: Plan,
    *,
    groups: Sequence[int] | None = None,
    rows: int = BATCH_ROWS * 4,
    size: int = parquet.BATCH_BYTES,
) -> Iterator[Batch]:
    """Batches of at most ``rows`` rows and about ``size`` bytes; of the row groups named, where
    there are some. Their rows are numbered from 1 then too.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    on_disk = path.stat().st_size
    try:
        with pq.ParquetFile(path) as file:
            names, total = file.schema_arrow.names, max(file.metadata.num_rows, 1)
        wanted = [names[column.position] for column in plan.columns if column.include]
        following = 1
        for batch in parquet.batches(
            path, wanted, rows=rows, groups=groups, size=size, most=BLOCK_BYTES, threads=True
        ):
            numbers = np.arange(following, following + batch.num_rows, dtype=np.int64)
            following += batch.num_rows
            cells = iter(batch.columns)
            empty = pa.nulls(batch.num_rows, pa.string())
            columns = [next(cells) if column.include else empty for column in plan.columns]
            yield Batch(columns, numbers, position=on_disk * (following - 1) // total)
    except parquet.RecordTooLargeError as error:
        raise _record_refusal(error, whole=groups is None) from None
    except parquet.ColumnTooDenseError as error:
        raise _dense_refusal(error) from None
    except (pa.ArrowInvalid, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Refusal(
            msg("The Parquet file is damaged: {detail}", detail=str(error)[:300]),
            fix=msg("Export the file again and upload the whole of it."),
        ) from None


def _record_refusal(error: parquet.RecordTooLargeError, *, whole: bool) -> Refusal:
    """``whole``: the file was read from its start, so that the row has a number."""
    most = Num(value=float(BLOCK_BYTES), style="bytes")
    size = Num(value=float(error.size), style="bytes")
    fix = msg("Shorten the text, or leave the column out of the file.")
    if not whole:
        text = msg(
            "A row has {size}, most of it in column '{name}'; the most of one row is {most}.",
            size=size,
            name=error.column,
            most=most,
        )
        return Refusal(text, fix=fix)
    return Refusal(
        msg(
            "Row {row} has {size}, most of it in column '{name}'; the most of one row is {most}.",
            row=error.row + 1,
            size=size,
            name=error.column,
            most=most,
        ),
        fix=fix,
    )


def _dense_refusal(error: parquet.ColumnTooDenseError) -> Refusal:
    return Refusal(
        msg(
            "Column '{name}' unpacks to {size} from hardly any data, more than can be opened.",
            name=error.column,
            size=Num(value=float(error.size), style="bytes"),
        ),
        fix=msg("Export the file with smaller row groups, or leave the column out of it."),
    )

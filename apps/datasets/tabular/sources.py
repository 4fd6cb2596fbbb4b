"""Files as batches of columns with row numbers, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from apps.core.messages import Num, msg
from apps.core.storable import read_json
from apps.datasets.tabular import sheets
from apps.datasets.tabular.plan import Plan
from apps.datasets.tabular.textstream import Utf8Stream
from apps.engines import parquet
from apps.engines.contract import Refusal

BLOCK_BYTES = 2 * 1024 * 1024  # the most of one record; pyarrow reads up to 32 blocks ahead
BATCH_ROWS = 16_384
BATCH_CHARACTERS = 16 * 1024 * 1024  # of JSON Lines and Excel, whose rows have any length
BATCH_CELLS = 2_000_000  # of the same: also an empty one takes room


@dataclass(frozen=True)
class BrokenRow:
    """A record that could not be cut into the table's columns."""

    row: int
    code: str
    text: str


@dataclass
class Batch:
    """``columns``: one ``pyarrow.Array`` for each column of the file. ``rows``: the number of each
    record as a person counts it, from 1 with all that stands above the header.
    """

    columns: list[Any]
    rows: Any
    broken: list[BrokenRow] = field(default_factory=list)
    position: int = 0


def batches(path: Path, plan: Plan, book: sheets.Book | None = None) -> Iterator[Batch]:
    """All records of the file, as cut by ``plan``; cells of text files are text. ``book`` is an
    Excel file that is open already.
    """
    if plan.format == "xlsx":
        return _xlsx(book or sheets.Book(path), plan, path.stat().st_size)
    read = {"csv": _csv, "jsonl": _jsonl, "parquet": parquet_batches}[plan.format]
    return read(path, plan)


def _csv(path: Path, plan: Plan) -> Iterator[Batch]:
    import pyarrow as pa  # not needed to start the web process

    stream = Utf8Stream(path, plan.encoding, plan.quote)
    broken: list[BrokenRow] = []
    try:
        yield from _csv_batches(stream, plan, broken)
    except pa.ArrowInvalid as error:
        if plan.quote and stream.quotes % 2:
            raise _unclosed() from None
        raise _csv_refusal(error, long=path.stat().st_size > BLOCK_BYTES) from None
    finally:
        stream.close()
    if plan.quote and stream.quotes % 2:
        raise _unclosed()


def _csv_batches(stream: Utf8Stream, plan: Plan, broken: list[BrokenRow]) -> Iterator[Batch]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pc

    def skip(row: Any) -> str:
        broken.append(BrokenRow(row.number, "ragged", row.text[:500]))
        return "skip"

    names = [f"c{position}" for position in range(len(plan.columns))]
    with (
        pa.PythonFile(stream, mode="r") as file,
        pc.open_csv(
            file,
            pc.ReadOptions(
                column_names=names,
                skip_rows=plan.skip_rows,
                skip_rows_after_names=int(plan.header),
                block_size=BLOCK_BYTES,
                use_threads=False,  # only then are the numbers of broken rows known
            ),
            pc.ParseOptions(
                delimiter=plan.delimiter,
                quote_char=plan.quote or False,
                newlines_in_values=True,
                invalid_row_handler=skip,
            ),
            pc.ConvertOptions(
                column_types={name: pa.string() for name in names},
                strings_can_be_null=True,
                null_values=[""],
            ),
        ) as reader,
    ):
        following = plan.skip_rows + int(plan.header) + 1
        seen = 0
        for batch in reader:
            known = broken[seen:]
            rows = _numbers(following, batch.num_rows, [row.row for row in known])
            last = int(rows[-1]) if len(rows) else following
            mine = [row for row in known if row.row < last]
            seen += len(mine)
            following = last + 1 if len(rows) else following
            yield Batch(list(batch.columns), rows, mine, stream.position)
        if broken[seen:]:
            yield Batch(
                [pa.array([], pa.string())] * len(names),
                np.array([], dtype=np.int64),
                broken[seen:],
            )


def _numbers(first: int, count: int, taken: Sequence[int]) -> Any:
    """The next ``count`` record numbers from ``first`` that are not ``taken`` by broken rows."""
    import numpy as np

    numbers = np.arange(first, first + count + len(taken), dtype=np.int64)
    if taken:
        numbers = numbers[~np.isin(numbers, np.asarray(taken, dtype=np.int64))]
    return numbers[:count]


def _csv_refusal(error: Exception, *, long: bool) -> Refusal:
    """pyarrow's complaint in words; ``long``: the file has more bytes than one piece of reading."""
    text = str(error)
    if "unclosed" in text.lower() or "quote" in text.lower():
        return _unclosed()
    if "straddling" in text and long:
        return Refusal(
            msg("A line is longer than {size} MB.", size=BLOCK_BYTES // 1_000_000),
            fix=msg("Check the ends of the lines and the quotation marks."),
        )
    if "Empty CSV" in text or "straddling" in text:  # or a header without the end of its line
        return Refusal(msg("The file has no rows."), fix=msg("Choose a file with rows."))
    return Refusal(
        msg("The file could not be read as a table: {detail}", detail=text[:300]),
        fix=msg("Check the delimiter and the encoding."),
    )


def _unclosed() -> Refusal:
    return Refusal(
        msg("A quotation mark is opened and never closed, so the rest of the file is one cell."),
        fix=msg("Close or double the quotation mark, or choose 'no quotes' in the preview."),
    )


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

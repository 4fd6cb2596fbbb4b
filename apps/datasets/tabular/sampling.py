"""Rows from all over a file, in a time that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from apps.core.storable import read_json
from apps.datasets.tabular import sheets, sniff, sources
from apps.datasets.tabular.plan import Plan

SAMPLE_ROWS = 20_000
SAMPLE_BYTES = 32 * 1024 * 1024  # of its cells: fewer rows where they are long
WHOLE_BYTES = 4 * 1024 * 1024  # text up to this size is read from end to end
HEAD_BYTES = 1024 * 1024
PLACE_BYTES = 256 * 1024
PLACES = (0.2, 0.4, 0.6, 0.8, 1.0)  # where a window ends, beside the one at the start
PLACE_ROWS = 2_500
SHOWN_ROWS = 100
FITTING = 0.9  # share of a window's rows that must have the table's width

Row = list[Any]


@dataclass(frozen=True)
class Sample:
    """``columns``: cells of ``rows`` records by column, those from different places in turn, so
    that the first thousand are from everywhere. ``first``: the first records, by row.
    ``complete``: these are all; otherwise ``estimate`` tells about how many there are. ``misfits``
    more records were seen that cannot be cut into the columns.
    """

    columns: list[list[Any]]
    first: list[Row]
    rows: int
    complete: bool
    estimate: int
    misfits: int = 0


def take(path: Path, plan: Plan, book: sheets.Book | None = None) -> Sample:
    """A sample of the file as ``plan`` cuts it; ``book`` is the file, if it is open already."""
    if plan.format in ("csv", "jsonl") and path.stat().st_size > WHOLE_BYTES:
        return _from_windows(path, plan)
    if plan.format == "parquet":
        return _from_groups(path, plan)
    return _from_start(path, plan, book)


def _from_start(path: Path, plan: Plan, book: sheets.Book | None = None) -> Sample:
    """All of a small file; the start of a sheet, whose rows cannot be reached otherwise."""
    columns: list[list[Any]] = [[] for _ in plan.columns]
    rows = position = held = misfits = 0
    complete = True
    large = plan.format == "xlsx" or path.stat().st_size > WHOLE_BYTES
    most = SAMPLE_ROWS if large else WHOLE_BYTES
    for batch in sources.batches(path, plan, book):
        if rows >= most or held >= SAMPLE_BYTES:
            complete = False
            break
        for column, cells in zip(columns, batch.columns, strict=True):
            column.extend(cells.to_pylist())
            held += cells.nbytes
        rows += len(batch.rows)
        misfits += len(batch.broken)
        position = batch.position
    size = path.stat().st_size
    estimate = rows if complete or not position else round(rows * size / position)
    first = [list(row) for row in zip(*(column[:SHOWN_ROWS] for column in columns), strict=True)]
    return Sample(columns, first, rows, complete, estimate, misfits)


def _from_groups(path: Path, plan: Plan) -> Sample:
    """Parquet tells how many rows it has, and its row groups are read one by one."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        total, last = file.metadata.num_rows, file.num_row_groups - 1
    if total <= SAMPLE_ROWS:
        return _from_start(path, plan)
    wanted = dict.fromkeys([0, *(round(place * last) for place in PLACES)])
    rows_each, size_each = SAMPLE_ROWS // len(wanted), SAMPLE_BYTES // len(wanted)
    places = [_place(path, plan, group, rows_each, size_each) for group in wanted]
    return _mixed(places, len(plan.columns), total)


def _place(path: Path, plan: Plan, group: int, most: int, size: int) -> list[Row]:
    """The first rows of a row group: ``most`` of them, or as many as about ``size`` bytes hold."""
    rows: list[Row] = []
    for batch in sources.parquet_batches(path, plan, groups=[group], rows=most, size=size):
        rows += _rows_of(batch.columns)
        size -= sum(cells.nbytes for cells in batch.columns)
        if len(rows) >= most or size <= 0:
            break
    return rows[:most]


def _rows_of(columns: Sequence[Any]) -> list[Row]:
    return [list(row) for row in zip(*(cells.to_pylist() for cells in columns), strict=True)]


def _from_windows(path: Path, plan: Plan) -> Sample:
    """Text: the start, and windows up to the end that are found to hold whole records.

    Where the first record alone is larger than a window, the start is read as an import does.
    """
    size = path.stat().st_size
    places: list[list[Row]] = []
    read = records = misfits = 0
    for number, text in enumerate(windows(path, plan.encoding)):
        found = _records(text if number else sniff.below(text, plan.skip_rows), plan)
        if number == 0:
            found = found[int(plan.header) :]
        elif plan.format == "csv":
            found = found[1:]  # a window that begins inside quotes begins with half a record
        good = [row for row in found if len(row) == len(plan.columns)]
        if number and (not found or len(good) < FITTING * len(found)):
            continue
        read += len(text.encode(plan.encoding, "replace"))
        records += len(found)
        misfits += sum(1 for row in found if row and len(row) != len(plan.columns))
        places.append(good[: SAMPLE_ROWS - len(PLACES) * PLACE_ROWS if number == 0 else PLACE_ROWS])
    if not places[0]:
        return _from_start(path, plan)
    mixed = _mixed(places, len(plan.columns), round(size * records / max(read, 1)))
    return replace(mixed, misfits=misfits)


def windows(path: Path, encoding: str) -> Iterator[str]:
    """Pieces of a text file's lines: its start, then from evenly spread places up to its end."""
    size = path.stat().st_size
    with path.open("rb") as file:
        for end in (min(HEAD_BYTES, size), *(round(place * size) for place in PLACES)):
            start = max(end - PLACE_BYTES, 0) // 4 * 4 if end > HEAD_BYTES else 0
            file.seek(start)
            text = sniff.decode(file.read(end - start), encoding)
            if start:
                text = text.partition("\n")[2]
            yield text if end == size else text.rpartition("\n")[0]


def _records(text: str, plan: Plan) -> list[Row]:
    if plan.format == "csv":
        rows = sniff.parse(text, plan.delimiter, plan.quote, most=len(text))
        return [[cell or None for cell in row] for row in rows]
    found = []
    for line in text.split("\n"):
        try:
            row = read_json(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            found.append([sources.cell_text(row.get(column.source)) for column in plan.columns])
    return found


def _mixed(places: Sequence[list[Row]], width: int, estimate: int) -> Sample:
    rows = [row for turn in zip_longest(*places) for row in turn if row is not None]
    columns = [[row[index] for row in rows] for index in range(width)]
    return Sample(columns, places[0][:SHOWN_ROWS], len(rows), complete=False, estimate=estimate)

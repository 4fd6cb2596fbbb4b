"""A stored table as an Excel workbook, row by row, so that memory does not grow with the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from apps.engines import parquet
from apps.engines.contract import Dtype

MOST_ROWS = 1_048_575  # a sheet has 1,048,576, one of them for the names
MOST_COLUMNS = 16_384
LONGEST_TEXT = 32_767
BATCH = 4096


def write(
    source: Path,
    columns: Sequence[tuple[str, Dtype]],
    target: str | Path | IO[bytes],
    *,
    folder: Path | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> int:
    """Write the Parquet file ``source`` to ``target``, values as values and never formulas.

    ``columns`` are names and types in order; ``folder`` takes the rows until the end (None: the
    system's folder for temporary files). ``progress`` gets the rows written so far and may raise.
    Returns the number of rows.
    """
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": folder and str(folder),
        "use_zip64": True,
    }
    written = 0
    with xlsxwriter.Workbook(target, options) as book:
        formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        sheet = book.add_worksheet("Data")
        for index, (name, _dtype) in enumerate(columns):
            sheet.write_string(0, index, name)
        forms = [formats.get(dtype) for _name, dtype in columns]
        for batch in parquet.batches(source, rows=BATCH):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                written += 1
                _write_row(sheet, written, row, forms)
            progress(written)
    return written


def _write_row(sheet: Any, place: int, row: Sequence[Any], forms: Sequence[Any]) -> None:
    for index, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, str):
            sheet.write_string(place, index, value[:LONGEST_TEXT])
        elif forms[index] is None:
            sheet.write(place, index, value)
        elif value.year >= 1900:  # Excel knows no day before
            sheet.write_datetime(place, index, value, forms[index])
        else:
            sheet.write_string(place, index, str(value))

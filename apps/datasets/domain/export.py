"""Datasets and rejections as files to download, streamed row by row."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from apps.core import rendering
from apps.core.messages import msg
from apps.core.spreadsheets import harmless
from apps.datasets.models import DatasetVersion
from apps.datasets.tabular.reasons import REASONS
from apps.jobs.inputs import providers

MOST_XLSX_ROWS = 100_000
BATCH = 4096


def _batches(version: DatasetVersion) -> Iterator[Any]:
    import pyarrow.parquet as pq  # not needed to start the web process

    provider = providers.get("dataset")
    if provider is None:
        raise LookupError("the provider of datasets is not registered")
    with pq.ParquetFile(provider.materialise(version.project_id, str(version.pk))) as file:
        yield from file.iter_batches(batch_size=BATCH)


def csv_lines(version: DatasetVersion, *, safe: bool) -> Iterator[str]:
    """The version as CSV. ``safe`` is meant for spreadsheets: with a byte order mark, and text that
    looks like a formula made harmless; otherwise values are exact.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if safe:
        buffer.write("\ufeff")
    names = [column["name"] for column in version.columns]
    writer.writerow([harmless(name) if safe else name for name in names])
    for batch in _batches(version):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            writer.writerow([_cell(value, safe) for value in row])
        yield _drain(buffer)
    yield _drain(buffer)


def _cell(value: Any, safe: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return harmless(value) if safe else value
    return value


def _drain(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def xlsx_file(version: DatasetVersion) -> IO[bytes]:
    """The version as an Excel workbook in a temporary file, values as values, never formulas."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        sheet = book.add_worksheet("Data")
        for index, column in enumerate(version.columns):
            sheet.write_string(0, index, column["name"])
        _write_rows(sheet, version, formats)
    file.seek(0)
    return file


def _write_rows(sheet: Any, version: DatasetVersion, formats: dict[str, Any]) -> None:
    kinds = [column["dtype"] for column in version.columns]
    row = 0
    for batch in _batches(version):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            row += 1
            for index, value in enumerate(values):
                if value is not None:
                    _write_cell(sheet, row, index, value, formats.get(kinds[index]))


def _write_cell(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:32_767])
    elif form is not None and value.year >= 1900:
        sheet.write_datetime(row, column, value, form)
    elif form is not None:
        sheet.write_string(row, column, str(value))
    else:
        sheet.write(row, column, value)


def rejection_lines(version: DatasetVersion) -> Iterator[str]:
    """The rejected values as CSV in the reader's language, harmless in a spreadsheet."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer)
    heads = [msg("row"), msg("column"), msg("value"), msg("reason"), msg("what to do")]
    writer.writerow([rendering.render(head) for head in heads])
    with version.rejections.open("rb") as raw:
        lines = csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
        for line in lines:
            reason, fix = REASONS[line["code"]]
            texts = [line["column"], line["value"], rendering.render(reason), rendering.render(fix)]
            writer.writerow([line["row"], *(harmless(text) for text in texts)])
            if buffer.tell() > 65_536:
                yield _drain(buffer)
    yield _drain(buffer)


def file_name(version: DatasetVersion, suffix: str) -> str:
    """A name for the download made of the dataset's, safe in every file system."""
    kept = "".join(
        char if char.isalnum() or char in " -_." else "_" for char in version.dataset.name
    )
    return f"{Path(kept.strip() or 'dataset').name}-v{version.number}.{suffix}"

"""Excel workbooks: bounded before they are opened, then read by calamine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apps.core.messages import Num, msg
from apps.engines.contract import Refusal

MOST_BYTES = 200 * 1024**2
MOST_RATIO = 50
MOST_CELLS = 30_000_000
FREE_RATIO_BYTES = 20 * 1024**2  # small workbooks of repeated text compress well and harm nobody
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
SAVE_AS_CSV = msg("Save the sheet as CSV and upload that.")


def check(path: Path) -> None:
    """Refuse a workbook that would not fit in memory, without unpacking it to memory."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Refusal(
            msg(
                "The Excel file has {size}; the most is {most}.",
                size=Num(value=float(size), style="bytes"),
                most=Num(value=float(MOST_BYTES), style="bytes"),
            ),
            fix=SAVE_AS_CSV,
        )
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > max(MOST_RATIO * size, FREE_RATIO_BYTES):
            raise _bomb(unpacked / size)
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                _check_sheet(archive, entry)


def _bomb(ratio: float) -> Refusal:
    return Refusal(
        msg(
            "The Excel file unpacks to {ratio} times its size; the most is {most} times.",
            ratio=Num(value=ratio, digits=3),
            most=MOST_RATIO,
        ),
        fix=SAVE_AS_CSV,
    )


def _check_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """A sheet is opened as a full rectangle: one stray cell far away could fill the memory."""
    far_row = far_column = 0
    rest = b""
    try:
        with archive.open(entry) as file:
            while block := file.read(1024 * 1024):
                data = rest + block
                for letters, row in _CELL.findall(data):
                    far_row = max(far_row, int(row))
                    far_column = max(far_column, _column_number(letters))
                rest = data[-64:]
    except (zipfile.BadZipFile, EOFError):
        raise _damaged() from None
    if far_row * far_column > MOST_CELLS:
        raise Refusal(
            msg(
                "A sheet reaches over {rows} rows and {columns} columns, more than can be opened.",
                rows=far_row,
                columns=far_column,
            ),
            fix=msg("Delete the cells outside your table, or save the sheet as CSV."),
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _damaged() -> Refusal:
    return Refusal(
        msg("The Excel file is damaged and cannot be opened."),
        fix=msg("Open it in Excel, save it again and upload the new file."),
    )


def names(path: Path) -> list[str]:
    """The worksheets, in the order of the workbook."""
    return list(_open(path).sheet_names)


def rows(path: Path, sheet: str) -> Iterator[list[Any]]:
    """The rows of a sheet from its first row on; cells as calamine gives them."""
    book = _open(path)
    if sheet not in book.sheet_names:
        raise Refusal(msg("The workbook has no sheet '{name}'.", name=sheet))
    opened = book.get_sheet_by_name(sheet)
    start = opened.start
    lead: list[Any] = [None] * (start[1] if start else 0)
    for row in opened.iter_rows():
        yield lead + list(row)


def _open(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook  # not needed by the web process

    try:
        return CalamineWorkbook.from_path(str(path))
    except CalamineError:
        raise _damaged() from None

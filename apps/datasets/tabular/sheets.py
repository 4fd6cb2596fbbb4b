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
MOST_TEXT = 1024**3  # of a sheet's cells together
LONG_TEXT = MOST_TEXT // MOST_CELLS  # shorter ones cannot come to that
FREE_RATIO_BYTES = 20 * 1024**2  # small workbooks of repeated text compress well and harm nobody
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_SHARED = re.compile(
    rb'<c [^>]*?t="s"[^>]*>\s*(?:<f[^>]*>[^<]*</f>\s*|<f[^>]*/>\s*)?<v[^>]*>\s*(\d{1,9})\s*<'
)
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
        lengths = _shared_lengths(archive)
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                _check_sheet(archive, entry, lengths)


def _bomb(ratio: float) -> Refusal:
    return Refusal(
        msg(
            "The Excel file unpacks to {ratio} times its size; the most is {most} times.",
            ratio=Num(value=ratio, digits=3),
            most=MOST_RATIO,
        ),
        fix=SAVE_AS_CSV,
    )


def _shared_lengths(archive: zipfile.ZipFile) -> list[int]:
    """The bytes of each shared text, as an upper bound (what marks its parts up is counted too);
    nothing where none is long enough to matter.
    """
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    lengths: list[int] = []
    before, tail = 0, b""  # of the text that goes on: what was let go of, and its end so far
    try:
        with archive.open("xl/sharedStrings.xml") as file:
            while block := file.read(1024 * 1024):
                *ended, tail = (tail + block).split(b"</si>")
                if ended:
                    lengths += [before + len(ended[0]), *map(len, ended[1:])]
                    before = 0
                before += max(len(tail) - len(b"</si>"), 0)  # the mark may be cut in two
                tail = tail[-len(b"</si>") :]
    except (zipfile.BadZipFile, EOFError):
        raise _damaged() from None
    return lengths if max(lengths, default=0) > LONG_TEXT else []


def _check_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, lengths: list[int]) -> None:
    """A sheet is opened as a full rectangle, and a shared text anew in each of its cells: one stray
    cell far away, or one long text in all of them, could fill the memory.
    """
    far_row = far_column = text = 0
    rest = b""
    try:
        with archive.open(entry) as file:
            while block := file.read(1024 * 1024):
                data = rest + block
                for letters, row in _CELL.findall(data):
                    far_row = max(far_row, int(row))
                    far_column = max(far_column, _column_number(letters))
                text += _text_bytes(data, lengths)
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
    if text > MOST_TEXT:
        raise Refusal(
            msg(
                "The texts of a sheet come to {size}, more than can be opened.",
                size=Num(value=float(text), style="bytes"),
            ),
            fix=msg("Shorten the long texts that repeat, or save the sheet as CSV."),
        )


def _text_bytes(data: bytes, lengths: list[int]) -> int:
    if not lengths:
        return 0
    last = len(lengths) - 1
    return sum(lengths[min(int(place), last)] for place in _SHARED.findall(data))


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


class Book:
    """A workbook. A sheet is parsed as a whole when it is first asked for; the last one is kept,
    so that looking at a sheet and then reading it parses it once.
    """

    def __init__(self, path: Path) -> None:
        self._book = _open(path)
        self._kept: tuple[str, Any] = ("", None)

    @property
    def names(self) -> list[str]:
        """The worksheets, in the order of the workbook."""
        return list(self._book.sheet_names)

    def rows(self, sheet: str) -> Iterator[list[Any]]:
        """The rows of a sheet from its first row on; cells as calamine gives them."""
        opened = self._sheet(sheet)
        start = opened.start
        lead: list[Any] = [None] * (start[1] if start else 0)
        for row in opened.iter_rows():
            yield lead + list(row)

    def height(self, sheet: str) -> int:
        """The number of its last row that holds anything."""
        return int(self._sheet(sheet).total_height)

    def _sheet(self, name: str) -> Any:
        if self._kept[1] is None or self._kept[0] != name:
            if name not in self._book.sheet_names:
                raise Refusal(msg("The workbook has no sheet '{name}'.", name=name))
            self._kept = ("", None)  # two parsed sheets need not be in memory at once
            self._kept = (name, self._book.get_sheet_by_name(name))
        return self._kept[1]


def _open(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook  # not needed by the web process

    try:
        return CalamineWorkbook.from_path(str(path))
    except CalamineError:
        raise _damaged() from None

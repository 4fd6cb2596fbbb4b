"""The cells of a small file that somebody has filled in: CSV in any usual form, or Excel."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from apps.core.messages import Num, msg
from apps.core.storable import storable
from apps.datasets.dictionary import sheet
from apps.datasets.tabular import sheets, sniff
from apps.datasets.tabular.sources import cell_text
from apps.engines.contract import Refusal
from apps.projects.domain.errors import Refused

MOST_BYTES = 1024**2
MOST_ROWS = 20_000
MOST_CELLS = 400_000
Cells = list[list[str]]


def cells_of(content: bytes) -> Cells:
    """The rows of the file. Raises ``Refused`` where it cannot be read."""
    if not content.strip():
        raise Refused(msg("The file is empty."))
    if len(content) > MOST_BYTES:
        raise too_large()
    cells = _workbook(content) if content.startswith(b"PK") else _text(content)
    if len(cells) > MOST_ROWS or sum(map(len, cells)) > MOST_CELLS:
        raise too_large()
    cells = [list(row) for row in storable(cells)]
    if len(carried(cells).encode()) > 2 * MOST_BYTES:
        raise too_large()
    return cells


def too_large() -> Refused:
    most = Num(value=float(MOST_BYTES), style="bytes")
    return Refused(msg("The file is too large: at most {most} and {rows} rows.",
                       most=most, rows=MOST_ROWS))  # fmt: skip


def carried(cells: Sequence[Sequence[str]]) -> str:
    """The cells as a text that a form carries from the preview to the saving."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def brought(text: str) -> Cells:
    """What :func:`carried` was given; ``Refused`` if it is something else."""
    again = Refused(msg("Choose the file again: what the page kept of it has been lost."))
    try:
        cells: Any = storable(json.loads(text))
    except (ValueError, RecursionError):
        raise again from None
    if not _is_table(cells):
        raise again
    rows: Cells = cells
    return rows


def _is_table(cells: Any) -> bool:
    return isinstance(cells, list) and len(cells) <= MOST_ROWS and all(map(_is_row, cells))


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and all(isinstance(cell, str) for cell in row)


def _workbook(content: bytes) -> Cells:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            sheets.check(Path(file.name))
            book = sheets.Book(Path(file.name))
            rows = book.rows(book.names[0]) if book.names else iter(())
            return [[cell_text(cell) or "" for cell in row] for row in islice(rows, MOST_ROWS + 1)]
        except Refusal as refusal:
            raise Refused(refusal.issue.message) from None
        except Exception as error:  # a zip that is no workbook: calamine and zipfile raise many
            raise Refused(
                msg("The file is no Excel workbook that can be read. Save it as .xlsx or CSV.")
            ) from error


def _text(content: bytes) -> Cells:
    encoding = "utf-8-sig" if sniff.decodes(content, "utf-8", True) else _encoding(content)
    text = content.decode(encoding, errors="replace")
    try:
        first = text.splitlines()[:1]
        sign = max(",;\t", key=lambda each: _heads_known(list(csv.reader(first, delimiter=each))))
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        raise Refused(
            msg("The file cannot be read as CSV. Save it as CSV or Excel and choose it again.")
        ) from None


def _heads_known(cells: Cells) -> int:
    return sum(sheet.is_head(cell) for cell in cells[0]) if cells else 0


def _encoding(content: bytes) -> str:
    return sniff.encoding_of(content, True).name

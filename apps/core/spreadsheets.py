"""Text in files that spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

BLOCK = 65_536  # characters of a file that are handed on at once
BYTE_ORDER_MARK = "\ufeff"  # by which spreadsheets know UTF-8
# Full-width forms too: spreadsheets of East Asian editions read them as formulas (OWASP).
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_MARK = "'"  # before what looks like a formula


def harmless(cell: str) -> str:
    """Text that a spreadsheet will not run as a formula (OWASP: CSV injection); numbers stay."""
    if not cell.startswith(_RISKY):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"{_MARK}{cell}"
    return cell


def restored(cell: str) -> str:
    """What :func:`harmless` was given. A text that itself began with such a mark loses it."""
    rest = cell.removeprefix(_MARK)
    return rest if rest != cell and harmless(rest) == cell else cell


def csv_blocks(rows: Iterable[Sequence[Any]], *, marked: bool = True) -> Iterator[str]:
    """The rows as CSV, as they come, in blocks; ``marked`` for spreadsheets. Cells are written as
    they are: see :func:`harmless`.
    """
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK if marked else "")
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > BLOCK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_download(rows: Iterable[Sequence[Any]], filename: str) -> StreamingHttpResponse:
    """:func:`csv_blocks` as a file of this name."""
    response = StreamingHttpResponse(csv_blocks(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response

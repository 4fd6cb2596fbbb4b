"""A file in any encoding as a stream of valid UTF-8, for a parser that reads nothing else."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import BinaryIO

from apps.core.storable import UNKNOWN

BLOCK = 1024 * 1024


class Utf8Stream(io.RawIOBase):
    """Decodes block by block. Bytes that cannot be decoded, and NUL, become U+FFFD, so that the
    cell that holds them can be named later. ``quotes`` counts quote characters: an odd total means
    that one was never closed. ``position`` is in bytes of the file.
    """

    def __init__(self, path: Path, encoding: str, quote: str = "") -> None:
        super().__init__()
        self._file: BinaryIO = path.open("rb")
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._quote = quote.encode()
        self._plain = encoding == "utf-8"
        self._start = True
        self._ended = False
        self._waiting = b""
        self.quotes = 0
        self.position = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        parts: list[bytes] = []
        wanted = size if size >= 0 else 1 << 62
        while wanted > 0 and (self._waiting or self._fill()):
            if len(self._waiting) <= wanted:
                part, self._waiting = self._waiting, b""
            else:
                part, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
            parts.append(part)
            wanted -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _fill(self) -> bool:
        while not self._ended:
            raw = self._file.read(BLOCK)
            self._ended = not raw
            self.position += len(raw)
            data = self._encoded(raw)
            if data:
                self.quotes += data.count(self._quote) if self._quote else 0
                self._waiting = data
                return True
        return False

    def _encoded(self, raw: bytes) -> bytes:
        if self._plain and not self._start and _is_clean(raw) and not self._decoder.getstate()[0]:
            return raw
        text = self._decoder.decode(raw, final=self._ended)
        if self._start and text:
            self._start = False
            text = text.removeprefix("\ufeff")
        return text.replace("\x00", UNKNOWN).encode("utf-8", "replace")

    def close(self) -> None:
        self._file.close()
        super().close()


def _is_clean(raw: bytes) -> bool:
    """Whether the bytes are their own UTF-8, with nothing to be named later."""
    return raw.isascii() and b"\x00" not in raw

"""How long a zip's list of members is, before anything reads it.

``zipfile`` makes an object of every entry when it opens a zip. A few gigabytes of entries, each of
46 bytes, would fill the memory of the web process before a single check could be made.
"""

from __future__ import annotations

import struct
from pathlib import Path

END, END_BYTES = b"PK\x05\x06", 22
LOCATOR, LOCATOR_BYTES = b"PK\x06\x07", 20
WIDE, WIDE_BYTES = b"PK\x06\x06", 56  # the same end for zips beyond 4 GB
LONGEST_COMMENT = 65535
MOST_BYTES = 1024**2


def is_short(path: Path) -> bool:
    """Whether the directory of the zip has at most a megabyte; False for what is no zip."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = max(0, size - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES - WIDE_BYTES)
        file.seek(start)
        tail = file.read()
    end = tail.rfind(END)
    if end < 0 or end + END_BYTES > len(tail):
        return False
    if tail[max(0, end - LOCATOR_BYTES) :][:4] == LOCATOR and end >= LOCATOR_BYTES:
        return _wide(tail, end - LOCATOR_BYTES, start)
    (length,) = struct.unpack_from("<I", tail, end + 12)
    return bool(length <= MOST_BYTES)


def _wide(tail: bytes, locator: int, start: int) -> bool:
    """As above, by the wide end. It must stand right before its locator: whatever reads the zip
    then reads the same one.
    """
    place = locator - WIDE_BYTES
    (told,) = struct.unpack_from("<Q", tail, locator + 8)
    if place < 0 or tail[place : place + 4] != WIDE or told != start + place:
        return False
    (length,) = struct.unpack_from("<Q", tail, place + 40)
    return bool(length <= MOST_BYTES)

"""What goes through sockets and pipes: one JSON document with its length before it.

Four bytes, most significant first, say how many bytes of UTF-8 follow. Nothing here needs Django.
"""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any, BinaryIO

HEAD = struct.Struct("!I")
MOST_BYTES = 32 * 1024 * 1024  # of one document; what may be asked is bounded far below


class FrameError(Exception):
    """These bytes are no document, or more than may be sent at once."""


def packed(document: Any) -> bytes:
    """The document as it is sent. Raises :class:`FrameError` if it is too large."""
    body = json.dumps(document, separators=(",", ":")).encode("ascii")
    if len(body) > MOST_BYTES:
        raise FrameError(f"{len(body)} bytes are more than one frame holds")
    return HEAD.pack(len(body)) + body


def unpacked(body: bytes) -> Any:
    """The document of a frame's body."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FrameError("this is no JSON document") from error


def length_of(head: bytes, most: int = MOST_BYTES) -> int:
    """How many bytes follow. Raises :class:`FrameError` if they are more than ``most``."""
    (length,) = HEAD.unpack(head)
    if length > most:
        raise FrameError(f"a frame of {length} bytes is longer than the {most} that are taken")
    return int(length)


def read(stream: BinaryIO) -> Any:
    """The next document of a pipe or socket file; None at its end. Blocks."""
    head = stream.read(HEAD.size)
    if not head:
        return None
    if len(head) < HEAD.size:
        raise FrameError("the other side went away in the middle of a frame")
    length = length_of(head)
    body = stream.read(length)
    if len(body) < length:
        raise FrameError("the other side went away in the middle of a frame")
    return unpacked(body)


def write(stream: BinaryIO, document: Any) -> None:
    """Send one document and see it off. Blocks."""
    stream.write(packed(document))
    stream.flush()


async def read_from(reader: asyncio.StreamReader, most: int = MOST_BYTES) -> Any:
    """As :func:`read`, without blocking. ``asyncio.IncompleteReadError`` at the end."""
    return unpacked(await reader.readexactly(length_of(await reader.readexactly(HEAD.size), most)))

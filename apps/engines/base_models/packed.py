"""The head of the packed multilingual model, read without unpacking it: see ``builtin.text.e5``."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from apps.core.messages import msg
from apps.engines.base_models.reading import Reading

MAGIC = b"E5S1"
ARCHITECTURE = "bert"
HEAD, TENSOR = 72, struct.Struct("<BIQQ")
SIZES = struct.Struct("<6i")
MOST_TENSORS = 10_000


@dataclass(frozen=True)
class Sizes:
    """As in ``builtin.text.e5``."""

    hidden: int
    layers: int
    heads: int
    feed: int
    words: int
    positions: int


def read(file: Path) -> Reading:
    """Its facts; what is no such file has a problem."""
    try:
        with file.open("rb") as stream:
            return Reading(ARCHITECTURE, _parameters(stream), (file.name,))
    except (OSError, ValueError, struct.error):
        damaged = msg("The weights in {file} are cut short or damaged.", file=file.name)
        return Reading(ARCHITECTURE, problems=(damaged,))


def sizes(file: Path) -> Sizes:
    """Its sizes. Raises ``ValueError`` or ``struct.error`` for what is no such file."""
    with file.open("rb") as stream:
        return Sizes(*SIZES.unpack_from(_head(stream), 8))


def _head(stream: BinaryIO) -> bytes:
    head = stream.read(HEAD)
    if head[:4] != MAGIC:
        raise ValueError("not a packed E5 model")
    return head


def _parameters(stream: BinaryIO) -> int:
    head = _head(stream)
    words, _bos, _eos, _pad, _unknown, letters = struct.unpack_from("<5iQ", head, 44)
    stream.seek(HEAD + 4 * (words + 1) + 4 * words + letters)
    _version, skipped = struct.unpack("<iI", stream.read(8))
    stream.seek(skipped, 1)  # the map of characters
    (count,) = struct.unpack("<i", stream.read(4))
    if not 0 < count < MOST_TENSORS:
        raise ValueError("no directory of tensors")
    return sum(_numbers(stream) for _ in range(count))


def _numbers(stream: BinaryIO) -> int:
    (length,) = struct.unpack("<H", stream.read(2))
    stream.seek(length, 1)
    _form, numbers, _offset, _size = TENSOR.unpack(stream.read(TENSOR.size))
    return int(numbers)

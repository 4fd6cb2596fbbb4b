"""Cells of the types that a Parquet file carries: which count as missing, and back from text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

_DECIMAL = re.compile(r"decimal(\d+)\((\d+), (-?\d+)\)")
_ZONED = re.compile(r"timestamp\[(\w+), tz=(.+)\]")


def typed(shown: Sequence[str | None], kind: str) -> Any:
    """Cells as an inspection shows them, in the type ``kind`` that the file holds them in: so a
    preview converts what the import will. Types that are imported by their text stay text.
    """
    import pyarrow as pa  # not needed to start the web process

    stored = _type_named(kind)
    read = _reader(stored)
    if read is None:
        return pa.array(shown, type=pa.string())
    return pa.array([None if cell is None else read(cell) for cell in shown], type=stored)


def _type_named(kind: str) -> Any:
    import pyarrow as pa

    if found := _DECIMAL.fullmatch(kind):
        bits, precision, scale = found.groups()
        return getattr(pa, f"decimal{bits}")(int(precision), int(scale))
    if found := _ZONED.fullmatch(kind):
        return pa.timestamp(found.group(1), found.group(2))
    try:
        return pa.type_for_alias(kind)
    except ValueError:  # '' of a file without types, lists, structures
        return pa.string()


def _reader(kind: Any) -> Callable[[str], Any] | None:
    """What undoes ``str()``; None for types whose values are imported by their text."""
    import pyarrow.types as types

    if types.is_boolean(kind):
        return lambda cell: cell == "True"
    if types.is_integer(kind):
        return int
    if types.is_floating(kind):
        return float
    if types.is_decimal(kind):
        return Decimal
    if types.is_date(kind):
        return dt.date.fromisoformat
    return dt.datetime.fromisoformat if types.is_timestamp(kind) else None


def text_codes(array: Any) -> Any:
    """The UTF-8 of all cells of a text array, one after the other, as an array of bytes."""
    import numpy as np

    _, offsets, data = array.buffers()
    if data is None or not len(array):
        return np.empty(0, np.uint8)
    ends = np.frombuffer(offsets, dtype="<i8" if str(array.type) == "large_string" else "<i4")
    first, last = ends[array.offset], ends[array.offset + len(array)]
    return np.frombuffer(data, dtype=np.uint8)[int(first) : int(last)]


def text_bytes(array: Any) -> bytes:
    """The same as ``bytes``."""
    return bytes(text_codes(array).data)


def is_plain(codes: Any) -> bool:
    """Whether these bytes are visible characters of ASCII alone: no blank and no sign that stands
    for what could not be read.
    """
    return not len(codes) or bool(codes.min() > 0x20 and codes.max() < 0x7F)


def without_missing(array: Any, words: Sequence[str]) -> Any:
    """``array`` with null in place of the values that one of ``words`` means."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_float16(array.type):
        array = array.cast(pa.float32())  # the same values, which more can be done with
    if _reader(array.type) is None:
        return array
    gone = values_of(tuple(words), array.type)
    if not len(gone):
        return array
    return pc.if_else(pc.is_in(array, value_set=gone), pa.scalar(None, type=array.type), array)


@lru_cache(maxsize=512)
def values_of(words: tuple[str, ...], kind: Any) -> Any:
    """Those of ``words`` that are values of the ``pyarrow`` type ``kind``, as an array of it. Kept,
    because a plan's hundred words are asked for with every batch of every column.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    found = [value for word in words if (value := _value(word.strip(), kind)) is not None]
    values = pa.concat_arrays(found) if found else pa.array([], type=kind)
    return values.filter(pc.invert(pc.is_nan(values))) if pa.types.is_floating(kind) else values


def _value(word: str, kind: Any) -> Any:
    """An array of the one value that ``word`` is; a moment without an offset is one of UTC's, as
    moments are stored.
    """
    import pyarrow as pa

    ways = [kind]
    if pa.types.is_timestamp(kind) and kind.tz:
        ways.append(pa.timestamp(kind.unit))
    for way in ways:
        try:
            return pa.array([word]).cast(way).cast(kind)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            continue
    return None

"""Cells of text that say that a value is missing."""

from __future__ import annotations

from typing import Any

from apps.datasets.tabular import natives
from apps.datasets.tabular.plan import ColumnPlan


def present(array: Any, column: ColumnPlan) -> Any:
    """Cells without the blanks around them, null where they say that the value is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = trimmed(array)
    return pc.if_else(is_missing(text, column), pa.scalar(None, type=text.type), text)


def trimmed(array: Any) -> Any:
    """Cells without the blanks around them."""
    import pyarrow.compute as pc

    return array if natives.is_plain(natives.text_codes(array)) else pc.utf8_trim_whitespace(array)


def is_missing(text: Any, column: ColumnPlan) -> Any:
    """Which cells say that the value is missing: null, empty, or one of the words for it. Words
    that are shorter or longer than all cells are not looked for.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    gone = pc.is_null(text)
    lengths = pc.min_max(pc.binary_length(text))
    if not lengths["min"].is_valid:
        return gone
    low, high = lengths["min"].as_py(), lengths["max"].as_py()
    words = {word.strip() for word in column.missing} | {""}
    looked = sorted(word for word in words if low <= len(word.encode()) <= high)
    return pc.or_(gone, pc.is_in(text, value_set=pa.array(looked, text.type))) if looked else gone

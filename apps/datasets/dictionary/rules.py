"""How many cells break what a column's description permits, from the profile alone.

A profile holds counts of values or of bins and no cells. Where it cannot tell the exact number,
nothing is claimed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from apps.datasets.models import ColumnEntry
from apps.datasets.tabular.schema import NUMERIC

EXACT = 2**53  # whole numbers from here on are not all doubles
CUT = 200  # characters: the profile keeps no more of a value


def has_rule(entry: ColumnEntry | None) -> bool:
    return entry is not None and (
        entry.minimum is not None or entry.maximum is not None or bool(entry.permitted)
    )


def broken(
    entry: ColumnEntry, column: Mapping[str, Any], detail: Mapping[str, Any], rows: int
) -> int | None:
    """The cells of a version that break the rule of ``entry``; None where its profile (``column``
    as ``ColumnProfile``, ``detail`` as ``ColumnDetail``) does not tell. Missing cells break none.
    """
    present = rows - column["missing"]
    if not present:
        return 0
    counts = _counts(column, detail, present)
    if counts is not None:
        return sum(count for value, count in counts if _breaks(entry, value, column["dtype"]))
    if entry.permitted or column["dtype"] not in NUMERIC:
        return None
    ends = [_below(entry.minimum, column, detail, present)]
    ends.append(_above(entry.maximum, column, detail, present))
    return None if None in ends else sum(end for end in ends if end is not None)


def some_break(entry: ColumnEntry, column: Mapping[str, Any]) -> bool:
    """Whether the smallest or the largest cell breaks the rule, however many others do."""
    low, high = _ends(column) if column["dtype"] in NUMERIC else (None, None)
    below = None not in (entry.minimum, low) and low < entry.minimum  # type: ignore[operator]
    above = None not in (entry.maximum, high) and high > entry.maximum  # type: ignore[operator]
    return bool(below or above)


def _breaks(entry: ColumnEntry, value: str, dtype: str) -> bool:
    if entry.permitted and value not in entry.permitted:
        return True
    if dtype not in NUMERIC:
        return False
    number = float(value)
    low, high = entry.minimum, entry.maximum
    return (low is not None and number < low) or (high is not None and number > high)


def _counts(
    column: Mapping[str, Any], detail: Mapping[str, Any], present: int
) -> list[tuple[str, int]] | None:
    """(value, cells) of every value that the column has; None where there are more than are kept.

    A whole number has a bin of its own where the bins are one wide.
    """
    if column["dtype"] == "integer":
        found = _single(detail.get("histogram") or {})
    else:
        found = [(str(value), int(count)) for value, count in detail.get("top") or []]
        if column.get("distinct") != len(found) or any(len(value) >= CUT for value, _ in found):
            return None
    complete = sum(count for _value, count in found) == present
    return found if complete else None


def _single(histogram: Mapping[str, Any]) -> list[tuple[str, int]]:
    edges, counts = histogram.get("edges", []), histogram.get("counts", [])
    if len(edges) < 2 or max(map(abs, edges)) >= EXACT or edges[1] - edges[0] != 1:
        return []
    return [(str(round(edge + 0.5)), count) for edge, count in zip(edges, counts, strict=False)]


def _below(
    limit: float | None, column: Mapping[str, Any], detail: Mapping[str, Any], present: int
) -> int | None:
    """Cells smaller than ``limit``. What lies left of an edge is counted exactly: bins hold their
    left edge (``numpy.histogram``)."""
    low, high = _ends(column)
    if limit is None or (low is not None and limit <= low):
        return 0
    if low is None or high is None or limit > high:
        return None if low is None or high is None else present
    first = math.ceil(limit) if column["dtype"] == "integer" else limit
    return _left_of(first, column["dtype"], detail)


def _above(
    limit: float | None, column: Mapping[str, Any], detail: Mapping[str, Any], present: int
) -> int | None:
    """Cells larger than ``limit``: of whole numbers those from the next one on."""
    low, high = _ends(column)
    if limit is None or (high is not None and limit >= high):
        return 0
    if low is None or high is None or limit < low:
        return None if low is None or high is None else present
    if column["dtype"] != "integer":
        return None  # cells that equal an edge are counted right of it
    kept = _left_of(math.floor(limit) + 1, "integer", detail)
    return None if kept is None else present - kept


def _ends(column: Mapping[str, Any]) -> tuple[float | None, float | None]:
    low, high = column.get("minimum"), column.get("maximum")
    if low is None or high is None:
        return None, None
    if column["dtype"] == "integer" and max(abs(low), abs(high)) >= EXACT:
        return None, None
    return low, high


def _left_of(first: float, dtype: str, detail: Mapping[str, Any]) -> int | None:
    """Cells smaller than ``first``, where an edge parts them from the rest. The last edge does not:
    its bin holds it.
    """
    histogram = detail.get("histogram") or {}
    for place, edge in enumerate(histogram.get("edges", [])[:-1]):
        parts = first - 1 < edge <= first if dtype == "integer" else edge == first
        if parts:
            return sum(histogram["counts"][:place])
    return None

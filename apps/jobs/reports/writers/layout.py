"""How a table fits on paper: upright, smaller, in pieces, or long and wide across a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from apps.jobs.reports.document import Grid

NORMAL, SMALL, ACROSS = 98, 114, 170  # letters that a line holds
LEAST, MOST = 13, 40  # letters that a text is broken to at worst, and is given at best
GAP = 2  # between columns
MANY_ROWS = 25  # fewer would leave most of a page turned across empty


@dataclass(frozen=True)
class Piece:
    """Columns of a table that go on the paper together, what each takes of the width, and how."""

    columns: list[int]
    shares: list[int]
    form: Literal["normal", "small", "across"]


def pieces(grid: Grid) -> list[Piece]:
    """One where the columns fit a line. Else several below one another, the first column, which
    says what a row is, in each; or one across, where the table is long enough to fill a page.
    """
    least = [min(*_widths(grid, place)) for place in range(len(grid.columns))]
    whole = list(range(len(least)))
    if sum(max(_widths(grid, place)) for place in whole) <= NORMAL:
        return [_piece(grid, whole, "normal")]
    if sum(least) <= SMALL or len(whole) < 3:
        return [_piece(grid, whole, "small")]
    if sum(least) <= ACROSS and len(grid.rows) >= MANY_ROWS:
        return [_piece(grid, whole, "across")]
    return [_piece(grid, [0, *columns], "small") for columns in _groups(least)]


def _piece(grid: Grid, columns: list[int], form: Literal["normal", "small", "across"]) -> Piece:
    return Piece(columns, [max(_widths(grid, place)) for place in columns], form)


def _groups(least: Sequence[int]) -> list[list[int]]:
    """As few groups as it takes, and about equally broad."""
    count = 1
    while len(found := _filled(least, sum(least[1:]) / count)) > count or any(
        least[0] + sum(least[place] for place in group) > SMALL and len(group) > 1
        for group in found
    ):
        count += 1
        if count >= len(least):
            break
    return found


def _filled(least: Sequence[int], room: float) -> list[list[int]]:
    """Columns after the first, a new group where one is about full."""
    groups: list[list[int]] = [[]]
    used = 0.0
    for place, width in enumerate(least[1:], start=1):
        if groups[-1] and used + width / 2 > room:
            groups.append([])
            used = 0.0
        groups[-1].append(place)
        used += width
    return groups


def _widths(grid: Grid, place: int) -> tuple[int, int]:
    """What the column needs at least, with texts and its head broken over lines, and at best."""
    column = grid.columns[place]
    head = f"{column.label} {column.unit}".strip()
    word = min(max((measure(part) for part in head.split()), default=1), LEAST)
    longest = max((measure(row[place]) for row in grid.rows), default=1)
    least = max(word, longest if column.numeric else min(longest, LEAST))
    return least + GAP, max(least, min(max(longest, measure(head)), MOST)) + GAP


def measure(text: str) -> int:
    """Width in letters; a Chinese character is as wide as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

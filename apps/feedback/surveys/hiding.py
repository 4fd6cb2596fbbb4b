"""Which counts are not shown, so that a table that is passed on makes nobody out.

Totals count as known: the results of each question alone tell them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

Counts = Sequence[Sequence[int]]
Cell = tuple[int, int]
LEAST = 5  # answers that a count may tell of


def hidden_cells(table: Counts, least: int = LEAST) -> set[Cell]:
    """The cells of a table of counts, without its totals, that are not shown: those below
    ``least``, and as many more that none of these follows from the totals and what is shown, and
    that what is hidden of a row or column adds up to ``least`` where it can. None of a table of one
    row or column, whose counts are totals themselves.
    """
    height, width = len(table), len(table[0]) if table else 0
    if height < 2 or width < 2:
        return set()
    hidden = {(r, c) for r in range(height) for c in range(width) if table[r][c] < least}
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    while True:
        before = len(hidden)
        for line in lines:
            _fill(table, line, hidden, least)
        if len(hidden) > before:
            continue
        for cell in [one for one in hidden if _follows(table, one, hidden)]:
            if not (_hide_one(table, lines[cell[0]], hidden)
                    or _hide_one(table, lines[height + cell[1]], hidden)):  # fmt: skip
                _hide_one(table, [one for line in lines[:height] for one in line], hidden)
        if len(hidden) == before:
            return hidden


def _fill(table: Counts, line: list[Cell], hidden: set[Cell], least: int) -> None:
    """Hide more of a line until what is hidden of it neither follows nor adds up to too little."""
    while True:
        gone = [cell for cell in line if cell in hidden]
        enough = len(gone) >= 2 and sum(table[r][c] for r, c in gone) >= least
        if not gone or enough or not _hide_one(table, line, hidden):
            return


def _hide_one(table: Counts, line: list[Cell], hidden: set[Cell]) -> bool:
    """Hide the smallest of a line that is still shown; False where none is."""
    shown = [cell for cell in line if cell not in hidden]
    if not shown:
        return False
    hidden.add(min(shown, key=lambda cell: (table[cell[0]][cell[1]], cell)))
    return True


def _follows(table: Counts, cell: Cell, hidden: Collection[Cell]) -> bool:
    """Whether only one count is possible for a hidden cell: no way leads round through others.

    A way goes from a row to the column of a hidden cell, which gains one, and from a column to the
    row of a hidden cell, which loses one and so must have one; the cell changes the other way, and
    all totals stay (Gusfield 1988).
    """
    row, column = cell
    more = _leads(table, hidden, cell, ("column", column), ("row", row))
    less = table[row][column] > 0 and _leads(table, hidden, cell, ("row", row), ("column", column))
    return not (more or less)


def _leads(
    table: Counts, hidden: Collection[Cell], without: Cell, start: tuple[str, int],
    end: tuple[str, int],
) -> bool:  # fmt: skip
    seen, todo = {start}, [start]
    while todo:
        side, place = todo.pop()
        for r, c in hidden:
            if (r, c) == without:
                continue
            if side == "row" and r == place:
                step = ("column", c)
            elif side == "column" and c == place and table[r][c] > 0:
                step = ("row", r)
            else:
                continue
            if step == end:
                return True
            if step not in seen:
                seen.add(step)
                todo.append(step)
    return False


def shown_groups(counts: Mapping[str, int], least: int = LEAST) -> set[str]:
    """Of groups that make up the whole, those whose own results may be shown: none below ``least``,
    and none that would tell of the others' rest, which is hidden together.
    """
    shown = {name for name, count in counts.items() if count >= least}
    rest = [count for name, count in counts.items() if name not in shown and count]
    for name in sorted(shown, key=lambda one: (counts[one], one)):
        if not rest or (len(rest) >= 2 and sum(rest) >= least):
            break
        shown.discard(name)
        rest.append(counts[name])
    return shown

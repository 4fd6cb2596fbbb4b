"""What the rows that a result shows are called."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from apps.engines.builtin.segments import data
from apps.engines.builtin.segments.findings import Findings, nearest_of
from apps.engines.contract import InputTable

LISTED = 300  # rows that a result lists; more are in the table that the run leaves behind
POINTS = 2_000  # of the projection
UNSURE = 20
GONE = 5
TYPICAL = 3


class Names:
    """Names are read once, for the rows that are shown. Those without one are '#12', by row."""

    def __init__(self, table: InputTable, found: Findings) -> None:
        rows = found.sheet.rows
        self.nearest = [nearest_of(found, segment, TYPICAL) for segment in range(found.k)]
        self.unsure = [int(row) for row in found.between[:UNSURE]]
        self.listed = _listed(found)
        self.points = _points(found)
        self.gone = found.sheet.left_out[:GONE]
        shown = {row for near in self.nearest for row in near}
        shown |= {*self.unsure, *self.listed, *(self.points if len(rows) <= POINTS else ())}
        places = sorted({int(rows.places[row]) for row in shown} | set(self.gone))
        told = data.label(table, found.sheet, places)
        self._told = {place: name for place, name in zip(places, told, strict=True) if name}
        self._rows = rows

    @property
    def typical(self) -> list[list[str]]:
        """For each segment the rows nearest to its centre."""
        return [[self.of(row) for row in near] for near in self.nearest]

    def of(self, row: int) -> str:
        """Of a row in use."""
        return self.at(int(self._rows.places[row]))

    def at(self, place: int) -> str:
        """Of a row of the table, from 0."""
        return self._told.get(place, f"#{place + 1}")

    def every(self, rows: Iterable[int]) -> list[str]:
        return [self.of(row) for row in rows]


def _listed(found: Findings) -> list[int]:
    """All rows by segment and distance, where there are few enough."""
    if len(found.sheet.rows) > LISTED:
        return []
    order = np.lexsort([found.members.distance, found.members.segment])
    return [int(row) for row in order]


def _points(found: Findings) -> list[int]:
    """Rows of the projection: all, or some that their values have picked."""
    picked = found.sheet.picked
    if len(picked) <= POINTS:
        return [int(row) for row in picked]
    return [int(picked[place]) for place in np.linspace(0, len(picked) - 1, POINTS).astype(int)]

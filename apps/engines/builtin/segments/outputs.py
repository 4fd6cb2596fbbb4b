"""The table that a run leaves behind, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from apps.core.messages import mark
from apps.engines.builtin.segments import slots
from apps.engines.contract import ColumnProfile, InputProfile, OutputTable

NAME = "segments.parquet"
Kind = Literal["integer", "number", "text"]
OWN: tuple[tuple[str, Kind], ...] = (
    ("segment", "integer"), ("probability", "number"), ("distance", "number"),
    ("next segment", "integer"),
)  # fmt: skip


def table(data: InputProfile | None) -> list[OutputTable]:
    """Row, name, what the run says of it, and its measures in their own units."""
    if data is None:
        return []
    units = {column.name: column.unit for column in data.columns}
    columns = [
        ColumnProfile(name=name, dtype=kind, unit=units.get(name, ""))
        for name, kind in layout(data.roles.get("name", []), slots.measures(data.roles))
    ]
    return [OutputTable(name=NAME, label=mark("Rows with their segments"), columns=columns)]


def layout(names: list[str], measures: list[str]) -> Iterator[tuple[str, Kind]]:
    """Columns in order. No name comes twice: the person's own columns keep theirs."""
    taken = {*names, *measures}
    yield _free("row", taken), "integer"
    for name in names:
        yield name, "text"
    for name, kind in OWN:
        yield _free(name, taken), kind
    for name in measures:
        yield name, "number"


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    taken.add(name)
    return name

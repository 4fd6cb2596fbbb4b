"""The first rows as they would be stored, computed while a person decides how to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from apps.core.messages import Message
from apps.datasets.tabular import cells, natives
from apps.datasets.tabular.plan import ColumnPlan, Inspection, Plan
from apps.datasets.tabular.reasons import REASONS

SHOWN = 12
WIDEST = 60


@dataclass(frozen=True)
class Cell:
    """``reason`` and ``fix`` only where the value cannot be stored, ``before`` where it is missing
    for that.
    """

    text: str
    state: Literal["ok", "missing", "bad", "group"] = "ok"
    reason: Message | None = None
    fix: Message | None = None
    numeric: bool = False
    before: str = ""


@dataclass(frozen=True)
class Preview:
    """``bad`` counts unusable values by column position, ``out`` tells of each of the ``sampled``
    rows whether the import leaves it out for a value that is unusable or a group of countries.
    """

    columns: list[ColumnPlan]
    rows: list[list[Cell]]
    bad: dict[int, int]
    out: list[bool]
    sampled: int
    hidden_columns: int

    @property
    def lines(self) -> list[tuple[list[Cell], bool]]:
        """The rows that are shown, and whether each is left out."""
        return list(zip(self.rows, self.out, strict=False))

    @property
    def left_out(self) -> int:
        return sum(self.out)


def preview(inspection: Inspection, plan: Plan) -> Preview:
    """Convert the sample as ``plan`` says, with the very code of the import, from the types that
    the file has.
    """
    included = plan.included()
    bad: dict[int, int] = {}
    shown: list[list[Cell]] = []
    out = [False] * len(inspection.sample)
    for column in included[:WIDEST]:
        raw = [row[column.position] for row in inspection.sample]
        converted = _cells(raw, column, inspection.native.get(column.position, ""))
        bad[column.position] = sum(1 for cell in converted if cell.state == "bad")
        out = [before or _is_out(cell, plan) for before, cell in zip(out, converted, strict=True)]
        shown.append([_as_stored(cell, plan) for cell in converted[:SHOWN]])
    return Preview(
        columns=included[:WIDEST],
        rows=[list(row) for row in zip(*shown, strict=True)],
        bad=bad,
        out=out,
        sampled=len(inspection.sample),
        hidden_columns=max(len(included) - WIDEST, 0),
    )


def _is_out(cell: Cell, plan: Plan) -> bool:
    unusable = cell.state == "bad" and plan.on_bad == "reject"
    return unusable or (cell.state == "group" and plan.aggregates == "exclude")


def _as_stored(cell: Cell, plan: Plan) -> Cell:
    """An unusable value that is stored as missing is shown so; ``before`` is how it was written."""
    if cell.state == "bad" and plan.on_bad == "missing":
        return replace(cell, text="", before=cell.text)
    return cell


def _cells(raw: Sequence[str | None], column: ColumnPlan, native: str) -> list[Cell]:
    converted = cells.convert(natives.typed(raw, native), column)
    values = converted.values.to_pylist()
    bad = _flags(converted.bad, len(raw))
    groups = _flags(converted.excluded, len(raw))
    numeric = column.stored().is_numeric
    return [
        replace(_cell(before, value, column, is_bad, group), numeric=numeric)
        for before, value, is_bad, group in zip(raw, values, bad, groups, strict=True)
    ]


def _flags(array: Any, length: int) -> list[bool]:
    return [bool(flag) for flag in array.to_pylist()] if array is not None else [False] * length


def _cell(raw: str | None, value: Any, column: ColumnPlan, bad: bool, group: bool) -> Cell:
    if bad:
        reason, fix = REASONS[cells.reason_for(str(raw), column)]
        return Cell(str(raw), "bad", reason, fix)
    if group:
        return Cell(str(raw), "group")
    if value is None:
        return Cell("", "missing")
    return Cell(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.15g}" if isinstance(value, float) else str(value)

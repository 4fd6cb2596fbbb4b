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
    """``reason`` and ``fix`` only where the value cannot be stored."""

    text: str
    state: Literal["ok", "missing", "bad", "group"] = "ok"
    reason: Message | None = None
    fix: Message | None = None
    numeric: bool = False


@dataclass(frozen=True)
class Preview:
    """``bad`` counts unusable values of the sample by column position, over ``rows`` rows."""

    columns: list[ColumnPlan]
    rows: list[list[Cell]]
    bad: dict[int, int]
    sampled: int
    hidden_columns: int


def preview(inspection: Inspection, plan: Plan) -> Preview:
    """Convert the sample as ``plan`` says, with the very code of the import, from the types that
    the file has.
    """
    included = plan.included()
    bad: dict[int, int] = {}
    shown: list[list[Cell]] = []
    for column in included[:WIDEST]:
        raw = [row[column.position] for row in inspection.sample]
        converted = _cells(raw, column, inspection.native.get(column.position, ""))
        bad[column.position] = sum(1 for cell in converted if cell.state == "bad")
        shown.append(converted[:SHOWN])
    return Preview(
        columns=included[:WIDEST],
        rows=[list(row) for row in zip(*shown, strict=True)],
        bad=bad,
        sampled=len(inspection.sample),
        hidden_columns=max(len(included) - WIDEST, 0),
    )


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

"""What a table was agreed to look like, and how one that has just come differs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Literal

from pydantic import BaseModel

from apps.datasets.tabular.plan import ColumnPlan, Plan
from apps.datasets.tabular.schema import NUMERIC

What = Literal["missing", "new", "kind", "notation", "unit"]


class Change(BaseModel):
    """One column that differs: ``before`` and ``now`` are kinds, units or notations; '' where the
    column was not or is not there.
    """

    column: str
    what: What
    before: str = ""
    now: str = ""


def compare(accepted: Plan, found: Plan, empty: Collection[str] = ()) -> list[Change]:
    """The differences in the order of the accepted columns, then what is new.

    Columns are known by their names in the source; their order means nothing. A column that is
    ``empty`` now says nothing of its kind. Text takes everything, and numbers take whole numbers.
    """
    now = {key: column for key, column in _keyed(found).items() if column.include}
    before = _keyed(accepted)
    changes: list[Change] = []
    for key, column in before.items():
        if not column.include:
            continue
        if key not in now:
            changes.append(Change(column=column.source, what="missing", before=column.kind))
        elif column.source not in empty:
            changes += _difference(column, now[key])
    changes += [
        Change(column=column.source, what="new", now=column.kind)
        for key, column in now.items()
        if key not in before
    ]
    return changes


def _keyed(plan: Plan) -> dict[tuple[str, int], ColumnPlan]:
    """By the name in the source, and which of that name: a file may have one twice."""
    seen: Counter[str] = Counter()
    found = {}
    for column in plan.columns:
        found[column.source, seen[column.source]] = column
        seen[column.source] += 1
    return found


def _difference(before: ColumnPlan, now: ColumnPlan) -> list[Change]:
    name = before.source
    if before.kind == "text" or _fits(before, now):
        return []
    if before.kind != now.kind:
        return [Change(column=name, what="kind", before=before.kind, now=now.kind)]
    if before.unit != now.unit:
        return [Change(column=name, what="unit", before=before.unit, now=now.unit)]
    if before.stored().dtype in NUMERIC and before.decimal != now.decimal:
        return [Change(column=name, what="notation", before=f"1{before.decimal}5",
                       now=f"1{now.decimal}5")]  # fmt: skip
    if before.date_format != now.date_format:
        return [Change(column=name, what="notation", before=before.date_format,
                       now=now.date_format)]  # fmt: skip
    return []


def _fits(before: ColumnPlan, now: ColumnPlan) -> bool:
    return before.kind == "number" and now.kind == "integer" and before.unit == now.unit


def carried(accepted: Plan, found: Plan, empty: Collection[str] = ()) -> Plan:
    """How to read what has come, as it was agreed: names, kinds and units as before; places, order
    and how the file is cut as found. For tables that do not differ.
    """
    agreed = _keyed(accepted)
    columns = [_column(agreed.get(key), column, empty) for key, column in _keyed(found).items()]
    same = accepted.model_dump(include={"on_bad", "aggregates", "key", "duplicates"})
    return found.model_copy(update={**same, "columns": columns})


def _column(agreed: ColumnPlan | None, found: ColumnPlan, empty: Collection[str]) -> ColumnPlan:
    if agreed is None:
        return found.model_copy(update={"include": False})
    update: dict[str, object] = {"position": found.position}
    if found.source not in empty and found.thousands and not agreed.thousands:
        update["thousands"] = found.thousands
    return agreed.model_copy(update=update)


def exact(plan: Plan) -> Plan:
    """Of a format that tells missing from text by itself."""
    columns = [
        column.model_copy(update={"missing": [""]}) if column.kind in _WORDS else column
        for column in plan.columns
    ]
    return plan.model_copy(update={"columns": columns})


_WORDS: Sequence[str] = ("text", "country")

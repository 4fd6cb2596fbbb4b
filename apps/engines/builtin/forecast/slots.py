"""The table of a forecast and what can be told before anything runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark, msg
from apps.engines.contract import Dtype, InputProfile, InputSlot, Issue, RoleSpec

PERIODS: tuple[Dtype, ...] = ("number", "integer", "date", "datetime", "text")
ROLES = (
    RoleSpec(
        key="period",
        label=mark("Period"),
        help=mark("E.g. 2024, 2024-Q1, 2024-03, 2024-W05 or a date; all of one length."),
        dtypes=PERIODS,
    ),
    RoleSpec(key="value", label=mark("Value"), help=mark("What was counted, e.g. units sold.")),
    RoleSpec(
        key="market",
        label=mark("Market"),
        help=mark("Where there are several. Each is forecast from its own past."),
        minimum=0,
        dtypes=("text", "integer"),
    ),
)
DATA = InputSlot(key="data", label=mark("Data"), roles=ROLES)


def check(profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Columns that clash or are empty."""
    data = profiles.get("data")
    return [] if data is None else list(issues(data))


def issues(data: InputProfile) -> Iterator[Issue]:
    """For any engine that reads periods, values and markets."""
    seen: set[str] = set()
    for role in ("period", "value", "market", "potential"):
        for name in data.roles.get(role, []):
            column = data.column(name)
            if name in seen:
                yield Issue(
                    message=msg("{names} was chosen twice.", names=[name]),
                    fix=msg("Choose each column once."),
                    field=f"data.{role}",
                )
            elif column is not None and data.rows and column.missing >= data.rows:
                yield Issue(
                    message=msg("Column '{name}' is empty.", name=name),
                    fix=msg("Choose another column."),
                    field=f"data.{role}",
                )
            seen.add(name)

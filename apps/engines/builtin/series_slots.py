"""What engines that read periods, values and markets ask for and promise. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from apps.core.messages import mark, msg
from apps.engines.contract import ColumnProfile, Dtype, InputProfile, Issue, OutputTable

PERIODS: tuple[Dtype, ...] = ("number", "integer", "date", "datetime", "text")
Layout = Callable[[str, str], Iterator[tuple[str, Dtype]]]
Gaps = Annotated[
    Literal["refuse", "interpolate", "zero"],
    Field(
        title=mark("Periods without a value"),
        description=mark("Between the first and the last one of a market."),
        json_schema_extra={
            "choices": {
                "refuse": mark("Stop and name them"),
                "interpolate": mark("Fill along a straight line"),
                "zero": mark("Fill with zero: nothing was sold"),
            }
        },
    ),
]
Repeats = Annotated[
    Literal["refuse", "sum", "mean"],
    Field(
        title=mark("Several rows of one period"),
        description=mark("Within one market."),
        json_schema_extra={
            "choices": {
                "refuse": mark("Stop and name them"),
                "sum": mark("Add them up"),
                "mean": mark("Take their mean"),
            }
        },
    ),
]


def check(profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Columns that clash or are empty."""
    data = profiles.get("data")
    return [] if data is None else list(_issues(data))


def _issues(data: InputProfile) -> Iterator[Issue]:
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


def promised(
    name: str, label: str, layout: Layout, profiles: Mapping[str, InputProfile]
) -> list[OutputTable]:
    """The table that a run leaves behind: its columns by ``layout`` of value and market."""
    data = profiles.get("data")
    value = next(iter(data.roles.get("value", [])), "") if data else ""
    if data is None or not value:
        return []
    market = next(iter(data.roles.get("market", [])), "")
    column = data.column(value)
    unit = column.unit if column else ""
    columns = [
        ColumnProfile(name=key, dtype=dtype, unit=unit if dtype == "number" else "")
        for key, dtype in layout(value, market)
    ]
    return [OutputTable(name=name, label=label, columns=columns)]


def free(wanted: str, taken: set[str]) -> str:
    """A name that is not taken yet, and is from here on."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    taken.add(name)
    return name

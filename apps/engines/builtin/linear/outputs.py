"""What a linear fit leaves behind for other runs, told before it runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from apps.core.messages import mark
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.builtin.linear.terms.asked import targets_of
from apps.engines.contract import ColumnProfile, InputProfile, OutputTable

NAME = "fitted.parquet"


def tables(params: LinearParams, profiles: Mapping[str, InputProfile]) -> list[OutputTable]:
    data = profiles.get("data")
    targets = data.roles.get("target", []) if data else []
    if data is None or not params.keep_fitted or not targets:
        return []
    targets = targets_of(params, data.columns, targets)
    units = {column.name: column.unit for column in data.columns}
    columns = [
        ColumnProfile(name=name, dtype=dtype, unit=units.get(of, ""))
        for name, dtype, of in layout(targets)
    ]
    return [OutputTable(name=NAME, label=mark("Fitted values and residuals"), columns=columns)]


def layout(targets: list[str]) -> Iterator[tuple[str, Literal["integer", "number"], str]]:
    """Columns in order: (name, type, target whose unit it has). No name comes twice."""
    taken: set[str] = set(targets)
    yield _free("row", taken), "integer", ""
    for target in targets:
        yield target, "number", target
        yield _free(f"{target} fitted", taken), "number", target
        yield _free(f"{target} residual", taken), "number", target
    yield _free("leverage", taken), "number", ""


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    taken.add(name)
    return name

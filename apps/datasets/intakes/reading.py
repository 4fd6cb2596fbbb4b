"""The cells of a table, row by row, and what can be wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.core.messages import msg
from apps.core.storable import storable
from apps.datasets.models import DatasetVersion
from apps.engines import parquet
from apps.jobs.inputs import providers
from apps.projects.domain.errors import Refused
from apps.reference import countries

AT_ONCE = 1024
_SLASHED = re.compile(r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?(.*)")
TOO_LONG = (
    msg("The text is too long for this field."),
    msg("Shorten it, or do not use this column."),
)


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row (from 1): ``reason`` is one that the room has words for, or 'long'."""

    row: int
    field: str
    reason: str
    value: str


def stored(problems: Sequence[Problem], room: int) -> list[dict[str, Any]]:
    """At most ``room`` of them, without the values, which may be personal: what a table says stays
    in the table.
    """
    told = problems[: max(room, 0)]
    return [{"row": one.row, "field": one.field, "reason": one.reason} for one in told]


def cells(
    version: DatasetVersion, named: Mapping[str, str], start: int = 0
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each row (from 1) after ``start``, and its cells: name → value of the column
    that ``named`` has for it.
    """
    provider = providers.get("dataset")
    if provider is None:
        raise LookupError("the provider of datasets is not registered")
    path = provider.materialise(version.project_id, str(version.pk))
    wanted = list(dict.fromkeys(named.values()))
    number = 0
    for batch in parquet.batches(path, wanted, rows=AT_ONCE):
        if number + batch.num_rows <= start:
            number += batch.num_rows
            continue
        listed = dict(zip(wanted, (column.to_pylist() for column in batch.columns), strict=True))
        for place in range(batch.num_rows):
            number += 1
            if number > start:
                yield number, {name: listed[column][place] for name, column in named.items()}


def text_of(cell: Any) -> str:
    """A cell as a person would write it."""
    if cell is None or cell != cell:  # not a number
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return " ".join(str(storable(str(cell))).split())


def dashed(text: str) -> str:
    """'2026-03-01 14:05' for '2026/3/1 14:05' and '2026年3月1日 14:05'; anything else as it is."""
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return text
    year, month, day, rest = slashed.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}{rest}"


def country_of(text: str) -> str:
    """ISO alpha-3 of the country that a cell names. Raises ValueError."""
    found = countries.match(text)
    if found.iso3 is None or found.confidence < countries.FOREIGN:
        raise ValueError
    return found.iso3


def refuse_table(
    version: DatasetVersion, columns: Mapping[str, str], most: int, too_many: str
) -> None:
    """Refuse a table without rows, with more than ``most`` (``too_many`` is the sentence, with
    {rows} and {most}), or without a column that is asked for.
    """
    if version.rows == 0:
        raise Refused(msg("The table has no rows."))
    if version.rows > most:
        raise Refused(msg(too_many, rows=version.rows, most=most))
    lacking = sorted(set(columns.values()) - {column["name"] for column in version.columns})
    if lacking:
        raise Refused(msg("The table has no column {names}.", names=lacking))

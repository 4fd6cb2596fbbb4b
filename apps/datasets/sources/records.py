"""Rows that a connector has read, as a file that the import takes with a plan of its own.

JSON Lines keeps what CSV cannot tell apart, and the plan calls nothing missing but null: 'NA' is
Namibia here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from apps.core.messages import clipped, msg
from apps.core.storable import read_json
from apps.datasets.sources.contract import no_rows
from apps.datasets.tabular.plan import ColumnPlan, Plan
from apps.datasets.tabular.schema import StoredColumn
from apps.engines.contract import Refusal

MOST_JSON = 64 * 1024**2  # bytes of one JSON document: it is read as a whole
MOST_FIELDS = 2_000
DEEPEST, LONGEST_NAME = 20, 120  # objects in objects; letters of a name with its dots


def write_rows(
    path: Path,
    columns: Sequence[StoredColumn],
    rows: Iterable[Sequence[Any]],
    *,
    key: Sequence[str] = (),
    told: Callable[[int], None] = lambda count: None,
) -> Plan:
    """Write ``rows`` (a cell for each column, None for missing) as JSON Lines; how to read them.

    :class:`Refusal` if there are none. ``told`` hears of every 1,000 rows and may raise to cancel.
    """
    names = [column.name for column in columns]
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, row in enumerate(rows, start=1):
            cells = {name: _plain(cell) for name, cell in zip(names, row, strict=True)}
            file.write(json.dumps(cells, ensure_ascii=False) + "\n")
            if count % 1000 == 0:
                told(count)
    if not count:
        raise no_rows()
    return Plan(
        format="jsonl",
        columns=[_as_it_is(place, column) for place, column in enumerate(columns)],
        aggregates="keep",
        key=list(key),
    )


def _as_it_is(place: int, column: StoredColumn) -> ColumnPlan:
    return ColumnPlan(
        position=place, source=column.name, name=column.name, kind=column.kind, unit=column.unit,
        missing=[""],
    )  # fmt: skip


def _plain(cell: Any) -> Any:
    """A cell as JSON has it; what is not finite is missing."""
    if isinstance(cell, float):
        return cell if cell == cell and abs(cell) != float("inf") else None
    if isinstance(cell, Decimal):
        return str(cell) if cell.is_finite() else None
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return "\\x" + cell.hex()  # as PostgreSQL writes it
    if cell is None or isinstance(cell, str | int | dict | list):
        return cell
    return str(cell)


def read_document(path: Path, what: str) -> Any:
    """The JSON document in ``path``; ``what`` names the source in the sentence of a refusal."""
    if path.stat().st_size > MOST_JSON:
        raise Refusal(
            msg("The JSON document has more than {most} MB.", most=MOST_JSON // 1024**2),
            fix=msg(
                "Ask for less at once, or for JSON Lines or CSV, which are read piece by piece."
            ),
        )
    try:
        return read_json(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal(
            msg("{source} sent JSON that is not UTF-8.", source=what),
            fix=msg("JSON is UTF-8 by its standard: tell whoever runs the source."),
        ) from None
    except (ValueError, RecursionError):
        raise Refusal(
            msg(
                "{source} did not send JSON. Its answer begins with: {start}",
                source=what,
                start=beginning(path),
            ),
            fix=msg("Check the address in a browser."),
        ) from None


def beginning(path: Path, most: int = 60) -> str:
    """The first characters of an answer, on one line, for a sentence."""
    with path.open("rb") as file:
        text = file.read(400).decode("utf-8", "replace")
    return clipped(" ".join(text.split()), most) or "–"


def list_at(document: Any, where: str) -> list[Any]:
    """The list of records: at ``where`` ('data.items'), else the document or its only list."""
    found = document
    for part in filter(None, where.split(".")):
        found = found.get(part) if isinstance(found, Mapping) else None
    if not where and isinstance(found, Mapping):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    if isinstance(found, list):
        return found
    names = sorted(document)[:10] if isinstance(document, Mapping) else []
    raise Refusal(
        msg("There is no list of records at '{where}' in the answer.", where=where or "/"),
        fix=msg("Say where the list is, e.g. data.items. The answer has: {names}.", names=names),
        field="records",
    )


def write_records(path: Path, records: Iterable[Any]) -> None:
    """Objects as JSON Lines, nested ones with dotted names, every field in every row.

    Walks ``records`` once and keeps one of them in memory.
    """
    names: dict[str, bool] = {}  # whether any record has something there
    waiting = path.with_suffix(".part")
    with waiting.open("w", encoding="utf-8") as file:
        for record in records:
            flat = _flat(record)
            for name, value in flat.items():
                names[name] = names.get(name, False) or value is not None
            if len(names) > MOST_FIELDS:
                raise _too_many_fields()
            file.write(json.dumps(flat, ensure_ascii=False) + "\n")
    kept = _without_empty_parents(names)
    if not kept:
        raise no_rows()
    with waiting.open(encoding="utf-8") as source, path.open("w", encoding="utf-8") as file:
        for line in source:
            flat = json.loads(line)
            row = {name: flat.get(name) for name in kept}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    waiting.unlink()


def _without_empty_parents(names: Mapping[str, bool]) -> list[str]:
    """An object that is null in some records is no column beside those of its fields."""
    parents = {name[:at] for name in names for at, letter in enumerate(name) if letter == "."}
    return [name for name, filled in names.items() if filled or name not in parents]


def _flat(record: Any) -> dict[str, Any]:
    if not isinstance(record, Mapping):
        raise Refusal(
            msg("Not every record is an object such as {example}.", example='{"a": 1}'),
            fix=msg("Say where the list of objects is."),
            field="records",
        )
    found: dict[str, Any] = {}
    for name, value in _fields(record, "", DEEPEST):
        if name in found:
            raise Refusal(
                msg("Two fields of a record are called '{name}'.", name=clipped(name)),
                fix=msg("Say where the list of records is, or ask for fewer fields."),
                field="records",
            )
        found[name] = value
    return found


def _fields(record: Mapping[str, Any], before: str, deep: int) -> Iterator[tuple[str, Any]]:
    """Empty objects say nothing; what is nested deeper, or called by a text, stays one value."""
    for name, value in record.items():
        label = f"{before}{name}"
        if not isinstance(value, Mapping) or not deep or len(label) > LONGEST_NAME:
            yield label, value
        elif value:
            yield from _fields(value, f"{label}.", deep - 1)


def _too_many_fields() -> Refusal:
    return Refusal(
        msg("The records have more than {most} different fields.", most=MOST_FIELDS),
        fix=msg("Say where the list of records is, or ask for fewer fields."),
        field="records",
    )

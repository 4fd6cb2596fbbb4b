"""SDMX-CSV (1.0, 2.0) and SDMX-JSON data messages (1.0, 2.0) as one table of observations.

Every dimension is a column of codes, ``OBS_VALUE`` a number, attributes of observations, series and
the data set columns of text. ``TIME_PERIOD`` is a whole number where every period is a year.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.datasets.sources.records import beginning
from apps.datasets.tabular.plan import Plan
from apps.datasets.tabular.schema import StoredColumn
from apps.engines.contract import Refusal

VALUE, TIME = "OBS_VALUE", "TIME_PERIOD"
LONGEST_HEADER = 64 * 1024
# What says which table a row belongs to (CSV 1.0; CSV 2.0), and not what it holds.
_ENVELOPE = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION")
_YEAR = re.compile(r"^\d{4}$")
_NO_VALUE = {"", "nan", "#n/a"}


@dataclass
class Observations:
    """``rows`` can be walked once; :meth:`settle` then says what they turned out to hold."""

    columns: list[StoredColumn]
    rows: Iterator[Sequence[Any]]
    flow: str = ""
    seen: dict[str, bool] = field(default_factory=lambda: {"other": False, "any": False})

    def settle(self, plan: Plan) -> None:
        """After the rows were written: years are whole numbers."""
        if self.seen["any"] and not self.seen["other"]:
            for column in plan.columns:
                if column.source == TIME:
                    column.kind = "integer"

    def period(self, text: str) -> str:
        self.seen["any"] = True
        self.seen["other"] = self.seen["other"] or not _YEAR.match(text)
        return text


def from_csv(path: Path) -> Observations:
    """:class:`Refusal` if it has no column ``OBS_VALUE``, or a row has another width."""
    file = path.open(encoding="utf-8-sig", newline="", errors="strict")
    try:
        head = file.readline(LONGEST_HEADER)
        delimiter = max(",;\t|", key=head.count)
        header = next(csv.reader([head], delimiter=delimiter), [])
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except csv.Error:
        header = []
    names = [name.partition(":")[0].strip() for name in header]
    if VALUE not in names or len(set(names)) < len(names) or "" in names:
        raise Refusal(
            msg("The service did not send SDMX data. Its answer begins with: {start}",
                start=beginning(path)),
            fix=msg("Check the address of the service and the version of SDMX."),
            field="base",
        )  # fmt: skip
    kept = [place for place, name in enumerate(names) if name not in _ENVELOPE]
    table = Observations([_column(names[place]) for place in kept], iter(()))
    table.rows = _csv_rows(file, delimiter, names, kept, table)
    return table


def _csv_rows(
    file: Any, delimiter: str, names: Sequence[str], kept: Sequence[int], table: Observations
) -> Iterator[Sequence[Any]]:
    action = names.index("ACTION") if "ACTION" in names else None
    flow = next((names.index(name) for name in ("DATAFLOW", "STRUCTURE_ID") if name in names), None)
    try:
        for number, cells in enumerate(csv.reader(file, delimiter=delimiter), start=2):
            if not cells:
                continue
            if len(cells) != len(names):
                raise Refusal(
                    msg("Row {row} of the answer has {count} values and the header {wanted}.",
                        row=number, count=len(cells), wanted=len(names)),
                    fix=msg("Fetch again. If it stays so, tell whoever runs the service."),
                )  # fmt: skip
            if action is not None and cells[action] == "D":  # says what is to be deleted
                continue
            if flow is not None and not table.flow:
                table.flow = cells[flow][:200]
            yield [_cell(names[place], cells[place], table) for place in kept]
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except csv.Error:  # a value of more than 128 KB: a quotation mark that nothing closes
        raise Refusal(
            msg("The answer is damaged: it has a value that does not end."),
            fix=msg("Fetch again. If it stays so, tell whoever runs the service."),
        ) from None
    finally:
        file.close()


def _cell(name: str, text: str, table: Observations) -> Any:
    if name == VALUE:
        return None if text.strip().casefold() in _NO_VALUE else text
    if name == TIME:
        return table.period(text)
    return text or None


def _column(name: str) -> StoredColumn:
    return StoredColumn(name=name, kind="number" if name == VALUE else "text")


def _not_utf8() -> Refusal:
    return Refusal(
        msg("The service sent text that is not UTF-8, as SDMX has it."),
        fix=msg("Tell whoever runs the service."),
    )


def from_json(document: Any) -> Observations:
    """:class:`Refusal` if it is no data message of SDMX-JSON."""
    try:
        return _from_json(document)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        raise Refusal(
            msg("The service sent JSON that is no SDMX data message."),
            fix=msg("Check the address of the service and the version of SDMX."),
            field="base",
        ) from None


def _from_json(document: Mapping[str, Any]) -> Observations:
    data = document.get("data", document)  # 1.0 drafts have it at the top
    structures = data.get("structures") or [data["structure"]]
    first = structures[0]
    dimensions = {level: first["dimensions"].get(level) or [] for level in _LEVELS}
    given = first.get("attributes") or {}
    attributes = {level: given.get(level) or [] for level in _LEVELS}
    names = [one["id"] for level in _LEVELS for one in dimensions[level]]
    names += [VALUE, *(one["id"] for level in _LEVELS[::-1] for one in attributes[level])]
    columns = [_column(name) for name in names]
    table = Observations(columns, iter(()), flow=str(first.get("name") or "")[:200])
    rows = [
        row
        for dataset in data["dataSets"]
        for row in _of_dataset(dataset, dimensions, attributes, table)
    ]
    table.rows = iter(rows)
    return table


_LEVELS = ("dataSet", "series", "observation")


def _of_dataset(
    dataset: Mapping[str, Any],
    dimensions: Mapping[str, Any],
    attributes: Mapping[str, Sequence[Any]],
    table: Observations,
) -> Iterator[list[Any]]:
    fixed = [_code(one, 0) for one in dimensions["dataSet"]]
    of_all = _attributes(attributes["dataSet"], dataset.get("attributes"))
    series = dataset.get("series")
    groups = series.items() if series else [("", {"observations": dataset["observations"]})]
    times = [one["id"] == TIME for one in dimensions["observation"]]
    for key, group in groups:
        outer = fixed + (_codes(dimensions["series"], key) if series else [])
        of_series = _attributes(attributes["series"], group.get("attributes"))
        for place, values in (group.get("observations") or {}).items():
            inner = _codes(dimensions["observation"], place)
            for code, is_time in zip(inner, times, strict=True):
                if is_time:
                    table.period(code or "")
            number = _number(values[0] if values else None)
            extra = _attributes(attributes["observation"], values[1:])
            yield [*outer, *inner, number, *extra, *of_series, *of_all]


def _number(value: Any) -> Any:
    return None if str(value).strip().casefold() in _NO_VALUE or value is None else value


def _codes(dimensions: Sequence[Any], key: str) -> list[str | None]:
    places = [int(part) for part in key.split(":")]
    return [_code(one, place) for one, place in zip(dimensions, places, strict=True)]


def _code(dimension: Mapping[str, Any], place: int) -> str | None:
    value = dimension["values"][place]
    found = value.get("id", value.get("value"))
    return None if found is None else str(found)


def _attributes(attributes: Sequence[Any], values: Any) -> list[str | None]:
    known = values or []
    return [
        _attribute(one, known[place] if place < len(known) else None)
        for place, one in enumerate(attributes)
    ]


def _attribute(attribute: Mapping[str, Any], value: Any) -> str | None:
    values = attribute.get("values") or []
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(values):
        return _code(attribute, value)
    return None if value is None else str(value)

"""How descriptions of columns are shown: lines of the page, files, and changes before saving."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import rendering
from apps.datasets.dictionary import entries, sheet, told
from apps.datasets.dictionary.entries import Described
from apps.datasets.domain import export
from apps.datasets.forms import KINDS
from apps.datasets.models import ColumnEntry, Dataset

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "csv": "text/csv; charset=utf-8"}  # fmt: skip


def line(one: Described) -> dict[str, Any]:
    """What a row of the page shows of a column."""
    entry = one.entry
    return {
        "one": one,
        "kind": dict(KINDS).get(one.detail.get("kind", ""), one.column.get("dtype", "")),
        "ends": sheet.ends(one),
        "measure": told.measure(entry) if entry else "",
        "source": told.source(entry) if entry else "",
        "rule": _rule(one),
        "broken": one.broken,
        "some_break": one.some_break,
        "query": urlencode({"column": one.name}),
    }


def _rule(one: Described) -> str:
    """'0 to 100', 'at least 0', 'one of 3 values'."""
    entry = one.entry
    if entry is None or not one.has_rule:
        return ""
    low, high = (None if end is None else rendering.show(end)
                 for end in (entry.minimum, entry.maximum))  # fmt: skip
    parts = []
    if low is not None and high is not None:
        parts.append(_("from {low} to {high}").format(low=low, high=high))
    elif low is not None:
        parts.append(_("at least {low}").format(low=low))
    elif high is not None:
        parts.append(_("at most {high}").format(high=high))
    if entry.permitted:
        count = len(entry.permitted)
        parts.append(ngettext("{count} permitted value", "{count} permitted values", count)
                     .format(count=count))  # fmt: skip
    return "; ".join(parts)


def table_response(dataset: Dataset, form: str) -> HttpResponse:
    """The dictionary as 'csv' or 'xlsx', in the reader's language."""
    version = entries.newest(dataset)
    cells = sheet.table(entries.described(dataset, version), dict(KINDS))
    body = sheet.xlsx_bytes(cells) if form == "xlsx" else sheet.csv_text(cells)
    response = HttpResponse(body, content_type=TYPES[form])
    name = export.file_name(version, f"dictionary.{form}") if version else f"dictionary.{form}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def changes_of(found: sheet.Sheet, rows: list[Described]) -> list[tuple[str, str, str, str]]:
    """(column, head, before, after) of every value that would be another one. A unit that is the
    import's own is no change."""
    result = []
    for one in rows:
        for name, value in found.values.get(one.name, {}).items():
            blank = "" if name not in ("price_year", "source_year", "minimum", "maximum") else None
            before = (
                getattr(one.entry, name) if one.entry else ([] if name == "permitted" else blank)
            )
            if name == "unit" and one.entry is None and value == one.unit:
                continue
            if before != value:
                head = str(sheet.HEADS[name])
                result.append((one.name, head, _shown(name, before), _shown(name, value)))
    return result


def _shown(name: str, value: Any) -> str:
    if name == "measure":
        return str(dict(ColumnEntry.Measure.choices).get(value, ""))
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)

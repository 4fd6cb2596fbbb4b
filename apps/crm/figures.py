"""How many leads there are by state, country, sector and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from apps.crm.models import Lead
from apps.reference import countries

SHOWN = 6  # values of each column
COLUMNS = {
    "state": gettext_lazy("State"),
    "country": gettext_lazy("Country"),
    "sector": gettext_lazy("Sector"),
    "source": gettext_lazy("Source"),
}
FILTERED = ("state", "country", "sector")


@dataclass(frozen=True)
class Figure:
    """One value and how many leads have it; ``query`` narrows the list to them."""

    label: str
    count: int
    query: str


def figures(rows: QuerySet[Any]) -> list[tuple[Any, list[Figure]]]:
    """Of each column its most frequent values, in one query; nothing where there are no leads."""
    parts, parameters = [], []
    for name in COLUMNS:
        counted = rows.order_by().values(name).annotate(count=Count("pk"))
        counted = counted.order_by("-count", name)[:SHOWN]
        try:
            text, values = counted.query.get_compiler(rows.db).as_sql()
        except EmptyResultSet:  # none() and the like
            return []
        # Compound queries with limits inside are beyond the ORM on SQLite; names are of this file.
        parts.append(f"SELECT '{name}', part.* FROM ({text}) AS part")  # noqa: S608
        parameters += values
    with connections[rows.db].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        found = cursor.fetchall()
    if not found:
        return []
    return [
        (title, [_figure(name, value, count) for column, value, count in found if column == name])
        for name, title in COLUMNS.items()
    ]


def _figure(name: str, value: str, count: int) -> Figure:
    label = value or _("Not known")
    if name == "state":
        label = str(Lead.State(value).label)
    elif name == "country" and value:
        label = countries.name(value, get_language() or "en")
    narrows = name in FILTERED and value
    return Figure(label, count, urlencode({name: value}) if narrows else "")

"""Lists and choices whose cost does not grow with what a project has gathered."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db import connections
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST_COUNTED = 1_000
MOST_VALUES = 300  # more than there are countries


class CappedPaginator(Paginator):
    """Counts no further than ``most_counted`` rows, or a little past the page that is asked for.

    ``capped`` says that there are more rows than ``count``; every one of them can be reached, as
    the pages go on while somebody turns them.
    """

    most_counted: int | None = None  # None: MOST_COUNTED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = self.most_counted or MOST_COUNTED
        self.capped = False

    def page(self, number: Any) -> Any:
        try:
            end = int(number) * self.per_page
        except (TypeError, ValueError):  # the usual refusal follows
            end = 0
        if end >= self._most:
            self._most = end + MOST_COUNTED // 2
            self.__dict__.pop("count", None)
            self.__dict__.pop("num_pages", None)
        return super().page(number)

    @cached_property
    def count(self) -> int:
        rows = rows_behind(self.object_list)
        if rows is None:
            return len(self.object_list)
        rows = _to_count(rows)
        found = int(rows.order_by().values("pk")[: self._most + 1].count())
        self.capped = found > self._most
        return min(found, self._most)


def _to_count(rows: QuerySet[Any]) -> QuerySet[Any]:
    """``counted`` of a queryset, where it has one: the same rows, asked for otherwise."""
    counted: QuerySet[Any] | None = getattr(rows, "counted", None)
    return rows if counted is None else counted


def rows_behind(listed: Any) -> QuerySet[Any] | None:
    """The queryset of a list, or of a table's rows; None if it holds its rows in memory."""
    for one in (listed, getattr(getattr(listed, "data", None), "data", None)):
        if isinstance(one, QuerySet):
            return one
    return None


def values_of(rows: QuerySet[Any], column: str) -> list[str]:
    """The different values of a text column but the empty one, sorted; at most ``MOST_VALUES``.

    ``DISTINCT`` reads every row. This asks an index (on what ``rows`` is filtered by, then
    ``column``) for the next larger value again and again, in one statement.
    """
    mark = "here goes the value before"
    later = rows.filter(**{f"{column}__gt": mark}).order_by(column).values(column)[:1]
    try:
        text, parameters = later.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:  # none() and the like
        return []
    place = list(parameters).index(mark)
    parts = text.split("%s")
    following = f"{'%s'.join(parts[: place + 1])}found.value{'%s'.join(parts[place + 1 :])}"
    statement = (
        "WITH RECURSIVE found(value) AS (SELECT CAST('' AS text) UNION ALL"  # noqa: S608
        f" SELECT CAST(({following}) AS text) FROM found WHERE found.value IS NOT NULL)"
        f" SELECT value FROM found WHERE value > '' LIMIT {MOST_VALUES}"
    )
    with connections[rows.db].cursor() as cursor:
        cursor.execute(statement, [*parameters[:place], *parameters[place + 1 :]])
        return [value for (value,) in cursor.fetchall()]

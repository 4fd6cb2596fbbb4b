"""The register's prices as a table: one row for each price, columns as the import reads them.

``markets.choice`` takes ``market`` as the situation, ``offer`` as the alternative and ``price``;
``regression.response`` takes ``price``, ``market`` and ``date``. What was bought is not known here
and must be added. Prices are as they were seen, so one currency and unit is chosen for either.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from apps.core.spreadsheets import harmless
from apps.projects.models import Project
from apps.research.competitors.figures import prices, whose

COLUMNS = ("market", "competitor", "product", "offer", "own", "price", "currency", "per", "date",
           "source")  # fmt: skip
MOST_ROWS = 100_000


def chosen(project: Project, market: str, currency: str) -> QuerySet[Any]:
    """Prices of a market and a currency where these are given, oldest first."""
    rows = prices(project, market)
    rows = rows.filter(currency=currency) if currency else rows
    return rows.order_by("market", "seen_on", "created_at", "pk")[:MOST_ROWS]


def table(project: Project, rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Rows in the order of :data:`COLUMNS`: texts, numbers and a day."""
    for row in rows.iterator():
        name = whose(row, project)
        yield [
            row.market, name, row.product, f"{name} · {row.product}",
            int(row.competitor_id is None), row.amount.normalize(), row.currency, row.per,
            row.seen_on, row.source,
        ]  # fmt: skip


def csv_lines(project: Project, rows: QuerySet[Any]) -> Iterator[str]:
    """As CSV for spreadsheets: a byte order mark, and no text that would run as a formula."""
    yield "\ufeff" + _line(COLUMNS)
    for row in table(project, rows):
        yield _line([_cell(value) for value in row])


def _cell(value: Any) -> str:
    return (
        harmless(value)
        if isinstance(value, str)
        else f"{value:f}"
        if isinstance(value, Decimal)
        else str(value)
    )


def _line(cells: Any) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def xlsx(project: Project, rows: QuerySet[Any]) -> bytes:
    """As an Excel workbook, values as values and never formulas."""
    import xlsxwriter  # not needed to start the web process

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet, day = book.add_worksheet("Prices"), book.add_format({"num_format": "yyyy-mm-dd"})
        for place, name in enumerate(COLUMNS):
            sheet.write_string(0, place, name)
        for line, row in enumerate(table(project, rows), start=1):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, place, value)
                elif COLUMNS[place] == "date":
                    sheet.write_datetime(line, place, value, day)
                else:
                    sheet.write_number(line, place, float(value))
    return buffer.getvalue()

"""Answers as a table: one row for each complete answer, a column for each question.

Choices are written by value id, which is stable across languages and versions; of several choices
there is a column each with 1 or 0, of a ranking a column each with the place, of a matrix a column
for each row.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from apps.datasets.dictionary.sheet import csv_text
from apps.feedback.surveys import sav, spss
from apps.feedback.surveys.definition import Kind, Question
from apps.feedback.surveys.figures import asked
from apps.feedback.surveys.models import Survey, SurveyResponse
from apps.jobs.reports.formats import by_child

FIXED = ("response_id", "completed_at", "language", "country")
MOST_ROWS = 50_000


@dataclass(frozen=True)
class Column:
    """A name and how a response's answers fill it."""

    name: str
    value: Callable[[dict[str, Any]], Any]


def columns(survey: Survey) -> list[Column]:
    """The columns of all questions that were ever asked."""
    return [column for one in asked(survey)[1] for column in _of(one)]


def _of(question: Question) -> Iterator[Column]:
    key = question.key
    if question.kind is Kind.MULTIPLE:
        for one in question.choices:
            yield Column(f"{key}_{one.value_id}", _chosen(key, one.value_id))
    elif question.kind is Kind.RANKING:
        for one in question.choices:
            yield Column(f"{key}_{one.value_id}", _place(key, one.value_id))
    elif question.kind is Kind.MATRIX:
        for row in question.rows:
            yield Column(f"{key}_{row.value_id}", _of_row(key, row.value_id))
    else:
        yield Column(key, lambda answers: answers.get(key))


def _chosen(key: str, choice: str) -> Callable[[dict[str, Any]], Any]:
    return lambda answers: int(choice in answers[key]) if key in answers else None


def _place(key: str, choice: str) -> Callable[[dict[str, Any]], Any]:
    def place(answers: dict[str, Any]) -> int | None:
        order = answers.get(key) or []
        return order.index(choice) + 1 if choice in order else None

    return place


def _of_row(key: str, row: str) -> Callable[[dict[str, Any]], Any]:
    return lambda answers: (answers.get(key) or {}).get(row)


def table(survey: Survey) -> tuple[list[str], list[list[Any]]]:
    """Heads and rows, the oldest answer first: the newest :data:`MOST_ROWS`, as on the page."""
    filled = columns(survey)
    rows = SurveyResponse.objects.filter(survey=survey, state=SurveyResponse.State.COMPLETE)
    found = rows.order_by("-completed_at", "id").values_list(
        "id", "completed_at", "language", "country", "answers"
    )[:MOST_ROWS]
    heads = [*FIXED, *(column.name for column in filled)]
    return heads, [
        [str(key), moment.isoformat(), language, country,
         *(column.value(answers) for column in filled)]
        for key, moment, language, country, answers in reversed(found)
    ]  # fmt: skip


def as_csv(survey: Survey) -> bytes:
    heads, rows = table(survey)
    filled = (["" if cell is None else cell for cell in row] for row in rows)
    return csv_text([heads, *filled]).encode()


def as_xlsx(survey: Survey) -> bytes:
    heads, rows = table(survey)
    return workbook([heads, *rows], "Answers")


def workbook(rows: Iterable[Sequence[Any]], name: str) -> bytes:
    """Rows as an Excel workbook: values as values, texts never as formulas."""
    import xlsxwriter  # not needed to start the web process

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, place, cell[:32_767])
                elif cell is not None:
                    sheet.write_number(line, place, cell)
    return out.getvalue()


def as_parquet(survey: Survey) -> bytes:
    """Typed columns: numbers as doubles, all else as text."""
    import pyarrow as pa  # not needed to start the web process
    import pyarrow.parquet as pq

    heads, rows = table(survey)
    arrays = []
    for place in range(len(heads)):
        values = [row[place] for row in rows]
        numeric = all(one is None or isinstance(one, int | float) for one in values)
        numeric = numeric and any(one is not None for one in values)
        cast = [None if one is None else float(one) for one in values] if numeric else [
            None if one is None else str(one) for one in values
        ]  # fmt: skip
        arrays.append(pa.array(cast, pa.float64() if numeric else pa.string()))
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, names=heads), out)
    return out.getvalue()


def as_sav(survey: Survey) -> bytes:
    """For SPSS, and what reads its files. Raises ``formats.NotWritten``."""
    return by_child(spss.sheet(survey, MOST_ROWS), sav.__name__)


FORMATS: dict[str, tuple[str, Callable[[Survey], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "sav": ("application/x-spss-sav", as_sav),
    "parquet": ("application/vnd.apache.parquet", as_parquet),
}

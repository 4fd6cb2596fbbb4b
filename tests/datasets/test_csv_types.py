"""Columns read as numbers or coded are stored as if each cell had been looked at as text."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.datasets.tabular import cells, csv_reading, sources, textstream
from apps.datasets.tabular.plan import NUMBER_WORDS, ColumnPlan, Plan

KINDS = ("number", "integer", "country", "date", "boolean", "text")
CELLS = (
    *("1", "-2.5", "3.0", "1e3", "", " 7 ", "+5", "0x1F", "1e400", "inf", "nan", "NA", "n/a"),
    *("9223372036854775808", "-0", ".5", "5.", "Germany", "DE", "EU", "2024-02-30", "2024-03-01"),
    *(" 0x1F", "\t12 ", " 9223372036854775807", " 1234567890123456789", "  ", " inf"),
    *("yes", "no", "#REF!", "a,b", 'say "so"', "two\nlines", "\ufffd", "00012", "1,5"),
)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """Of parsing and of reading, so that a file is parsed while it is read."""
    monkeypatch.setattr(csv_reading, "BLOCK_BYTES", 120)
    monkeypatch.setattr(csv_reading, "FEWEST_TOLD", 3)
    monkeypatch.setattr(textstream, "BLOCK", 70)


def read(path, plan, *, typed):
    """For each column what is stored and which rows are bad or left out; the numbers of rows."""
    stored = [[] for _ in plan.columns]
    numbers, broken = [], []
    for batch in sources.batches(path, plan, typed=typed):
        if not batch.columns:
            continue
        numbers += batch.rows.tolist()
        broken += batch.broken
        for found, column in zip(stored, plan.columns, strict=True):
            converted = cells.convert(batch.columns[column.position], column)
            marks = [
                [False] * len(batch.rows) if mark is None else mark.to_pylist()
                for mark in (converted.bad, converted.excluded)
            ]
            found += list(zip(map(repr, converted.values.to_pylist()), *marks, strict=True))
    return stored, numbers, broken


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from(CELLS)] * len(KINDS)), min_size=1, max_size=30))
def test_the_same_is_stored(tmp_path_factory, rows):
    text = io.StringIO()
    csv.writer(text).writerows([KINDS, *rows])
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_text(text.getvalue() + "1,2,3\n", encoding="utf-8")  # and a row that is cut off
    columns = [
        ColumnPlan(position=place, source=kind, name=kind, kind=kind, date_format="%Y-%m-%d")
        for place, kind in enumerate(KINDS)
    ]
    for column in columns[:2]:
        column.missing = list(NUMBER_WORDS)
    plan = Plan(format="csv", columns=columns)
    assert read(path, plan, typed=True) == read(path, plan, typed=False)


def test_a_column_is_numbers_until_a_cell_is_none(tmp_path):
    """Nothing is read twice into the table, and later columns stay numbers."""
    path = tmp_path / "table.csv"
    lines = [f"{row},{row}.5" for row in range(200)]
    lines[150] = "many,150.5"
    path.write_text("a,b\n" + "\n".join(lines) + "\n", encoding="utf-8")
    columns = [
        ColumnPlan(position=place, source=name, name=name, kind=kind, missing=list(NUMBER_WORDS))
        for place, (name, kind) in enumerate((("a", "integer"), ("b", "number")))
    ]
    read = sources.batches(path, Plan(format="csv", columns=columns), typed=True)
    batches = [batch for batch in read if batch.columns]
    kinds = [[str(column.type) for column in batch.columns] for batch in batches]
    assert kinds[0] == ["int64", "double"]
    assert kinds[-1] == ["string", "double"]
    assert [row for batch in batches for row in batch.rows.tolist()] == list(range(2, 202))


def test_a_late_cell_that_is_no_number_among_quoted_ones_refuses_nothing(tmp_path):
    """Half of a quoted cell has been read when the parser comes to the bad one."""
    path = tmp_path / "table.csv"
    lines = [f'"row, {row}",{row if row % 50 else "NA"}' for row in range(1, 400)]
    path.write_text('"a","b"\n' + "\n".join(lines) + "\n", encoding="utf-8")
    columns = [
        ColumnPlan(position=0, source="a", name="a"),
        ColumnPlan(position=1, source="b", name="b", kind="integer", missing=list(NUMBER_WORDS)),
    ]
    plan = Plan(format="csv", columns=columns)
    stored, numbers, broken = read(path, plan, typed=True)
    assert (stored, numbers, broken) == read(path, plan, typed=False)
    assert len(numbers) == 399


def test_more_columns_than_attempts_turn_out_to_be_text(tmp_path):
    path = tmp_path / "table.csv"
    names = "abcdefgh"
    rows = [[str(row)] * len(names) for row in range(100)]
    for place in range(len(names)):
        rows[20 + 10 * place][place] = "many"
    path.write_text("\n".join(map(",".join, [names, *rows])) + "\n", encoding="utf-8")
    columns = [
        ColumnPlan(position=place, source=name, name=name, kind="integer", missing=[""])
        for place, name in enumerate(names)
    ]
    plan = Plan(format="csv", columns=columns)
    stored, numbers, _ = read(path, plan, typed=True)
    assert numbers == list(range(2, 102))
    assert [sum(bad for _, bad, _ in column) for column in stored] == [1] * len(names)

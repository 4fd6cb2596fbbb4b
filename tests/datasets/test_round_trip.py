"""Any table that a program writes as CSV comes back from Parquet with the same values."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.datasets.tabular.importing import run_import
from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.plan import ColumnPlan, Plan
from tests.datasets.reading import stored

ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "gb18030": "gb18030"}
BREAKS = ["\n", "\r\n"]
characters = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd"
) | st.sampled_from([",", ";", "\t", "|", '"', "'", "\n", "\r\n", " ", "é", "東", "𝄞", "\u2028"])
# A cell of blanks is a missing one, and what a sheet says of its errors is no text.
texts = st.lists(characters, min_size=1, max_size=25).map("".join).filter(str.strip)
CELLS = {
    "text": texts.filter(lambda text: not text.startswith("#")),
    "integer": st.integers(-(10**17), 10**17),
    "number": st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0),
    "date": st.dates(min_value=dt.date(1000, 1, 1)),
    "boolean": st.booleans(),
}


@st.composite
def tables(draw):
    """Kinds by column, and rows of values or None."""
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=5))
    row = st.tuples(*(st.none() | CELLS[kind] for kind in kinds))
    return kinds, draw(st.lists(row, min_size=1, max_size=30))


def spelled(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def write(path, names, rows, encoding, **dialect):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, **dialect)
        writer.writerow(names)
        writer.writerows([spelled(value) for value in row] for row in rows)


def imported(path, plan, folder):
    outcome = run_import(path, plan, folder)
    return outcome, [list(column) for column in stored(outcome).values()]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    table=tables(),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(BREAKS),
)
@example((["text"], [('a "b"\r\nc,;|\t',), (None,)]), "utf-16", ";", csv.QUOTE_MINIMAL, "\r\n")
@example((["number"], [(5e-324,), (-1.7976931348623157e308,)]), "utf-8", ",", csv.QUOTE_ALL, "\n")
@example((["number"], [(1.7976931348623157e308,), (-4.49423283715579e307,)]), "utf-8", ",", 1, "\n")
def test_values_come_back(table, encoding, delimiter, quoting, ending):
    kinds, rows = table
    names = [f"column {n}" for n in range(len(kinds))]
    plan = Plan(
        format="csv",
        encoding=ENCODINGS[encoding],
        delimiter=delimiter,
        columns=[
            ColumnPlan(
                position=n, source=name, name=name, kind=kind,
                date_format="%Y-%m-%d" if kind == "date" else "",
            )
            for n, (name, kind) in enumerate(zip(names, kinds, strict=True))
        ],
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write(
            path, names, rows, encoding,
            delimiter=delimiter, quoting=quoting, lineterminator=ending,
        )  # fmt: skip
        outcome, columns = imported(path, plan, Path(folder))
    assert outcome.reasons == {}
    assert outcome.counts.stored == len(rows)
    assert columns == [list(column) for column in zip(*rows, strict=True)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(
        st.tuples(
            texts.map("item {}".format),
            st.integers(0, 10**9),
            st.floats(-1e6, 1e6).map(lambda value: value + 0.0),
            st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
        ),
        min_size=3,
        max_size=40,
    ),
    ending=st.sampled_from(BREAKS),
)
def test_nothing_has_to_be_said_of_a_plain_table(rows, ending):
    rows = [("first; or last", 13, 0.5, dt.date(2024, 5, 31)), *rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write(path, ["name", "count", "share", "day"], rows, "utf-8", lineterminator=ending)
        plan = inspect(path).plan
        _, columns = imported(path, plan, Path(folder))
    assert [column.kind for column in plan.columns] == ["text", "integer", "number", "date"]
    assert columns == [list(column) for column in zip(*rows, strict=True)]


def test_only_columns_that_repeat_are_stored_with_a_dictionary(tmp_path):
    """Elsewhere it would only cost: most of the time of an import, and room in the file."""
    path = tmp_path / "table.csv"
    lines = [f"K{row:06},{row % 7},{row * 0.37:.2f},s{row % 5}" for row in range(40_000)]
    path.write_text("\n".join(["code,few,many,segment", *lines]), encoding="utf-8")
    table = run_import(path, inspect(path).plan, tmp_path).table
    group = pq.ParquetFile(table.path).metadata.row_group(0)
    kept = {group.column(n).path_in_schema: group.column(n) for n in range(group.num_columns)}
    assert [name for name in kept if kept[name].has_dictionary_page] == ["few", "segment"]
    assert table.rows == 40_000

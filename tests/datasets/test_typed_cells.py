"""Words for missing and stored values are the same in every batch, file type and the preview."""

from __future__ import annotations

import datetime as dt
import typing
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.datasets.domain.preview import preview
from apps.datasets.tabular import cells
from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.plan import NUMBER_WORDS, ColumnPlan
from apps.datasets.tabular.schema import Kind
from tests.datasets.reading import stored, take

UTC = dt.UTC
WORDS = ["", "NaN", "-999", "1900-01-01", "1900-01-01 00:00:00"]
MOMENT, UNKNOWN = dt.datetime(2024, 2, 29, 10, 30), dt.datetime(1900, 1, 1)
TABLE = {
    "byte": pa.array([1, 0, None, -99, 7], pa.int8()),
    "integer": pa.array([20240131, 0, None, -999, 2**60], pa.int64()),
    "unsigned": pa.array([1, 2**63 - 1, None, 2**64 - 1, 999], pa.uint64()),
    "half": pa.array([45.0, 0.5, None, -999.0, float("inf")], pa.float16()),
    "single": pa.array([45.0, 0.1, None, -999.0, float("nan")], pa.float32()),
    "double": pa.array([45.0, 30.25, 1e20, -999.0, float("-inf")], pa.float64()),
    "decimal": pa.array([Decimal("45.00"), Decimal("0.10"), None, Decimal(-999), Decimal(3)],
                        pa.decimal128(10, 2)),
    "flag": pa.array([True, False, None, True, False]),
    "day": pa.array([MOMENT.date(), None, UNKNOWN.date(), MOMENT.date(), dt.date(1, 1, 1)]),
    "noon": pa.array([dt.time(12), None, dt.time(1, 2, 3), dt.time(0), dt.time(1)]),
    "moment": pa.array([MOMENT, None, UNKNOWN, MOMENT, UNKNOWN], pa.timestamp("ns")),
    "zoned": pa.array([MOMENT.replace(tzinfo=UTC), None, UNKNOWN.replace(tzinfo=UTC)] * 2)[:5],
    "berlin": pa.array([MOMENT, None, UNKNOWN] * 2, pa.timestamp("ms", "Europe/Berlin"))[:5],
    "word": pa.array(["France", "-999", "45%", None, "x"]),
    "coded": pa.array([45.0, None, -999.5, 45.0, 2.5]).dictionary_encode(),
    "counted": pa.array([45, None, -999, 45, 2]).dictionary_encode(),
}  # fmt: skip


def shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@pytest.fixture
def parquet(tmp_path):
    def _parquet(**columns):
        pq.write_table(pa.table(columns), tmp_path / "t.parquet")
        return tmp_path / "t.parquet"

    return _parquet


@pytest.mark.parametrize("percent_as", ["points", "fraction"])
@pytest.mark.parametrize("kind", typing.get_args(Kind))
def test_the_preview_of_typed_cells_is_what_is_stored(parquet, tmp_path, kind, percent_as):
    found = inspect(path := parquet(**TABLE))
    for column in found.plan.columns:
        column.kind, column.percent_as, column.missing = kind, percent_as, WORDS
    plan = found.plan.model_copy(update={"on_bad": "missing", "aggregates": "keep"})
    seen = preview(found, plan)
    _, outcome = take(path, tmp_path / "out", plan)
    columns = stored(outcome)
    promised = {
        column.name: [row[n].text if row[n].state == "ok" else "" for row in seen.rows]
        for n, column in enumerate(seen.columns)
    }
    assert promised == {
        name: [shown(value) for value in values] for name, values in columns.items()
    }
    assert sum(seen.bad.values()) == outcome.counts.emptied


def test_a_percentage_of_parquet_is_stored_as_the_form_says(parquet, tmp_path):
    path = parquet(share=[45.0, 30.0, None], whole=[45, 30, None])
    found = inspect(path)
    for column in found.plan.columns:
        column.kind, column.percent_as = "percent", "fraction"
    _, outcome = take(path, tmp_path / "out", found.plan)
    assert stored(outcome) == {"share": [0.45, 0.3, None], "whole": [0.45, 0.3, None]}
    assert [row[0].text for row in preview(found, found.plan).rows] == ["0.45", "0.3", ""]


@pytest.mark.parametrize(
    ("values", "words", "left"),
    [
        (pa.array([1, -999, 3], pa.int16()), ["-999"], [1, None, 3]),
        (pa.array([1.5, -999.0, 3.5], pa.float32()), [" -999 "], [1.5, None, 3.5]),
        (pa.array([Decimal("1.50"), Decimal("-9.00")]), ["-9"], [1.5, None]),
        (pa.array([1.5, 0.0, 3.5]), ["n/a", "0", "x"], [1.5, None, 3.5]),
        (pa.array([MOMENT, UNKNOWN]), ["1900-01-01"], [MOMENT, None]),
        (pa.array([MOMENT, UNKNOWN], pa.timestamp("us", "UTC")),
         ["1900-01-01 00:00:00"], [MOMENT, None]),
        (pa.array([1, 300], pa.int16()), ["70000", "n/a"], [1, 300]),
    ],
)  # fmt: skip
def test_words_for_missing_hold_for_typed_cells(parquet, tmp_path, values, words, left):
    found = inspect(path := parquet(x=values, row=list(range(len(values)))))
    found.plan.columns[0].missing = words
    _, outcome = take(path, tmp_path / "out", found.plan)
    assert stored(outcome)["x"] == left
    assert [row[0].text for row in preview(found, found.plan).rows] == [shown(v) for v in left]


@pytest.mark.parametrize(("kind", "last"), [("number", "n/a"), ("integer", "n/a"), ("number", "1")])
def test_words_for_missing_hold_in_every_batch(write, tmp_path, monkeypatch, kind, last):
    """A batch of nothing but numbers is read at once, without a look at each cell's text."""
    monkeypatch.setattr("apps.datasets.tabular.csv_reading.BLOCK_BYTES", 200)
    lines = [f"{n},{-999 if n % 10 == 0 else n}" for n in range(1, 400)]
    path = write("n,x\n" + "\n".join([*lines, f"400,{last}"]) + "\n")
    found = inspect(path)
    found.plan.columns[1].kind = kind
    found.plan.columns[1].missing = ["", "n/a", "-999"]
    _, outcome = take(path, tmp_path / "out", found.plan)
    values = stored(outcome)["x"]
    assert values.count(None) == 39 + (last == "n/a")
    assert -999 not in values
    assert values[10] == 11


def test_words_for_missing_hold_in_a_small_clean_file(write, tmp_path):
    path = write("x,y\n1,a\n-999,b\n 3 ,c\n")
    found = inspect(path)
    found.plan.columns[0].missing = ["", "-999"]
    _, outcome = take(path, tmp_path / "out", found.plan)
    assert stored(outcome)["x"] == [1, None, 3]
    assert [row[0].text for row in preview(found, found.plan).rows] == ["1", "", "3"]


def test_clean_numbers_are_not_searched_for_words_that_none_of_them_is(monkeypatch):
    """The usual words are no numbers: a large table of numbers must not pay for them."""
    monkeypatch.setattr(cells, "present", lambda *args: pytest.fail("looked at the text"))
    column = ColumnPlan(position=0, source="x", name="x", kind="number", missing=list(NUMBER_WORDS))
    assert cells.convert(pa.array(["1", "2.5"]), column).values.to_pylist() == [1.0, 2.5]

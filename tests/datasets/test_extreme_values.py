"""Values at the ends of what is stored: the last moments of time, the largest whole numbers."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.datasets.reading import column, rejected, stored, take

DAYS = [f"2024-01-{day:02d}T00:00:00-05:00" for day in range(1, 29)]
FOR_EVER = "9999-12-31T23:59:59-05:00"


@pytest.mark.parametrize("far", [FOR_EVER, "0001-01-01T00:00:00+08:00"])
def test_a_moment_that_utc_cannot_name_is_one_bad_cell(write, tmp_path, far):
    lines = [f"{n},{moment}" for n, moment in enumerate([*DAYS, far])]
    found, outcome = take(write("n,valid_to\n" + "\n".join(lines) + "\n"), tmp_path / "out")
    assert column(found, "valid_to").kind == "datetime"
    assert stored(outcome)["valid_to"][0] == dt.datetime(2024, 1, 1, 5)
    assert outcome.counts.stored == len(DAYS)
    assert [line[1:] for line in rejected(outcome)] == [["valid_to", far, "no_utc"]]


def test_a_column_of_nothing_but_for_ever_is_looked_at(write, tmp_path):
    lines = "\n".join(f"{n},{FOR_EVER}" for n in range(5))
    found, outcome = take(write(f"n,valid_to\n{lines}\n"), tmp_path / "out")
    assert column(found, "valid_to").kind == "text"
    assert stored(outcome)["valid_to"] == [FOR_EVER] * 5


def test_a_moment_that_is_none_at_all_is_called_no_date(write, tmp_path):
    lines = "\n".join([*DAYS, "2024-13-01T00:00:00-05:00"])
    _found, outcome = take(write(f"t\n{lines}\n"), tmp_path / "out")
    assert [line[-1] for line in rejected(outcome)] == ["date"]


@pytest.mark.parametrize("coded", [False, True])
def test_unsigned_numbers_that_are_too_large_are_not_turned_into_others(tmp_path, coded):
    largest = 2**63 - 1
    cells = pa.array([1, largest, largest + 6, None, 2**64 - 1], pa.uint64())
    table = pa.table({"n": cells.dictionary_encode() if coded else cells, "row": range(5)})
    pq.write_table(table, tmp_path / "t.parquet")
    found, outcome = take(tmp_path / "t.parquet", tmp_path / "out")
    assert column(found, "n").kind == "integer"
    assert stored(outcome) == {"n": [1, largest, None], "row": [0, 1, 3]}
    assert [line[1:] for line in rejected(outcome)] == [
        ["n", "9223372036854775813", "too_large"],
        ["n", "18446744073709551615", "too_large"],
    ]


def test_unsigned_numbers_within_the_range_are_all_stored(tmp_path):
    pq.write_table(pa.table({"n": pa.array([0, 7, None], pa.uint64())}), tmp_path / "t.parquet")
    _found, outcome = take(tmp_path / "t.parquet", tmp_path / "out")
    assert stored(outcome) == {"n": [0, 7, None]}
    assert rejected(outcome) == []

"""Parquet as the job's child reads it."""

import datetime
from decimal import Decimal

import numpy as np
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.engines.contract import ColumnProfile, Refusal
from apps.engines.tables import ParquetTable, RawFile, open_input


@pytest.fixture
def path(tmp_path):
    table = pa.table(
        {
            "d": pa.array([95.0, None, 180.0]),
            "n": pa.array([1, 2, None], pa.int64()),
            "flag": pa.array([True, None, False]),
            "price": pa.array([Decimal("1.25"), Decimal("2.50"), None]),
            "empty": pa.nulls(3),
            "land": ["NA", None, "CN"],
            "day": [datetime.date(2026, 1, 2)] * 3,
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    return tmp_path / "t.parquet"


def test_numbers_come_as_float64_with_missing_as_nan(path):
    table = ParquetTable(path)
    numbers = table.numbers(["n", "d", "flag", "price", "empty"])
    assert numbers.dtype == np.float64
    np.testing.assert_array_equal(
        numbers,
        [
            [1, 95, 1, 1.25, np.nan],
            [2, np.nan, np.nan, 2.5, np.nan],
            [np.nan, 180, 0, np.nan, np.nan],
        ],
    )
    assert table.rows == 3
    assert table.names()[:2] == ["d", "n"]


def test_the_same_column_may_be_asked_for_twice(path):
    assert ParquetTable(path).numbers(["d", "d"]).shape == (3, 2)


def test_batches_keep_row_order_and_size(tmp_path):
    values = np.arange(1000.0)
    pq.write_table(pa.table({"x": values}), tmp_path / "x.parquet", row_group_size=170)
    blocks = list(ParquetTable(tmp_path / "x.parquet").batches(["x"], rows=128))
    assert max(len(block) for block in blocks) <= 128
    np.testing.assert_array_equal(np.concatenate(blocks)[:, 0], values)


def test_texts_are_read_at_positions(path):
    table = ParquetTable(path)
    assert table.texts("land", [2, 0, 1, 2]) == ["CN", "NA", "", "CN"]
    assert table.texts("day", [1]) == ["2026-01-02"]


def test_a_frame_holds_the_asked_columns(path):
    frame = ParquetTable(path).frame(["land", "n"])
    assert isinstance(frame, polars.DataFrame)
    assert frame.columns == ["land", "n"]
    assert ParquetTable(path).frame().shape == (3, 7)


def test_an_absent_or_textual_column_is_refused_by_name(path):
    with pytest.raises(Refusal, match="ghost"):
        ParquetTable(path).numbers(["ghost"])
    with pytest.raises(Refusal, match="Column 'land' holds no numbers"):
        ParquetTable(path).numbers(["land"])


def test_an_input_is_opened_by_its_format(path, tmp_path):
    column = ColumnProfile(name="d", dtype="number")
    table = open_input(
        path, "parquet", roles={"target": ["d"]}, columns=[column.model_dump()], content_hash="h"
    )
    assert isinstance(table, ParquetTable)
    assert (table.roles, table.columns, table.content_hash) == ({"target": ["d"]}, [column], "h")
    raw = open_input(tmp_path, "raw", content_hash="h")
    assert isinstance(raw, RawFile)
    for ask in (raw.numbers, raw.batches, raw.frame):
        with pytest.raises(TypeError, match="not a table"):
            ask(["d"])
    with pytest.raises(TypeError, match="not a table"):
        raw.texts("d", [0])

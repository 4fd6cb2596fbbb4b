"""Large files are looked at in several places, and not read to find out what they hold."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.datasets.tabular import sampling
from apps.datasets.tabular.inspecting import inspect
from tests.datasets.reading import codes, column, stored, take

ROWS = 300_000


def lines(rows=ROWS, *, change=0.5):
    """Whole numbers that are words from the row at ``change`` on; every tenth note has a break."""
    for n in range(rows):
        cell = str(n % 977) if n < change * rows else ("low", "high", "n/a")[n % 3]
        note = f'"said ""no"",\nrow {n}"' if n % 10 == 0 else f"note {n}"
        yield f"{n},{cell},{note}\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "large.csv"
    path.write_text("id,level,note\n" + "".join(lines()), encoding="utf-8")
    return path


def bytes_read(monkeypatch, path):
    """What an inspection of the file reads of it, opens counted by what they hand out."""
    total = 0
    original, original_open = io.FileIO.readinto, Path.open

    class Counted(io.FileIO):
        def readinto(self, buffer):
            nonlocal total
            got = original(self, buffer)
            total += got or 0
            return got

    def opened(self, mode="r", *args, **kwargs):
        return io.BufferedReader(Counted(self)) if mode == "rb" else original_open(self, mode)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", opened)
        found = inspect(path)
    return found, total


def test_what_comes_later_in_a_large_file_counts(large):
    found = inspect(large)
    assert not found.complete
    assert column(found, "level").kind == "text"
    assert column(found, "id").kind == "integer"
    assert found.rows_estimate == pytest.approx(ROWS, rel=0.05)
    assert found.sample[0] == ["0", "0", 'said "no",\nrow 0']
    assert len(found.sample) == 100


def test_a_large_file_is_not_read_to_look_at_it(large, monkeypatch):
    found, read = bytes_read(monkeypatch, large)
    assert found.sampled_rows > 15_000
    assert 1_000_000 < read < 5_000_000 < large.stat().st_size


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_places_in_other_encodings(tmp_path, encoding):
    path = tmp_path / "wide.csv"
    body = "".join(f"{n},国家{n % 50}的数据,{n / 7:.6f}\n" for n in range(200_000))
    path.write_text("编号,说明,值\n" + body, encoding=encoding)
    assert path.stat().st_size > sampling.WHOLE_BYTES
    found = inspect(path)
    assert [column.kind for column in found.plan.columns] == ["integer", "text", "number"]
    assert found.rows_estimate == pytest.approx(200_000, rel=0.05)
    assert found.sampled_rows > 15_000


def test_a_window_that_cannot_be_cut_is_left_out(tmp_path):
    path = tmp_path / "prose.csv"
    long = "word and word\n" * 150_000  # one quoted cell over several windows
    rows = "".join(f"{n},{n * 2}\n" for n in range(250_000))
    path.write_text(f'a,b\n{rows}"{long}",1\n{rows}', encoding="utf-8")
    found = inspect(path)
    assert [each.kind for each in found.plan.columns] == ["integer", "integer"]
    assert not codes(found) & {"ambiguous_number"}


def test_fields_that_come_up_later_in_json_lines(tmp_path):
    path = tmp_path / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(12_000):
            row = {"n": n, "name": f"item {n} \u2028 {'and so on ' * 40}"}
            if n >= 4_000:
                row["late"] = n / 2
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    assert path.stat().st_size > sampling.WHOLE_BYTES
    found, outcome = take(path, tmp_path / "out")
    assert [each.source for each in found.plan.columns] == ["n", "name", "late"]
    assert column(found, "late").kind == "number"
    assert outcome.counts.stored == 12_000
    assert stored(outcome)["late"][-1] == 11_999 / 2


def test_row_groups_of_parquet_from_all_over(tmp_path):
    path = tmp_path / "rows.parquet"
    words = [str(n) for n in range(60_000)] + ["word"] * 60_000
    table = pa.table({"n": range(120_000), "level": words})
    pq.write_table(table, path, row_group_size=10_000)
    found = inspect(path)
    assert column(found, "level").kind == "text"
    assert (found.rows_estimate, found.complete) == (120_000, False)
    assert found.sample[0] == ["0", "0"]


def test_a_sheet_tells_how_many_rows_it_has(tmp_path):
    import xlsxwriter

    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        notes, data = book.add_worksheet("Notes"), book.add_worksheet("Data")
        notes.write_string(0, 0, "see Data")
        for n in range(40_000):
            data.write_row(n, 0, [n, n * 2] if n else ["a", "b"])
    found = inspect(path)
    assert (found.plan.sheet, found.sheets) == ("Data", ["Notes", "Data"])
    assert found.rows_estimate == pytest.approx(40_000, rel=0.01)

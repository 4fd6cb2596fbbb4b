"""Small files that unpack to much: one long value in every row, however the format repeats it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.datasets.tabular import sheets, sources, stats
from apps.datasets.tabular.importing import run_import
from apps.datasets.tabular.inspecting import inspect
from apps.engines import parquet
from apps.engines.contract import Refusal
from apps.engines.tables import ParquetTable
from tests.datasets.reading import take

MEGABYTE = 1024**2
READ = """
import json, sys
from pathlib import Path
from apps.datasets.tabular.inspecting import inspect
from apps.engines.tables import ParquetTable

path = Path(sys.argv[1])
rows = inspect(path).rows_estimate
characters = sum(len(text) for text in ParquetTable(path).texts("note", [0, 29_000]))
status = Path("/proc/self/status").read_text()
peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
print(json.dumps([rows, characters, peak / 1024]))
"""


def repeated(path: Path, text: str, rows: int, **options) -> Path:
    """One text in all rows, as a dictionary of one value unless ``options`` say otherwise."""
    note = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([text]))
    if options.get("use_dictionary") is False:
        note = note.dictionary_decode()
    table = pa.table({"year": range(rows), "note": note}).replace_schema_metadata(None)
    pq.write_table(table, path, compression="zstd", store_schema=False, **options)
    return path


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_one_long_value_in_every_row_takes_no_memory_to_speak_of(tmp_path):
    path = repeated(tmp_path / "dense.parquet", "x" * 20_000, 30_000)  # 600 MB of text
    assert path.stat().st_size < 500_000
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True, text=True, check=True, timeout=60, env=os.environ,
    )  # fmt: skip
    rows, characters, peak = json.loads(done.stdout.splitlines()[-1])
    assert (rows, characters) == (30_000, 2 * 20_000)
    assert peak < 420, peak


@pytest.mark.parametrize(
    "options",
    [{}, {"use_dictionary": False, "column_encoding": {"note": "DELTA_BYTE_ARRAY"}}],
    ids=["dictionary", "shared beginnings"],
)
def test_batches_are_bounded_by_what_they_unpack_to(tmp_path, options):
    path = repeated(tmp_path / "dense.parquet", "x" * 200_000, 400, **options)
    seen = []
    for batch in parquet.batches(path, rows=65_536):
        assert batch.nbytes <= parquet.BATCH_BYTES
        assert batch.schema.field("note").type == pa.string()
        seen += batch.column(0).to_pylist()
    assert seen == list(range(400))


def test_wide_tables_of_numbers_are_read_in_fewer_rows(tmp_path):
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 30_000, pa.int32()), pa.array([1.5]))
    wide = pa.table({f"c{n}": column.dictionary_decode() for n in range(400)})
    pq.write_table(wide, tmp_path / "wide.parquet")
    sizes = [batch.nbytes for batch in parquet.batches(tmp_path / "wide.parquet", rows=65_536)]
    assert len(sizes) > 1
    assert max(sizes) <= parquet.BATCH_BYTES


def test_every_value_of_such_a_file_is_stored(tmp_path):
    path = repeated(tmp_path / "dense.parquet", "x" * 50_000, 1_500)
    _, outcome = take(path, tmp_path / "out")
    assert (outcome.counts.read, outcome.table.rows) == (1_500, 1_500)
    table = ParquetTable(outcome.table.path)
    assert [len(text) for text in table.texts("note", [0, 1_499])] == [50_000, 50_000]
    assert table.numbers(["year"])[:, 0].tolist() == list(range(1_500))


def test_row_groups_of_any_encoding_follow_one_another(tmp_path):
    path = tmp_path / "mixed.parquet"
    pieces = [["a"] * 500, [f"b{n}" for n in range(500)], [None] * 3, ["ü" * 9]]
    with pq.ParquetWriter(path, pa.schema([("note", pa.string())]), use_dictionary=False) as plain:
        for piece in pieces:
            plain.write_table(pa.table({"note": pa.array(piece, pa.string())}))
    read = [
        value for batch in parquet.batches(path, rows=100) for value in batch.column(0).to_pylist()
    ]
    assert read == [value for piece in pieces for value in piece]


@pytest.mark.parametrize("use_dictionary", [True, False])
def test_a_value_beyond_the_limit_of_a_record_is_refused_by_row_and_column(
    tmp_path, use_dictionary
):
    notes = ["short"] * 300
    notes[217] = "x" * (3 * MEGABYTE)
    path = tmp_path / "long.parquet"
    pq.write_table(
        pa.table({"year": range(300), "note": notes}), path, use_dictionary=use_dictionary
    )
    with pytest.raises(Refusal) as caught:
        inspect(path)
    said = str(caught.value.issue.message)
    assert "Row 218" in said
    assert "'note'" in said
    assert caught.value.issue.fix is not None


def test_a_column_that_unpacks_from_nothing_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "CHUNK_BYTES", 1 * MEGABYTE)
    path = repeated(tmp_path / "bomb.parquet", "x" * 100_000, 500, use_dictionary=False)
    with pytest.raises(Refusal, match="Column 'note' unpacks to"):
        inspect(path)


def test_a_line_beyond_the_limit_of_a_record_is_refused_by_its_number(write):
    lines = ['{"a": "short"}'] * 40 + [json.dumps({"a": "x" * (3 * MEGABYTE)})] + ['{"a": "end"}']
    path = write("\n".join(lines), "long.jsonl")
    with pytest.raises(Refusal, match="Line 41 has"):
        list(sources.batches(path, inspect(write('{"a": "x"}\n')).plan))


def test_lines_with_many_absent_fields_come_in_fewer_rows(write, monkeypatch):
    monkeypatch.setattr(sources, "BATCH_CELLS", 5_000)
    fields = {f"f{n}": n for n in range(50)}
    path = write("\n".join([json.dumps(fields), *["{}"] * 300]))
    batches = list(sources.batches(path, inspect(path).plan))
    assert [len(batch.rows) for batch in batches] == [100, 100, 100, 1]


def workbook(path: Path, text: str, rows: int) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["year", "note"])
        for row in range(1, rows + 1):
            sheet.write(row, 0, row)
            sheet.write_string(row, 1, text)
    return path


def test_a_shared_text_in_too_many_cells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_TEXT", 64 * MEGABYTE)
    path = workbook(tmp_path / "shared.xlsx", "x" * 32_000, 2_500)  # 80 MB
    assert path.stat().st_size < MEGABYTE
    with pytest.raises(Refusal, match="The texts of a sheet come to"):
        inspect(path)


def test_shared_texts_that_fit_are_read(tmp_path):
    path = workbook(tmp_path / "shared.xlsx", "x" * 3_000, 400)
    _, outcome = take(path, tmp_path / "out")
    assert outcome.table.rows == 400


def test_many_long_distinct_values_are_not_kept_to_be_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(stats, "MOST_TEXT", 20_000)
    notes = [f"{n:04}" + "x" * 60 for n in range(400)]
    path = tmp_path / "distinct.parquet"
    pq.write_table(pa.table({"year": range(400), "note": notes}), path)
    folder = tmp_path / "out"
    folder.mkdir()
    outcome = run_import(path, inspect(path).plan, folder)
    assert outcome.table.profile.details["note"].distinct_is_more


def test_the_shared_texts_are_measured_across_blocks(tmp_path):
    texts = [b"a" * 700_000, b"b" * 2_500_000, b"c" * 40]
    xml = b"<sst>" + b"".join(b"<si><t>" + text + b"</t></si>" for text in texts) + b"</sst>"
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", xml)
    with zipfile.ZipFile(tmp_path / "s.zip") as archive:
        lengths = sheets._shared_lengths(archive)
    assert len(lengths) == 3
    for length, text in zip(lengths, texts, strict=True):
        assert len(text) <= length <= len(text) + 20

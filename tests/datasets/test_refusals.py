"""Files that are not tables, or not whole, or too much: one sentence each, nothing kept."""

import errno
import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.datasets.tabular.importing import run_import
from apps.datasets.tabular.inspecting import inspect
from apps.engines.contract import Refusal
from tests.datasets.reading import take


def refusal(path) -> str:
    with pytest.raises(Refusal) as caught:
        inspect(path)
    assert caught.value.issue.fix is not None
    return str(caught.value.issue.message)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty (0 bytes)"),
        (b" \n\n\t\n", "only blanks"),
        (b"a,b\n", "no rows below"),
        (b"\x1f\x8b\x08aaaa", "gzip"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'[{"a": 1}]', "JSON array"),
        (b"PAR1 and no end", "cut off"),
        (b"PK\x03\x04garbage", "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (bytes(range(1, 32)) * 50, "not a text file"),
    ],
)
def test_what_is_not_a_table_is_refused_in_a_sentence(write, content, words):
    assert words in refusal(write(content, "innocent.csv"))


def test_the_name_says_nothing(write):
    assert inspect(write(b"a,b\n1,2\n", "x.xlsx")).plan.format == "csv"


def test_an_unclosed_quote_is_refused(write, tmp_path):
    path = write('a,b\n1,2\n3,"open\n4,5\n6,7\n')
    with pytest.raises(Refusal, match="never closed"):
        take(path, tmp_path / "out")


def test_an_unclosed_quote_in_a_large_file(write, tmp_path):
    body = "".join(f"{n},text {n}\n" for n in range(300_000))
    plan = inspect(write("a,b\n" + body)).plan
    path = write("a,b\n" + body + '1,"open\n' + body * 3)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Refusal, match="never closed"):
        run_import(path, plan, folder)
    assert not list(folder.iterdir())


def test_damaged_parquet(tmp_path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": list(range(10_000))}), path)
    content = path.read_bytes()
    path.write_bytes(content[:300] + content[-1000:])
    with pytest.raises(Refusal, match=r"damaged|cut off"):
        take(path, tmp_path / "out")


def test_parquet_of_nested_columns_only(tmp_path):
    pq.write_table(pa.table({"a": [[1], [2]]}), tmp_path / "t.parquet")
    assert "no column of plain values" in refusal(tmp_path / "t.parquet")


def workbook(path, sheet_xml: bytes, level=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", level) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml)
    return path


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path):
    path = workbook(tmp_path / "bomb.xlsx", b" " * 60_000_000)
    assert "times its size" in refusal(path)


def test_one_cell_far_away_does_not_fill_the_memory(tmp_path):
    xml = b'<sheetData><row><c r="A1"/></row><row><c r="XFD1048576"/></row></sheetData>'
    assert "more than can be opened" in refusal(workbook(tmp_path / "far.xlsx", xml))


def test_a_workbook_that_calamine_cannot_open(tmp_path):
    assert "damaged" in refusal(workbook(tmp_path / "bad.xlsx", b"<sheetData/>"))


def test_other_archives(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    path = tmp_path / "a.zip"
    path.write_bytes(buffer.getvalue())
    assert "ZIP archive" in refusal(path)


def test_an_empty_workbook(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as book:
        book.add_worksheet()
    assert "empty" in refusal(tmp_path / "e.xlsx")


def test_json_lines_without_objects(write):
    assert "JSON object" in refusal(write('{"a": \n' + "x" * 5000))


def test_too_many_columns(write):
    header = ",".join(f"c{n}" for n in range(2001))
    assert "2001 columns" in refusal(write(header + "\n" + ",".join("1" * 2001) + "\n"))


def test_nothing_fits(write, tmp_path):
    found = inspect(write("a,b\n1,2\n3,4\n"))
    with pytest.raises(Refusal, match="None of the 2 rows"):
        take(write("a,b\nx,2\ny,4\n"), tmp_path / "out", found.plan)
    assert not list((tmp_path / "out").iterdir())


def test_only_groups_of_countries(write, tmp_path):
    found = inspect(write("country,x\nFrance,1\nSpain,2\n"))
    with pytest.raises(Refusal, match="groups of countries"):
        take(write("country,x\nEuropean Union,1\nWorld,2\n"), tmp_path / "out", found.plan)


def test_no_column_chosen(write, tmp_path):
    found = inspect(write("a\n1\n"))
    found.plan.columns[0].include = False
    with pytest.raises(Refusal, match="No column"):
        take(write("a\n1\n"), tmp_path / "out", found.plan)


def test_a_full_disk_leaves_nothing_half_stored(write, tmp_path, monkeypatch):
    def full(self, *args):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = write("a,b\n1,2\n")
    found = inspect(path)
    monkeypatch.setattr("apps.datasets.tabular.writer.TableWriter._flush", full)
    with pytest.raises(Refusal, match="disk is full"):
        take(path, tmp_path / "out", found.plan)
    assert not list((tmp_path / "out").iterdir())


def test_cancelling_leaves_nothing(write, tmp_path):
    class Stop(BaseException):
        pass

    def stop():
        raise Stop

    path = write("a,b\n1,2\n")
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stop):
        run_import(path, inspect(path).plan, folder, check=stop)
    assert not list(folder.iterdir())


def test_deeply_nested_json_is_a_bad_line_not_a_crash(write, tmp_path):
    deep = "[" * 100_000
    rows = [json.dumps({"a": n}) for n in range(5)]
    _, outcome = take(write("\n".join([*rows, deep])), tmp_path / "out")
    assert outcome.counts.rejected == 1

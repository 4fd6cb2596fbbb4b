"""Lines above the header: titles and blank ones, found or told, never taken for rows."""

import pyarrow.parquet as pq
import pytest

from apps.datasets.models import DatasetVersion
from apps.datasets.tabular import sampling
from apps.datasets.tabular.inspecting import inspect
from tests.datasets.reading import codes, rejected, stored, take
from tests.datasets.test_flow import confirm

ROWS = "A,5,6\nB,7,8\nC,9,10\n"
YEARS = {"product": ["A", "B", "C"], "2019": [5, 7, 9], "2020": [6, 8, 10]}
BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-05-30",\n\n'
    '"Country Name","Country Code","Indicator Name","1960","1961",\n'
    '"Aruba","ABW","Population","54608","55811",\n'
    '"France","FRA","Population","46649927","47240543",\n'
    '"Germany","DEU","Population","72814900","73377632",\n'
    '"Japan","JPN","Population","93216000","94055000",\n'
)
FILES = {
    "a title, then a blank line": ("Sales report\n\nproduct,2019,2020\n" + ROWS, 2, YEARS),
    "a blank line": ("\nproduct,2019,2020\n" + ROWS, 1, YEARS),
    "blank lines on both sides": ("\n\nReport\n\n\nproduct,2019,2020\n" + ROWS, 5, YEARS),
    "lines that end as on Windows": (
        "Sales report\r\n\r\nproduct,2019,2020\r\n" + ROWS.replace("\n", "\r\n"),
        2,
        YEARS,
    ),
    "lines that end as on old Macs": (
        ("Sales report\n\nproduct,2019,2020\n" + ROWS).replace("\n", "\r"),
        2,
        YEARS,
    ),
    "a title of two lines in quotes": (
        '"Sales\nreport"\n\nproduct,2019,2020\n' + ROWS,
        3,
        YEARS,
    ),
    "words over numbers": (
        "Population\n\ncountry,year,pop\nFrance,2020,67\nSpain,2020,47\n",
        2,
        {"country": ["FRA", "ESP"], "year": [2020, 2020], "pop": [67, 47]},
    ),
    "titles filled up by a spreadsheet": (
        "Sales report,,\n,,\nproduct,2019,2020\n" + ROWS,
        2,
        YEARS,
    ),
    "a header of two lines in quotes": (
        '\n"product\nname",2019,2020\n' + ROWS,
        1,
        {"product name": YEARS["product"], "2019": YEARS["2019"], "2020": YEARS["2020"]},
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_stands_above_the_header_is_no_row(write, tmp_path, name):
    text, skipped, table = FILES[name]
    found, outcome = take(write(text), tmp_path / "out")
    assert (found.plan.skip_rows, found.plan.header) == (skipped, True)
    assert stored(outcome) == table
    assert outcome.counts.rejected == 0


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("gb18030", b"")]
)
def test_lines_are_counted_alike_in_every_encoding(write, tmp_path, encoding, mark):
    text = "销售报告\n\n产品,2019,2020\n" + "甲的产品,5,6\n乙的产品,7,8\n" * 5 + "丙,9\n"
    found, outcome = take(write(mark + text.encode(encoding)), tmp_path / "out")
    assert found.plan.skip_rows == 2
    assert [column.name for column in found.plan.columns] == ["产品", "2019", "2020"]
    assert stored(outcome)["2019"] == [5, 7] * 5
    assert [line[0] for line in rejected(outcome)] == ["14"]


def test_titles_of_the_world_bank_are_skipped(write, tmp_path):
    found, outcome = take(write(BANK), tmp_path / "out")
    assert found.plan.skip_rows == 4
    table = stored(outcome)
    assert list(table)[:3] == ["Country Name", "Country Code", "Indicator Name"]
    assert table["1960"] == [54608, 46649927, 72814900, 93216000]
    assert outcome.counts.rejected == 0


def test_rejections_name_the_line_of_the_file(write, tmp_path):
    rows = "".join(f"p{n},{n},{n}\n" for n in range(30))
    text = f"Sales report\n\nproduct,2019,2020\n{rows}bad,x,1\nshort,1\n"
    _, outcome = take(write(text), tmp_path / "out")
    lines = text.split("\n")
    assert sorted(int(line[0]) for line in rejected(outcome)) == [34, 35]
    assert (lines[33], lines[34]) == ("bad,x,1", "short,1")


@pytest.mark.parametrize(
    ("told", "skipped", "names"),
    [
        (1, 2, ["product", "2019", "2020"]),
        (2, 2, ["product", "2019", "2020"]),
        (3, 3, ["column_1", "column_2", "column_3"]),
    ],
)
def test_title_lines_told_by_a_person(write, told, skipped, names):
    found = inspect(write("Sales report\n\nproduct,2019,2020\n" + ROWS), {"skip_rows": told})
    assert found.plan.skip_rows == skipped
    assert [column.name for column in found.plan.columns] == names


def test_blank_lines_alone_are_not_called_a_title(write):
    assert "skipped" not in codes(inspect(write("\n\na,b\n1,2\n")))
    assert "skipped" in codes(inspect(write("Title\n\na,b\n1,2\n")))


@pytest.mark.parametrize(
    "text",
    ["name,\nA,1\nB,2\n", "a,,c\n1,2,3\n4,5,6\n", ",x\na,1\nb,2\n", "a,b\n\n1,2\n3,4\n"],
)
def test_a_header_with_empty_cells_is_no_title(write, text):
    found = inspect(write(text))
    assert (found.plan.skip_rows, found.plan.header) == (0, True)


def test_titles_of_a_large_file(tmp_path, monkeypatch):
    monkeypatch.setattr(sampling, "WHOLE_BYTES", 1000)
    path = tmp_path / "large.csv"
    rows = "".join(f"item {n},{n}\n" for n in range(60_000))
    path.write_text(f"Report\n\n\nproduct,price\n{rows}", encoding="utf-8")
    found, outcome = take(path, tmp_path / "out")
    assert found.sample[0] == ["item 0", "0"]
    assert outcome.counts.stored == 60_000


def test_a_told_title_of_a_sheet_may_end_at_a_blank_row(tmp_path):
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Prices")
        sheet.write_row(0, 0, ["Source", "Survey"])
        sheet.write_row(2, 0, ["market", "price"])
        sheet.write_row(3, 0, ["France", 2.5])
    found = inspect(path, {"skip_rows": 1})
    assert [column.name for column in found.plan.columns] == ["market", "price"]


@pytest.mark.django_db
@pytest.mark.parametrize("told", [{}, {"layout-skip_rows": "1"}, {"layout-skip_rows": "2"}])
def test_a_title_and_a_blank_line_from_upload_to_table(bring, page, run_jobs, told):
    upload = bring(("Sales report\n\nproduct,2019,2020\n" + ROWS).encode())
    if told:
        confirm(page, upload, action="reread", **told)
        run_jobs()
    confirm(page, upload, name="Sales")
    run_jobs()
    version = DatasetVersion.objects.get()
    assert pq.read_table(version.file.path).to_pydict() == YEARS
    assert version.rejected_rows == 0

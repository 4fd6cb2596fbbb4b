"""'67.500' and '03/04/2026 10:00' mean two things: what settles it is used, or a person is told."""

import datetime as dt

import pyarrow.parquet as pq
import pytest

from apps.datasets.forms import ColumnForm
from apps.datasets.models import DatasetVersion, Upload
from apps.datasets.tabular.inspecting import inspect
from tests.datasets.reading import codes, column, rejected, stored, take
from tests.datasets.test_flow import confirm

GERMAN = "country\tpop\tprice\nFR\t67.500\t3,5\nDE\t83.200\t2,7\nIT\t60.100\t1,9\n"


def instants(*cells: str) -> str:
    return "when,x\n" + "".join(f"{cell},{n}\n" for n, cell in enumerate(cells))


@pytest.mark.parametrize("order", ["country\tpop\tprice", "price\tpop\tcountry"])
def test_a_decimal_comma_in_one_column_settles_the_others(write, tmp_path, order):
    rows = [line.split("\t") for line in GERMAN.splitlines()]
    places = [rows[0].index(name) for name in order.split("\t")]
    text = "\n".join("\t".join(row[place] for place in places) for row in rows)
    found, outcome = take(write(text), tmp_path / "out")
    table = stored(outcome)
    assert table["pop"] == [67500, 83200, 60100]
    assert table["price"] == [3.5, 2.7, 1.9]
    assert table["country"] == ["FRA", "DEU", "ITA"]
    assert "ambiguous_number" in codes(found)  # told all the same: it is a conclusion


def test_a_decimal_comma_settles_text_between_commas_too(write, tmp_path):
    _, outcome = take(write('name,pop,price\nx,67.500,"3,5"\ny,83.200,"2,7"\n'), tmp_path / "out")
    assert stored(outcome)["pop"] == [67500, 83200]


def test_thousands_with_points_are_told_in_pasted_text(write):
    found = inspect(write("name\tpop\nx\t67.500\ny\t83.200\nz\t12\n"))
    (told,) = [finding for finding in found.findings if finding.code == "ambiguous_number"]
    assert (told.severity, told.column) == ("warn", 1)
    assert column(found, "pop").decimal == "."


@pytest.mark.parametrize(
    "text",
    [
        "name,pop\nx,67.500\ny,83.200\n",
        "name\tpop\nx\t67.5\ny\t83.250\n",
        "name\tpop\nx\t0.500\ny\t0.250\n",
        "name\tpop\nx\t67500\ny\t83200\n",
    ],
)
def test_numbers_without_doubt_are_not_asked_about(write, text):
    assert "ambiguous_number" not in codes(inspect(write(text)))


def test_a_doubtful_comma_settles_nothing(write):
    found = inspect(write("a\tb\n1,234\t67.500\n2,345\t83.200\n"))
    assert (column(found, "a").decimal, column(found, "b").decimal) == (".", ".")


def test_numbers_that_a_sheet_stores_keep_their_point(tmp_path):
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Prices")
        sheet.write_row(0, 0, ["weight", "price"])
        sheet.write_row(1, 0, [1.125, "3,5"])
        sheet.write_row(2, 0, [2.375, "2,7"])
    _, outcome = take(path, tmp_path / "out")
    assert stored(outcome) == {"weight": [1.125, 2.375], "price": [3.5, 2.7]}


@pytest.mark.parametrize("seconds", ["", ":00"])
def test_moments_that_could_be_day_or_month_first_are_told(write, tmp_path, seconds):
    cells = [f"0{n}/01/2026 00:00{seconds}" for n in range(1, 5)]
    found, outcome = take(write(instants(*cells)), tmp_path / "out")
    (told,) = [finding for finding in found.findings if finding.code == "ambiguous_date"]
    assert (told.severity, told.column) == ("warn", 0)
    assert stored(outcome)["when"] == [dt.datetime(2026, 1, n) for n in range(1, 5)]


def test_one_day_above_twelve_tells_that_the_month_is_first(write, tmp_path):
    cells = [f"{n:02}/0{n % 9 + 1}/2026 10:00" for n in range(1, 12)] + ["01/31/2026 10:00"]
    found, outcome = take(write(instants(*cells)), tmp_path / "out")
    assert column(found, "when").date_format == "%m/%d/%Y %H:%M"
    assert "ambiguous_date" not in codes(found)
    assert stored(outcome)["when"][0] == dt.datetime(2026, 1, 2, 10)
    assert rejected(outcome) == []


def test_days_far_down_a_long_column_are_looked_at(write):
    """The first thousand minutes are all of one day."""
    start = dt.datetime(2026, 1, 2)
    cells = [f"{start + dt.timedelta(minutes=n):%m/%d/%Y %H:%M}" for n in range(25_000)]
    found = inspect(write(instants(*cells)))
    assert column(found, "when").date_format == "%m/%d/%Y %H:%M"
    assert "ambiguous_date" not in codes(found)


def test_a_warning_of_either_can_be_answered(write):
    found = inspect(write(instants("01/01/2026 00:00", "02/01/2026 00:00")))
    offered = dict(ColumnForm(found.plan.columns[0]).fields["date_format"].choices)
    assert offered["%m/%d/%Y %H:%M"] == "12/31/2026 23:59"
    assert offered["%d/%m/%Y"] == "31/12/2026"
    assert len(offered) == len(ColumnForm(found.plan.columns[0]).fields["date_format"].choices)


@pytest.mark.django_db
def test_a_pasted_german_table_from_upload_to_table(bring, page, run_jobs):
    upload = bring(GERMAN.encode())
    assert upload.state == Upload.State.READY, upload.refusal
    confirm(page, upload, name="Prices")
    run_jobs()
    table = pq.read_table(DatasetVersion.objects.get().file.path).to_pydict()
    assert (table["pop"], table["price"]) == ([67500, 83200, 60100], [3.5, 2.7, 1.9])

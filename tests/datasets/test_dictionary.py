"""The data dictionary: written, kept over versions, filled in as a table, and told to runs."""

import csv
import io
from datetime import date

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from apps.datasets.dictionary import checks, entries, files, sheet
from apps.datasets.domain.store import add_version
from apps.datasets.models import ColumnEntry
from apps.events.models import AuditEntry
from apps.jobs.reports.compose import compose
from apps.projects.models import Role
from tests.factories.datasets import ColumnEntryFactory, VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = [pytest.mark.django_db]
COLUMNS = ["market", "year", ("price", "EUR"), "day"]
ROWS = [
    ("DE", 2020, 10.5, date(2024, 1, 5)),
    ("DE", 2021, 12.0, date(2024, 2, 5)),
    ("FR", 2021, None, date(2024, 2, 5)),
    ("JP", 2023, -1.0, None),
]


@pytest.fixture
def version(project):
    return VersionFactory(project=project, name="Prices", columns=COLUMNS, rows=ROWS)


@pytest.fixture
def browser(client, project):
    client.force_login(MembershipFactory(project=project, role=Role.EDITOR).user)
    return client


def address(version, name, *more):
    return reverse(f"datasets:{name}", args=[version.project_id, version.dataset_id, *more])


def column(version, name):
    return f"{address(version, 'dictionary_column')}?column={name}"


def send(browser, version, text, name="d.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    where = address(version, "dictionary_import")
    return browser.post(where, {"file": SimpleUploadedFile(name, content)})


def described(version, name, **rule):
    column = next(one for one in version.columns if one["name"] == name)
    entry = ColumnEntry(column=name, **rule)
    detail = version.profile["details"][name]
    return entries.Described(name, entry, column, detail, version.rows)


def broken(version, name, **rule):
    return described(version, name, **rule).broken


def some_break(version, name, **rule):
    return described(version, name, **rule).some_break


def test_a_column_is_described_on_its_page(browser, version):
    page = browser.get(address(version, "dictionary")).content.decode()
    assert "0 of 4 columns are described." in page
    assert page.count("not yet described") == 4
    form = browser.get(column(version, "price"))
    assert form.context["form"]["unit"].value() == "EUR"  # as the import has read it
    said = {
        "label": "Net price", "description": "Without VAT.", "unit": "EUR", "measure": "price",
        "price_year": "2015", "source": "Eurostat", "source_year": "2023", "minimum": "0",
    }  # fmt: skip
    assert browser.post(column(version, "price"), said).status_code == 302
    page = browser.get(address(version, "dictionary")).content.decode()
    for words in ("1 of 4 columns are described.", "Net price", "Price, in prices of 2015",
                  "Eurostat, 2023", "at least 0"):  # fmt: skip
        assert words in page
    entry = AuditEntry.objects.get(kind="datasets.dictionary.changed")
    assert entry.data["changes"]["price · label"] == ["", "Net price"]
    assert "Net price" in browser.get(address(version, "detail")).content.decode()


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("price", {"price_year": "20"}, "Give a year from 1000 to 2200."),
        ("price", {"minimum": "nan"}, "Enter a number."),
        ("price", {"minimum": "5", "maximum": "1"}, "smaller than the smallest"),
        ("price", {"permitted": "1\n2"}, "Only texts, whole numbers and dates"),
        ("market", {"minimum": "1"}, "Only columns of numbers have a range."),
        ("market", {"measure": "code", "price_year": "2015"}, "Only amounts of money"),
        ("market", {"label": "x" * 121}, "at most 120 characters"),
        ("year", {"permitted": "2020\nsoon"}, "soon&#x27; is not a whole number"),
        ("market", {"description": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_is_said_and_kept_in_the_form(browser, version, name, values, words):
    answer = browser.post(column(version, name), values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ColumnEntry.objects.exists()


def test_a_stale_form_overwrites_nothing(browser, version):
    old = browser.get(column(version, "price")).context["form"]["seen"].value() or ""
    entries.write(version.dataset, {"price": {"label": "Theirs"}}, None)
    answer = browser.post(column(version, "price"), {"label": "Mine", "seen": old})
    assert answer.status_code == 422
    assert "Somebody else saved this" in answer.content.decode()
    assert "Theirs" in answer.content.decode()
    assert ColumnEntry.objects.get().label == "Theirs"
    again = answer.context["form"].data["seen"]
    assert (
        browser.post(column(version, "price"), {"label": "Mine", "seen": again}).status_code == 302
    )
    assert ColumnEntry.objects.get().label == "Mine"


def test_many_columns_are_filled_in_at_once(browser, version):
    forms = browser.get(address(version, "dictionary_fill")).context["forms"]
    data = {"column": [line["one"].name for line in forms]}
    for place, line in enumerate(forms):
        data |= {f"c{place}-{field.name}": field.value() or "" for field in line["form"]}
    data["c1-label"] = "Year of sale"
    entries.write(version.dataset, {"day": {"label": "Theirs"}}, None)  # not touched here
    assert browser.post(address(version, "dictionary_fill"), data).status_code == 302
    assert dict(ColumnEntry.objects.values_list("column", "label")) == {
        "day": "Theirs", "year": "Year of sale",
    }  # fmt: skip
    data["c3-label"] = "Mine"
    data["c1-was"] = "no JSON"
    answer = browser.post(address(version, "dictionary_fill"), data)
    assert answer.status_code == 422
    assert "Somebody else saved this" in answer.content.decode()
    assert ColumnEntry.objects.get(column="day").label == "Theirs"
    strange = browser.post(address(version, "dictionary_fill"), {"column": "x", "c0-label": "x"})
    assert "has no column" in strange.content.decode()


def test_descriptions_outlive_versions(browser, version):
    for name in ("market", "price"):
        ColumnEntryFactory(dataset=version.dataset, column=name, label=f"The {name}")
    other = VersionFactory(project=version.project, columns=["market", "cost"], rows=[("DE", 1.0)])
    newer = add_version(version.dataset, None, stored=_stored(other))
    page = browser.get(address(newer, "dictionary"))
    assert [line["one"].name for line in page.context["gone"]] == ["price"]
    words = page.content.decode()
    assert "No longer in the table" in words
    assert "1 of 2 columns are described." in words
    assert browser.get(column(newer, "price")).status_code == 200
    browser.post(address(newer, "dictionary_forget"), {"column": "price"})
    assert list(ColumnEntry.objects.values_list("column", flat=True)) == ["market"]


def _stored(version):
    from pathlib import Path

    from apps.datasets.domain.create import write_rows
    from apps.datasets.tabular.schema import StoredColumn

    columns = [StoredColumn(name="market", kind="text"), StoredColumn(name="cost", kind="number")]
    path = Path(version.file.path).with_name("newer.parquet")
    return write_rows(path, columns, [["DE"], [1.0]])


def test_cells_that_break_a_rule_are_counted_where_the_profile_is_exact(version):
    assert broken(version, "market", permitted=["DE", "FR"]) == 1
    assert broken(version, "day", permitted=["2024-02-05"]) == 1  # an empty cell breaks none
    assert broken(version, "year", minimum=2021) == 1
    assert broken(version, "year", minimum=2020.5, maximum=2022) == 2
    assert broken(version, "year", permitted=["2020", "2021"]) == 1
    assert broken(version, "price", minimum=-1, maximum=12) == 0
    assert broken(version, "price", maximum=-2) == 3
    assert broken(version, "price", minimum=0) is None  # it lies within a bin
    assert some_break(version, "price", minimum=0)  # the smallest is below
    assert not some_break(version, "price", minimum=-1, maximum=12)
    assert some_break(version, "price", maximum=11.9)
    assert not some_break(version, "market", permitted=["DE"])
    assert broken(version, "price") is None


def test_counts_agree_with_the_cells_wherever_they_are_claimed(project):
    values = [int(v) for v in np.random.default_rng(3).integers(-400, 900, 1000)]
    reals = [v / 7 for v in values]
    table = [*zip(values, reals, strict=True)]
    version = VersionFactory(project=project, columns=["whole", "real"], rows=table)
    edges = version.profile["details"]["real"]["histogram"]["edges"]
    told = 0
    for limit in (*range(-420, 920, 13), *edges, edges[3] + 1e-9):
        for name, cells in (("whole", values), ("real", reals)):
            low, high = broken(version, name, minimum=limit), broken(version, name, maximum=limit)
            assert low in (None, sum(cell < limit for cell in cells))
            assert high in (None, sum(cell > limit for cell in cells))
            told += (low is not None) + (high is not None)
    assert told > 30


def test_a_table_goes_out_is_filled_in_and_comes_back(browser, version):
    ColumnEntryFactory(
        dataset=version.dataset, column="market", label="=Market", permitted=["DE", "FR"]
    )
    with translation.override("zh-hans"):
        cells = sheet.table(entries.described(version.dataset, version), {})
    assert cells[0][0] == "列"
    assert cells[1][sheet_at("measure")] == "代码或名称"
    for content in (sheet.csv_text(cells).encode(), sheet.xlsx_bytes(cells)):
        read = files.cells_of(content)
        found = sheet.read(read, entries.described(version.dataset, version))
        assert not found.errors
        assert not found.unread
        entry = version.dataset.entries.get()
        assert found.values["market"] == {name: getattr(entry, name) for name in entries.FIELDS}
    cells[2][sheet_at("label")] = "Year"
    cells[2][sheet_at("minimum")] = 2000
    page = send(browser, version, sheet.xlsx_bytes(cells), "d.xlsx")
    assert page.status_code == 200
    assert page.context["columns"] == 1
    assert [change[1:] for change in page.context["changes"]] == [
        ("Label", "", "Year"), ("Smallest permitted value", "", "2000.0"),
    ]  # fmt: skip
    assert ColumnEntry.objects.count() == 1  # nothing is saved by looking
    kept = {"cells": page.context["cells"], "seen": page.context["seen"]}
    entries.write(version.dataset, {"price": {"label": "New"}}, None)
    moved = browser.post(address(version, "dictionary_import"), kept)
    assert "changed meanwhile" in moved.content.decode()
    assert moved.context["moved"]
    kept["seen"] = moved.context["seen"]
    assert browser.post(address(version, "dictionary_import"), kept).status_code == 302
    assert ColumnEntry.objects.get(column="year").minimum == 2000


def sheet_at(name):
    return list(sheet.HEADS).index(name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The submitted file is empty|The file is empty."),
        (" \n", "The file is empty."),
        ("name,label\nprice,x\n", "The first row needs a head &#x27;Column&#x27;"),
        ("column,label,Label\n", "the head &#x27;Label&#x27; twice"),
        ("column,label\nprice,a\nprice,b\n", "Row 3: the column &#x27;price&#x27; stands"),
        ("column;label\nnone;x\n", "Row 2: The newest version has no column &#x27;none&#x27;."),
        ("column,label\n,x\n", "Row 2 names no column."),
        ("column,minimum\nprice,NaN\n", "Row 2, &#x27;Smallest permitted value&#x27;: Give a"),
        ("column\tprice_year\nprice\t2015.5\n", "Give a year from 1000 to 2200."),
        ("column,measure\nprice,money\n", "&#x27;money&#x27; is none of: Amount in a period"),
        ("column,label\nprice," + "x" * 200, "At most 120 characters; there are 200."),
        (b"PK\x03\x04 no workbook", "no Excel workbook"),
        (b"x" * 1_100_000, "The file is too large"),
        ("column,label\nprice,\"" + "y" * 140_000, "cannot be read as CSV"),
    ],
)  # fmt: skip
def test_a_table_that_is_wrong_says_where(browser, version, text, words):
    page = send(browser, version, text)
    assert page.status_code == 422
    assert any(word in page.content.decode() for word in words.split("|")), page.content.decode()
    assert not ColumnEntry.objects.exists()


def test_a_sheet_that_was_tampered_with_is_refused(browser, version):
    for cells in ("[", "{}", "[[1]]", "[" * 5000):
        page = browser.post(address(version, "dictionary_import"), {"cells": cells})
        assert page.status_code == 422
        assert "Choose the file again" in page.content.decode()


def test_a_csv_runs_no_formula(browser, version):
    hostile = '<script>alert("x")</script>'
    ColumnEntryFactory(dataset=version.dataset, column="market", label="=1+1", description=hostile)
    text = browser.get(address(version, "dictionary_download", "csv")).content.decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[sheet_at("label")] == "'=1+1"
    assert hostile not in browser.get(address(version, "dictionary")).content.decode()
    assert browser.get(address(version, "dictionary_download", "pdf")).status_code == 404


def test_columns_that_look_like_formulas_come_back(browser, project):
    odd = VersionFactory(project=project, columns=["=a", "'=b"], rows=[(1, 2)])
    text = browser.get(address(odd, "dictionary_download", "csv")).content.decode("utf-8-sig")
    names = [row[0] for row in csv.reader(io.StringIO(text))][1:]
    assert names == ["'=a", "'=b"]
    page = send(browser, odd, "column,label\n'=a,A\n'=b,B\n")
    assert page.status_code == 200, page.content.decode()
    assert "2 columns change." in page.content.decode()


def test_a_list_that_no_cell_of_excel_holds_is_refused(browser, version):
    values = "\n".join(f"{number:0>190}" for number in range(200))
    page = send(browser, version, f'column,permitted\nmarket,"{values}"\n')
    assert page.status_code == 422
    assert "At most 32,767 characters" in page.content.decode()


def test_somebody_elses_dataset_is_not_found(browser, version):
    other = VersionFactory(project=ProjectFactory(), columns=["a"], rows=[(1,)])
    foreign = reverse("datasets:dictionary", args=[version.project_id, other.dataset_id])
    assert browser.get(foreign).status_code == 404
    assert browser.get(column(version, "nothing")).status_code == 404


def test_a_run_is_told_what_columns_mean(browser, version):
    values = {"label": "Net price", "unit": "CNY", "description": "Without VAT.", "measure": "flow"}
    entries.write(version.dataset, {"price": values}, None)
    new = reverse("jobs:new", args=[version.project_id])
    page = browser.get(f"{new}?engine=regression.least_squares&data=dataset:{version.pk}")
    assert "price: Net price (CNY)" in page.content.decode()
    assert "What the columns mean" in page.content.decode()
    assert "Without VAT." in page.content.decode()
    job = JobFactory(
        project=version.project, state="succeeded", engine_key="regression.least_squares",
        inputs={"data": {"kind": "dataset", "id": str(version.pk), "roles": {"target": ["price"]}}},
        result={"headline": {"text": "Done."}, "blocks": []},
        provenance={"inputs": {"data": {"name": "Sales"}}},
    )  # fmt: skip
    grids = [part for part in compose(job).parts if part.kind == "grid"]
    assert grids[0].rows == [
        ["price", "Net price", "CNY", "Amount in a period", "Without VAT.", "–"]
    ]
    shown = browser.get(reverse("jobs:detail", args=[version.project_id, job.pk]))
    assert [rows for _, rows in shown.context["dictionary"]] == [grids[0].rows]
    assert "Net price" in shown.content.decode()
    version.dataset.delete()
    assert not [part for part in compose(job).parts if part.kind == "grid"]


def test_the_checks_take_their_bounds():
    assert not list(checks.issues({"price_year": 1000, "minimum": 1.0, "maximum": 1.0}, "number"))
    many = [str(n) for n in range(checks.MOST_VALUES + 1)]
    assert [name for name, _ in checks.issues({"permitted": many}, "text")] == ["permitted"]

"""Lists, the profile page, rows, downloads, editing, deleting: for whom and how."""

import csv
import datetime as dt
import io

import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from django.utils import translation

from apps.datasets.domain import queries
from apps.datasets.forms import DatasetForm
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.tabular import excel
from apps.jobs.models import Job, JobArtifact, State
from apps.projects.models import Role
from tests.factories.datasets import DatasetFactory, UploadFactory, VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, project):
    client.force_login(MembershipFactory(project=project, role=Role.EDITOR).user)
    return client


def url(name, project, *args):
    return reverse(f"datasets:{name}", args=[project.pk, *args])


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_an_empty_list_says_what_to_do(page, project):
    text = page.get(url("list", project)).content.decode()
    assert "No data yet" in text
    assert url("upload", project) in text


def test_the_list_searches_and_sorts(page, project):
    VersionFactory(project=project, name="Prices", rows=[(1.0, 2.0)] * 3)
    VersionFactory(project=project, name="Volumes", rows=[(1.0, 2.0)] * 9)
    VersionFactory(name="Foreign")
    text = page.get(url("list", project)).content.decode()
    assert "Prices" in text
    assert "Foreign" not in text
    found = page.get(url("list", project), {"search": "vol"}).content.decode()
    assert "Volumes" in found
    assert "Prices" not in found
    ordered = page.get(url("list", project), {"sort": "-rows"}).content.decode()
    assert ordered.index("Volumes") < ordered.index("Prices")


def test_the_list_takes_few_queries(page, project, django_assert_max_num_queries):
    for n in range(12):
        VersionFactory(project=project, name=f"Table {n}")
        UploadFactory(project=project)
    with django_assert_max_num_queries(12):
        page.get(url("list", project))


def test_the_profile_page(page, project, django_assert_max_num_queries):
    version = VersionFactory(
        project=project,
        columns=[("price", "USD"), "name", "day"],
        rows=[
            (n / 7, f"n{n % 3}", dt.date(2024, 1, 1)) if n % 5 else (None, None, None)
            for n in range(60)
        ],
        source="Survey 2024",
    )
    JobFactory(
        project=project, title="A fit", inputs={"data": {"kind": "dataset", "id": str(version.pk)}}
    )
    with django_assert_max_num_queries(12):
        answer = page.get(url("detail", project, version.dataset_id))
    text = answer.content.decode()
    for words in ("Distribution of price", "Most frequent values of name", "Survey 2024", "A fit"):
        assert words in text
    assert version.content_hash in text
    assert "12 of 60 rows have no value" in text
    assert "20.0%" in text


def test_rows_are_paged_from_parquet(page, project):
    version = VersionFactory(project=project, columns=["n"], rows=[(n,) for n in range(140_000)])
    at = url("detail", project, version.dataset_id)
    first = page.get(at).context
    assert [cells[0] for _, cells in first["row_cells"]][:2] == [("0", True), ("1", True)]
    last = page.get(at, {"page": 5600}, headers={"HX-Request": "true", "HX-Target": "rows"})
    text = last.content.decode()
    assert "139,999" in text
    assert "<html" not in text
    over = queries.rows(version, 131_070, 4)
    assert [row[0] for row in over.rows] == [131_070, 131_071, 131_072, 131_073]
    assert page.get(at, {"page": "x"}).context["page"].number == 1
    assert page.get(at, {"page": 10**9}).context["page"].number == 5600


def test_numbers_stand_right_and_text_left(page, project):
    version = VersionFactory(project=project, columns=["n", "name"], rows=[(1_234_567.5, "x")])
    text = page.get(url("detail", project, version.dataset_id)).content.decode()
    assert '<th scope="col" class="text-end">n</th>' in text
    assert '<td class="text-end">1,234,567.5</td>' in text
    assert "<td>x</td>" in text


@pytest.mark.parametrize(
    ("low", "high", "language", "shown"),
    [
        (0.0, 1.25, "en", "0 – 1.25"),
        (1234.5, 2345.5, "en", "1230 – 2350"),
        (12_000.0, 13_500.0, "en", "12,000 – 13,500"),
        (1_230_000.0, 45_600_000.0, "en", "1.2M – 45.6M"),
        (1_300_000_000.0, 1_350_000_000.0, "zh-hans", "13亿 – 13.5亿"),
        (1_000_000_000.0, 1_000_000_100.0, "en", "1,000,000,000 – 1,000,000,100"),
        (0.000002, 0.000004, "en", "2 × 10⁻⁶ – 4 × 10⁻⁶"),
    ],
)
def test_bins_are_written_as_people_write_numbers(low, high, language, shown):
    detail = {"kind": "number", "histogram": {"edges": [low, high], "counts": [3]}}
    with translation.override(language):
        chart = queries.chart_of("price", "", detail)
    assert chart.series[0].points == [[shown, 3]]


def test_bins_of_whole_numbers_end_between_them(project):
    rows = [(year,) for year in range(1950, 2008) for _ in range(3)]
    version = VersionFactory(project=project, columns=["year"], rows=rows)
    chart = queries.chart_of("year", "", version.profile["details"]["year"])
    assert chart.series[0].points[0] == ["1950 – 1956", 21]
    assert sum(count for _, count in chart.series[0].points) == len(rows)


def test_versions_can_be_looked_at(page, project):
    version = VersionFactory(project=project)
    at = url("detail", project, version.dataset_id)
    assert page.get(at, {"version": 1}).context["version"] == version
    assert page.get(at, {"version": 2}).status_code == 404


def test_values_that_look_like_formulas_are_harmless_in_spreadsheets(page, project):
    cells = ["=1+1", "+x", "-y", "@z", "plain", None]
    version = VersionFactory(
        project=project, columns=["note", "n"], rows=[(cell, -1.5) for cell in cells]
    )
    safe = body(page.get(url("download", project, version.dataset_id, "csv"))).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(safe)))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+x", "'-y", "'@z", "plain", ""]
    assert rows[1][1] == "-1.5"
    exact = body(page.get(url("download", project, version.dataset_id, "exact.csv"))).decode()
    assert [row[0] for row in csv.reader(io.StringIO(exact))][1:3] == ["=1+1", "+x"]


def test_parquet_and_excel_downloads(page, project, tmp_path):
    from python_calamine import CalamineWorkbook

    version = VersionFactory(
        project=project,
        name="Preise / Q1",
        columns=["note", "n", "day", "ok"],
        rows=[("=1+1", 1.5, dt.date(2024, 2, 3), True), (None, None, dt.date(1850, 1, 1), None)],
    )
    answer = page.get(url("download", project, version.dataset_id, "parquet"))
    assert "Preise _ Q1-v1.parquet" in answer["Content-Disposition"]
    assert pq.read_table(io.BytesIO(body(answer))).num_rows == 2
    path = tmp_path / "t.xlsx"
    path.write_bytes(body(page.get(url("download", project, version.dataset_id, "xlsx"))))
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["=1+1", 1.5, dt.date(2024, 2, 3), True]
    assert rows[2] == ["", "", "1850-01-01", ""]
    assert page.get(url("download", project, version.dataset_id, "exe")).status_code == 404


def test_a_large_table_becomes_excel_in_a_job_and_not_in_the_request(
    page, project, monkeypatch, run_jobs, tmp_path
):
    from python_calamine import CalamineWorkbook

    rows = [(n, f"r{n}") for n in range(300_000)]
    version = VersionFactory(project=project, name="Large", columns=["n", "t"], rows=rows)
    with monkeypatch.context() as web:
        web.setattr(excel, "write", lambda *_, **__: pytest.fail("written in the request"))
        direct = page.get(url("download", project, version.dataset_id, "xlsx"), follow=True)
        assert "too large to be turned into Excel while you wait" in direct.content.decode()
        assert "made in the background" in direct.content.decode()
        started = page.post(url("make_excel", project, version.dataset_id))
    job = run_jobs(Job.objects.get(engine_key="datasets.excel"))
    assert job.state == State.SUCCEEDED, job.error or job.refusal
    shown = page.get(started["Location"]).content.decode()
    assert "The Excel file with 300,000 rows is ready" in shown
    artifact = JobArtifact.objects.get(job=job)
    assert artifact.name == "Large-v1.xlsx"
    path = tmp_path / "t.xlsx"
    path.write_bytes(
        body(page.get(reverse("jobs:artifact", args=[project.pk, job.pk, artifact.pk])))
    )
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert (len(sheet), sheet[0], sheet[-1]) == (300_001, ["n", "t"], [299_999.0, "r299999"])
    again = page.post(url("make_excel", project, version.dataset_id))
    assert again["Location"] == started["Location"]
    attempt = job.attempts.get()
    assert attempt.peak_memory_bytes < 400 * 1024**2


def test_what_no_sheet_can_hold_is_not_offered(page, project, monkeypatch):
    monkeypatch.setattr(excel, "MOST_ROWS", 2)
    version = VersionFactory(project=project)
    assert page.post(url("make_excel", project, version.dataset_id)).status_code == 404
    shown = page.get(url("detail", project, version.dataset_id)).content.decode()
    assert "Excel" not in shown


def test_editing(editor, project):
    dataset = DatasetFactory(project=project, name="Old")
    DatasetFactory(project=project, name="Taken")
    at = url("change", project, dataset.pk)
    taken = editor.post(at, {"name": "Taken", "description": "kept"})
    assert taken.status_code == 422
    assert "kept" in taken.content.decode()
    assert editor.post(at, {"name": "New", "source": "s"}).status_code == 302
    dataset.refresh_from_db()
    assert (dataset.name, dataset.source) == ("New", "s")


def test_a_name_taken_a_moment_ago_is_said(editor, project, monkeypatch):
    DatasetFactory(project=project, name="Taken")
    dataset = DatasetFactory(project=project, name="Mine")
    # What the form saw before the other name was stored.
    monkeypatch.setattr(DatasetForm, "clean_name", lambda form: form.cleaned_data["name"])
    answer = editor.post(url("change", project, dataset.pk), {"name": "Taken"})
    assert answer.status_code == 422
    assert "has a dataset of this name" in answer.content.decode()
    dataset.refresh_from_db()
    assert dataset.name == "Mine"


def test_deleting_needs_the_name_and_names_the_runs(
    editor, project, files, django_capture_on_commit_callbacks
):
    version = VersionFactory(project=project, name="Prices")
    JobFactory(
        project=project, title="A fit", inputs={"data": {"kind": "dataset", "id": str(version.pk)}}
    )
    at = url("delete", project, version.dataset_id)
    assert "A fit" in editor.get(at).content.decode()
    assert editor.post(at, {"confirm": "prices"}).status_code == 422
    assert Dataset.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(at, {"confirm": "Prices"}).status_code == 302
    assert not DatasetVersion.objects.exists()
    assert not list((files / "media").rglob("*.parquet"))


@pytest.mark.parametrize(
    ("name", "viewer", "analyst"),
    [("detail", 200, 200), ("change", 403, 403), ("delete", 403, 403), ("rejections", 404, 404)],
)
def test_who_may_do_what(client, project, name, viewer, analyst):
    dataset = DatasetFactory(project=project)
    at = url(name, project, dataset.pk)
    for role, status in [(Role.VIEWER, viewer), (Role.ANALYST, analyst)]:
        client.force_login(MembershipFactory(project=project, role=role).user)
        assert client.get(at).status_code == status
    client.force_login(MembershipFactory(project=ProjectFactory(), role=Role.OWNER).user)
    assert client.get(at).status_code == 404


def test_a_foreign_dataset_is_not_there_by_way_of_my_project(page, project):
    foreign = DatasetFactory()
    assert page.get(url("detail", project, foreign.pk)).status_code == 404
    assert page.get(url("download", project, foreign.pk, "csv")).status_code == 404
    assert page.get(f"{url('upload', project)}?dataset={foreign.pk}").status_code == 404
    assert page.get(f"{url('upload', project)}?dataset=nonsense").status_code == 404


@pytest.mark.parametrize("query", ["version", "page", "charts"])
@pytest.mark.parametrize("value", ["²", "٣", "-1", "9" * 5000, "1e3", "\x00"])
def test_numbers_in_the_address_that_are_none(page, project, query, value):
    dataset = DatasetFactory(project=project)
    url = reverse("datasets:detail", args=[project.pk, dataset.pk])
    assert page.get(url, {query: value}).status_code == 200
    assert page.get(url, {"version": "999999999999"}).status_code == 404

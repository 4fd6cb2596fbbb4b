"""From a file to a dataset through the pages, with the real jobs in between."""

import threading
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from apps.core.messages import Message
from apps.core.rendering import render
from apps.datasets.domain import intake, partial
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.datasets.tabular.plan import Inspection
from apps.datasets.views import previewing
from apps.events.models import AuditEntry, Notice
from apps.jobs.models import Job
from apps.projects.domain.projects import delete
from apps.projects.models import Role
from tests.factories.datasets import DatasetFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db
CSV = b"country,price (USD),day,share\nFrance,1.5,03/04/2024,45%\nFarnce,2.5,05/06/2024,7%\n"


def fields_of(answer) -> dict[str, str]:
    """What a browser would send back of the preview's form."""
    forms = answer.context["forms"]
    parts = [forms.layout, forms.main, *forms.columns, *forms.reviews]
    sent = {}
    for part in parts:
        for field in part:
            value = field.value()
            if value is True:
                sent[field.html_name] = "on"
            elif value not in (None, False):
                sent[field.html_name] = str(value)
    return sent


def check_url(upload) -> str:
    return reverse("datasets:preview", args=[upload.project_id, upload.pk])


def confirm(page, upload, **changes):
    url = check_url(upload)
    sent = {**fields_of(page.get(url)), "action": "import", **changes}
    return page.post(url, {key: value for key, value in sent.items() if value is not None})


def told_in(project) -> list[str]:
    notices = Notice.objects.filter(project=project).order_by("created_at")
    return [render(Message.model_validate(notice.message)) for notice in notices]


def test_the_whole_way(bring, page, project, run_jobs, analyst, django_capture_on_commit_callbacks):
    upload = bring(CSV)
    assert upload.state == Upload.State.READY
    shown = page.get(check_url(upload))
    text = shown.content.decode()
    assert "day/month" in text
    assert "Farnce" in text
    assert not DatasetVersion.objects.exists()
    answer = confirm(page, upload, name="Prices", **{"r0-code": "FRA"})
    assert answer.status_code == 302
    run_jobs()
    upload.refresh_from_db()
    assert upload.state == Upload.State.DONE
    version = upload.version
    assert version.dataset.name == "Prices"
    assert pq.read_table(version.file.path).to_pydict()["country"] == ["FRA", "FRA"]
    price = next(column for column in version.columns if column["name"] == "price")
    assert price["unit"] == "USD"
    assert version.profile["counts"]["stored"] == 2
    assert version.job == upload.job
    assert version.original_name == "table.csv"
    assert not upload.job.artifacts.exists()
    assert AuditEntry.objects.filter(kind="datasets.version.created", actor=analyst).exists()
    assert Notice.objects.filter(user=analyst, url__contains=str(version.dataset_id)).exists()
    followed = page.get(check_url(upload))
    assert followed["Location"] == reverse("datasets:detail", args=[project.pk, version.dataset_id])


def test_the_bytes_go_once_they_are_imported(bring, page, run_jobs, transactional_db):
    upload = bring(b"a,b\n1,2\n")
    confirm(page, upload)
    run_jobs()
    assert not partial.path_of(upload).exists()


def test_rejections_are_stored_with_the_version(bring, page, project, run_jobs):
    rows = b"".join(b"%d,x\n" % n for n in range(30))
    upload = bring(b"n,note\n" + rows + b"=cmd|'/c calc',bad\n")
    confirm(page, upload)
    run_jobs()
    version = DatasetVersion.objects.get()
    assert (version.rows, version.rejected_rows) == (30, 1)
    assert version.rejections_size == version.rejections.size > 0
    url = reverse("datasets:rejections", args=[project.pk, version.dataset_id])
    text = b"".join(page.get(url).streaming_content).decode()
    assert "32,n,'=cmd|'/c calc',This is not a number." in text
    page.cookies["django_language"] = "zh-hans"
    assert page.get(url).status_code == 200


def test_an_import_that_fails_comes_back_to_the_preview(bring, page, run_jobs):
    upload = bring(b"a,b\nx,1\ny,2\n")
    confirm(page, upload, **{"c0-kind": "number"})
    run_jobs()
    upload.refresh_from_db()
    assert upload.state == Upload.State.READY
    text = page.get(check_url(upload)).content.decode()
    assert "None of the 2 rows could be stored" in text
    assert upload.options["plan"]["columns"][0]["kind"] == "number"
    confirm(page, upload, **{"c0-kind": "text"})
    run_jobs()
    upload.refresh_from_db()
    assert upload.state == Upload.State.DONE


def test_a_refused_file_says_why(bring, page):
    upload = bring(b"%PDF-1.7 not a table")
    assert upload.state == Upload.State.REFUSED
    assert "This is a PDF file" in page.get(check_url(upload)).content.decode()


def test_changes_are_shown_before_anything_is_stored(bring, page):
    upload = bring(b"x,y\n45%,1\n7%,2\n")
    url = check_url(upload)
    sent = fields_of(page.get(url))
    sent |= {"c0-percent_as": "fraction", "action": "refresh"}
    answer = page.post(url, sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "0.45" in text
    assert not Dataset.objects.exists()


def test_the_preview_shows_what_is_left_out_and_what_is_stored_as_missing(bring, page):
    upload = bring(b"country,n\nFrance,1\nFarnce,2\nGermany,x\n" + b"Italy,4\n" * 16)
    url = check_url(upload)
    asks = "1 name in &#x27;country&#x27; needs your choice of country."
    text = page.get(url).content.decode()
    assert asks in text
    assert text.count('class="row-out"') == 2  # what is no country, until somebody chooses one
    assert "2 of the first 19 rows are left out" in text
    sent = {**fields_of(page.get(url)), "action": "refresh", "r0-code": "FRA", "on_bad": "missing"}
    text = page.post(url, {name: value for name, value in sent.items() if value}).content.decode()
    assert asks not in text
    assert 'class="row-out"' not in text
    assert "left out" not in text
    assert "<s>x</s>" in text


def test_unusable_values_are_marked_in_the_preview(bring, page):
    upload = bring(b"x,y\n" + b"1,1\n" * 20 + b"oops,2\n")
    answer = page.get(check_url(upload))
    assert answer.context["preview"].bad[0] == 1


def test_reading_again_with_another_delimiter(bring, page, run_jobs):
    upload = bring(b"a;b,c\n1;2,3\n4;5,6\n")
    url = check_url(upload)
    sent = fields_of(page.get(url)) | {"layout-delimiter": ",", "action": "reread"}
    assert page.post(url, sent).status_code == 302
    run_jobs()
    upload.refresh_from_db()
    assert upload.inspection["plan"]["delimiter"] == ","
    assert [c["name"] for c in upload.inspection["plan"]["columns"]] == ["a;b", "c"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Give the dataset a name"),
        ({"name": "Taken"}, "has a dataset of this name"),
        ({"c0-name": "b"}, "Two columns are called"),
        ({"c0-include": None, "c1-include": None}, "at least one column"),
        ({"c0-kind": "nonsense"}, "Select a valid choice"),
    ],
)
def test_nothing_typed_is_lost_when_something_is_wrong(bring, page, project, changes, words):
    DatasetFactory(project=project, name="Taken")
    upload = bring(b"a,b\n1,2\n")
    answer = confirm(page, upload, **{"c1-unit": "furlongs", **changes})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "furlongs" in text
    if "choice" not in words:
        assert words in text
    assert upload.state == Upload.State.READY


def test_a_new_version_of_a_dataset(bring, page, project, run_jobs):
    dataset = DatasetFactory(project=project, columns=["a", "b"], rows=[(1, 2)])
    upload = bring(b"a,b\n1,2\n3,4\n", dataset=dataset)
    confirm(page, upload, name="")
    run_jobs()
    assert [version.number for version in dataset.versions.all()] == [2, 1]
    same = bring(b"a\tb\n1\t2\n3\t4\n", dataset=dataset)
    confirm(page, same, name="")
    run_jobs()
    same.refresh_from_db()
    assert dataset.versions.count() == 2  # the same table again is not stored twice
    assert same.version.number == 2
    assert told_in(project) == [
        f"'{dataset.name}' is imported.",
        f"Nothing has changed in '{dataset.name}': the file holds the same table as version 2.",
    ]


@pytest.mark.parametrize(
    ("content", "changes", "meant"),
    [
        (b"x,y\n$1.50,1\n$2.25,2\n", {"c0-unit": "AUD"}, ("AUD", "currency")),
        (b"x,y\n1.5,1\n2.25,2\n", {"c0-kind": "percent"}, ("%", "percent")),
        (b"x,y\n1.5,1\n2.25,2\n", {"c0-kind": "currency"}, ("", "currency")),
        (b"x,y\nFRA,1\nDEU,2\n", {"c0-kind": "country"}, ("", "country")),
    ],
)
def test_a_corrected_unit_or_type_is_a_new_version(
    bring, page, project, run_jobs, content, changes, meant
):
    confirm(page, bring(content), name="Prices")
    run_jobs()
    dataset = Dataset.objects.get()
    confirm(page, bring(content, dataset=dataset), name="", **changes)
    run_jobs()
    newest, first = dataset.versions.all()
    assert newest.content_hash == first.content_hash
    kind = newest.profile["details"]["x"]["kind"]
    assert (newest.columns[0]["unit"], kind) == meant
    assert told_in(project) == ["'Prices' is imported."] * 2


def test_the_plain_form_and_the_paste(page, project, run_jobs):
    url = reverse("datasets:upload", args=[project.pk])
    file = SimpleUploadedFile("../x.csv", b"a,b\n1,2\n")
    sent = page.post(url, {"file": file})
    assert sent.status_code == 302
    pasted = page.post(url, {"pasted": "land\tpreis\nFrankreich\t1,5\nSpanien\t2,25\n"})
    run_jobs()
    assert Upload.objects.filter(state=Upload.State.READY).count() == 2
    shown = page.get(pasted["Location"])
    assert shown.context["inspection"].plan.delimiter == "\t"


@pytest.mark.parametrize("data", [{}, {"pasted": "  \n "}])
def test_nothing_to_upload(page, project, data):
    answer = page.post(reverse("datasets:upload", args=[project.pk]), data)
    assert answer.status_code == 422
    assert "Choose a file, or paste some rows" in answer.content.decode()


def test_an_empty_file_is_called_empty(page, project):
    url = reverse("datasets:upload", args=[project.pk])
    answer = page.post(url, {"file": SimpleUploadedFile("x.csv", b"")})
    assert answer.status_code == 422
    said = [str(error) for error in answer.context["form"].non_field_errors()]
    assert said == ["The file is empty (0 bytes). Choose a file with rows."]
    assert not Upload.objects.exists()


def test_a_job_cancelled_in_the_queue_does_not_leave_the_page_waiting(page, project, monkeypatch):
    from apps.jobs.domain.cancel import cancel

    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    page.post(reverse("datasets:upload", args=[project.pk]), {"pasted": "a\tb\n1\t2\n"})
    upload = Upload.objects.get()
    waiting = page.get(check_url(upload))
    assert "every 1s" in waiting.content.decode()
    cancel(upload.job, None)
    assert "Reading was cancelled" in page.get(check_url(upload)).content.decode()


def test_polling_ends_when_there_is_something_to_see(bring, page):
    upload = bring(b"a,b\n1,2\n")
    answer = page.get(f"{check_url(upload)}?poll", headers={"HX-Request": "true"})
    assert answer.status_code == 286
    assert answer["HX-Redirect"] == check_url(upload)


def test_excel_with_a_choice_of_sheets(bring, page, tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        for name in ("One", "Two"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["a", name])
            sheet.write_row(1, 0, [1, 2])
    upload = bring((tmp_path / "b.xlsx").read_bytes(), "b.xlsx")
    text = page.get(check_url(upload)).content.decode()
    assert 'name="layout-sheet"' in text
    assert "Two" in text


@pytest.mark.services
def test_worker_and_page_take_in_one_import_once(
    bring, page, project, run_jobs, transactional_db, monkeypatch
):
    upload = bring(b"a,b\n1,2\n")
    confirm(page, upload, name="Once")
    make, failures, rivals = intake._version_of, [], []

    def look() -> None:
        try:
            intake.caught_up(Upload.objects.select_related("job").get(pk=upload.pk))
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)
        finally:
            connection.close()

    def slowly(*args):
        if not rivals:
            rivals.append(threading.Thread(target=look))
            rivals[0].start()
            rivals[0].join(0.5)
        return make(*args)

    monkeypatch.setattr(intake, "_version_of", slowly)
    run_jobs()
    rivals[0].join()
    assert not failures
    assert DatasetVersion.objects.filter(dataset__project=project).count() == 1
    assert Notice.objects.filter(project=project).count() == 1


def test_the_button_pressed_twice_imports_once(bring, page, project, analyst):
    upload = bring(b"a,b\n1,2\n")
    stale = Upload.objects.select_related("project").get(pk=upload.pk)
    confirm(page, upload, name="First")
    plan = Inspection.model_validate(stale.inspection).plan
    again = intake.start_import(stale, analyst, plan, name="Second")
    assert again.state == Upload.State.IMPORTING
    assert again.options["name"] == "First"
    assert Job.objects.filter(engine_key="datasets.import").count() == 1


@pytest.mark.parametrize("action", ["import", "reread"])
def test_an_upload_dropped_while_its_form_was_sent(bring, page, project, monkeypatch, action):
    upload = bring(b"a,b\n1,2\n")
    sent = fields_of(page.get(check_url(upload)))
    find = previewing.find_upload

    def found_then_dropped(*args):
        found = find(*args)
        Upload.objects.all().delete()
        return found

    monkeypatch.setattr(previewing, "find_upload", found_then_dropped)
    answer = page.post(check_url(upload), {**sent, "action": action}, follow=True)
    assert answer.status_code == 200
    assert "This upload is gone. Start it again." in answer.content.decode()
    assert not Job.objects.filter(engine_key="datasets.import").exists()


def test_reading_again_leaves_a_running_import_alone(bring, page, analyst):
    upload = bring(b"a,b\n1,2\n")
    stale = Upload.objects.select_related("project").get(pk=upload.pk)
    confirm(page, upload, name="First")
    again = intake.inspect(stale, analyst, {"header": False})
    assert again.state == Upload.State.IMPORTING
    assert Job.objects.filter(engine_key="datasets.inspect").count() == 1


def test_a_deleted_project_takes_its_files_along(
    bring, page, project, run_jobs, django_capture_on_commit_callbacks
):
    upload = bring(CSV)
    confirm(page, upload, name="Prices")
    run_jobs()
    upload.refresh_from_db()
    waiting = bring(b"a,b\n1,2\n")
    files = [Path(upload.version.file.path), Path(upload.version.rejections.path)]
    files.append(partial.path_of(waiting))
    assert all(path.exists() for path in files)
    owner = MembershipFactory(project=project, role=Role.OWNER).user
    with django_capture_on_commit_callbacks(execute=True):
        delete(project, owner, typed_name=project.name)
    assert [path for path in files if path.exists()] == []

"""Files come in by chunks, are looked at, become versions, and are read again, over REST."""

from __future__ import annotations

import base64
import csv
import hashlib
import io

import pytest

from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.events.models import AuditEntry, Notice
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)

CSV = b"Country,d,D\nDEU,95,100\nFRA,140,150\nJPN,180,200\n"
VERSION = "datasets.version.created"
CHUNK = "application/offset+octet-stream"


@pytest.fixture
def uploads(project, job_dirs):
    return f"projects/{project.pk}/uploads/"


def send(caller, address, offset, content, **headers):
    return caller(
        "patch",
        address,
        content,
        content_type=CHUNK,
        headers={"upload-offset": str(offset), "tus-resumable": "1.0.0", **headers},
    )


def bring(caller, uploads, run_jobs, content=CSV, name="demand.csv", **body):
    """A file all the way to a version."""
    made = caller(
        "post", f"{uploads}?filename={name}", content, content_type="application/octet-stream"
    )
    assert made.status_code == 201, made.content
    run_jobs()
    started = caller.post(f"{made['Location']}import/", body)
    assert started.status_code == 202, started.content
    run_jobs()
    done = caller.get(made["Location"]).json()
    assert done["state"] == "done", done
    return done


def test_chunks_resume_where_they_stopped(caller, uploads, run_jobs):
    name = base64.b64encode(b"demand.csv").decode()
    made = caller(
        "post",
        uploads,
        headers={
            "tus-resumable": "1.0.0",
            "upload-length": str(len(CSV)),
            "upload-metadata": f"filename {name}",
        },
    )
    assert made.status_code == 201, made.content
    assert made["Tus-Resumable"] == "1.0.0"
    address = made["Location"]
    first = send(caller, address, 0, CSV[:20])
    assert (first.status_code, first["Upload-Offset"]) == (204, "20")
    problem(send(caller, address, 0, CSV[:20]), 409, "conflict")
    head = caller("head", address)
    assert (head["Upload-Offset"], head["Upload-Length"]) == ("20", str(len(CSV)))
    digest = base64.b64encode(hashlib.sha256(CSV[20:]).digest()).decode()
    damaged = send(
        caller, address, 20, CSV[20:-1] + b"x", **{"upload-checksum": f"sha256 {digest}"}
    )
    assert problem(damaged, 460, "damaged")
    last = send(caller, address, 20, CSV[20:], **{"upload-checksum": f"sha256 {digest}"})
    assert last["Upload-Offset"] == str(len(CSV))
    assert caller.get(address).json()["state"] == "inspecting"

    run_jobs()
    ready = caller.get(address).json()
    assert ready["state"] == "ready"
    names = [column["name"] for column in ready["inspection"]["plan"]["columns"]]
    assert names == ["Country", "d", "D"]
    assert isinstance(ready["inspection"]["evidence"], str)


def test_a_client_asks_what_is_offered(caller, uploads):
    offered = caller("options", uploads)
    assert offered.status_code == 204
    assert "creation" in offered["Tus-Extension"]


def test_a_table_comes_out_as_it_went_in(caller, project, uploads, run_jobs):
    done = bring(caller, uploads, run_jobs, name="demand.csv")
    (dataset,) = caller.get(f"projects/{project.pk}/datasets/").json()["results"]
    assert (dataset["name"], dataset["rows"]) == ("demand", 3)
    assert dataset["latest_version"] == done["version"]
    here = f"projects/{project.pk}/datasets/{dataset['id']}/versions/{done['version']}/"
    version = caller.get(here).json()
    assert [column["name"] for column in version["columns"]] == ["Country", "d", "D"]

    page = caller.get(f"{here}rows/?limit=2")
    body = page.json()
    assert body["results"] == [["DEU", 95, 100], ["FRA", 140, 150]]
    rest = caller.get(body["next"]).json()
    assert (rest["results"], rest["next"]) == ([["JPN", 180, 200]], None)
    assert f"<{body['next']}>" in page["Link"]
    assert caller.get(f"{here}rows/?offset=99").json()["results"] == []

    text = b"".join(caller.get(f"{here}download/?format=csv").streaming_content).decode()
    assert list(csv.reader(io.StringIO(text))) == list(csv.reader(io.StringIO(CSV.decode())))
    import pyarrow.parquet as pq

    answer = caller.get(f"{here}download/", headers={"accept": "application/vnd.apache.parquet"})
    table = pq.read_table(io.BytesIO(b"".join(answer.streaming_content)))
    assert table.column("D").to_pylist() == [100, 150, 200]
    problem(caller.get(f"{here}download/?format=exe"), 400, "invalid")
    problem(caller.get(f"{here}rejections/"), 404, "not_found")


def test_a_plan_is_changed_column_by_column(caller, project, uploads, run_jobs):
    plan = {"columns": [{"position": 1, "name": "distance", "unit": "km"}], "on_bad": "missing"}
    done = bring(caller, uploads, run_jobs, plan=plan)
    version = DatasetVersion.objects.get(pk=done["version"])
    assert [column["name"] for column in version.columns] == ["Country", "distance", "D"]
    assert version.columns[1]["unit"] == "km"


@pytest.mark.parametrize(
    ("plan", "pointer"),
    [
        ({"colums": []}, "#/plan/colums"),
        ({"columns": {}}, "#/plan/columns"),
        ({"columns": [{"position": 77}]}, "#/plan/columns/0/position"),
        ({"columns": [{"position": 1, "name": "D"}]}, "#/plan/columns"),
        ({"columns": [{"position": n, "include": False} for n in range(3)]}, "#/plan/columns"),
        ({"columns": [{"position": 1, "kind": "banana"}]}, "#/plan/columns/1/kind"),
        ({"on_bad": "explode"}, "#/plan/on_bad"),
        ({"encoding": "nonsense"}, "#/plan/encoding"),
        ({"delimiter": "ab"}, "#/plan/delimiter"),
        ({"quote": "é"}, "#/plan/quote"),
        ({"key": ["nope"]}, "#/plan/key"),
    ],
)
def test_a_wrong_plan_is_named_by_pointer(caller, uploads, run_jobs, plan, pointer):
    made = caller("post", uploads, CSV, content_type="application/octet-stream")
    run_jobs()
    response = caller.post(f"{made['Location']}import/", {"plan": plan})
    assert problem(response, 400, "invalid")["errors"][0]["pointer"] == pointer
    assert not Dataset.objects.exists()


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"encoding": "nonsense"}, "Files are not read in this encoding. Choose one of: utf-8, "),
        ({"encoding": "base64"}, "Files are not read in this encoding. Choose one of: utf-8, "),
        ({"delimiter": "é"}, "Give one ASCII character, and no line break."),
        ({"quote": "«"}, "Give one ASCII character, and no line break."),
    ],
)
def test_a_choice_that_no_file_can_be_read_with_is_refused(
    caller, uploads, run_jobs, choice, sentence
):
    made = caller("post", uploads, CSV, content_type="application/octet-stream")
    run_jobs()
    body = problem(caller.post(f"{made['Location']}inspect/", choice), 400, "invalid")
    (error,) = body["errors"]
    assert error["pointer"] == f"#/{next(iter(choice))}"
    assert error["detail"].startswith(sentence)
    assert Upload.objects.get().state == Upload.State.READY


def test_an_encoding_may_be_called_by_another_of_its_names(caller, uploads, run_jobs):
    text = "ville,prix\nOrléans,1\nNîmes,2\n"
    made = caller("post", uploads, text.encode("cp1252"), content_type="application/octet-stream")
    run_jobs()
    assert (
        caller.post(f"{made['Location']}inspect/", {"encoding": "Windows-1252"}).status_code < 300
    )
    run_jobs()
    assert caller.get(made["Location"]).json()["inspection"]["plan"]["encoding"] == "cp1252"


def test_a_second_file_becomes_the_next_version(caller, project, uploads, run_jobs):
    bring(caller, uploads, run_jobs)
    dataset = Dataset.objects.get()
    bring(caller, uploads, run_jobs, content=CSV + b"BRA,1,2\n", dataset=str(dataset.pk))
    rows = caller.get(f"projects/{project.pk}/datasets/{dataset.pk}/versions/").json()["results"]
    assert [(row["number"], row["rows"]) for row in rows] == [(1, 3), (2, 4)]


def test_what_cannot_be_taken_says_why(caller, project, uploads, run_jobs):
    problem(caller.post(uploads, {"filename": "x.csv", "size": 0}), 400, "invalid")
    problem(caller.post(uploads, {"filename": "x.csv", "size": 2**50}), 413, "too_large")
    project.disk_quota_bytes = 10
    project.save()
    problem(caller.post(uploads, {"filename": "x.csv", "size": 11}), 413, "too_large")
    made = caller.post(uploads, {"filename": "x.csv", "size": 5})
    problem(send(caller, made["Location"], 0, b"123456"), 413, "too_large")
    response = caller("patch", made["Location"], b"1", content_type="text/plain")
    problem(response, 415, "unsupported_media_type")
    problem(send(caller, made["Location"], "x", b"1"), 400, "invalid")
    problem(caller.post(f"{made['Location']}import/"), 409, "conflict")
    assert caller.delete(made["Location"]).status_code == 204
    assert not Upload.objects.exists()


def test_a_dataset_is_renamed_and_deleted(caller, project, uploads, run_jobs):
    bring(caller, uploads, run_jobs, name="a.csv")
    bring(caller, uploads, run_jobs, name="b.csv")
    first, second = Dataset.objects.order_by("name")
    here = f"projects/{project.pk}/datasets/{second.pk}/"
    changed = caller.patch(here, {"name": "c", "licence": "CC0"}).json()
    assert (changed["name"], changed["licence"], changed["rows"]) == ("c", "CC0", 3)
    body = problem(caller.patch(here, {"name": first.name}), 409, "conflict")
    assert body["existing"] == str(first.pk)
    assert caller.delete(here).status_code == 204
    problem(caller.get(here), 404, "not_found")


def test_an_import_is_the_act_of_whoever_imports(caller, project, uploads, run_jobs):
    address = caller(
        "post", f"{uploads}?filename=x.csv", CSV, content_type="application/octet-stream"
    )["Location"]
    run_jobs()
    analyst = Caller(MembershipFactory(project=project, role=Role.ANALYST).user)
    for action in ("inspect/", "import/"):
        problem(analyst.post(f"{address}{action}"), 403, "permission_denied")
    editor = Caller(MembershipFactory(project=project, role=Role.EDITOR).user)
    assert editor.post(f"{address}import/").status_code == 202
    run_jobs()
    made = AuditEntry.objects.filter(kind__in=["datasets.dataset.created", VERSION])
    assert {(entry.kind, entry.actor) for entry in made} == {
        ("datasets.dataset.created", editor.user), (VERSION, editor.user),
    }  # fmt: skip
    assert DatasetVersion.objects.get().created_by == editor.user
    assert [notice.user for notice in Notice.objects.all()] == [editor.user]


def test_a_dataset_of_another_project_is_no_target(caller, uploads, run_jobs):
    from tests.factories.projects import ProjectFactory

    other = ProjectFactory(owner=caller.user)
    foreign = Dataset.objects.create(project=other, name="foreign")
    body = {"filename": "x.csv", "size": 5, "dataset": str(foreign.pk)}
    errors = problem(caller.post(uploads, body), 400, "invalid")["errors"]
    assert errors[0]["pointer"] == "#/dataset"
    stranger = Caller()
    problem(stranger.get(uploads), 404, "not_found")


def test_somebody_elses_upload_is_theirs(caller, project, uploads):
    made = caller.post(uploads, {"filename": "x.csv", "size": 5})
    address = made["location"]
    other = Caller(MembershipFactory(project=project, role=Role.ANALYST).user)
    problem(other.delete(address), 403, "permission_denied")
    problem(send(other, address, 0, b"a\n1\n2"), 403, "permission_denied")
    editor = Caller(MembershipFactory(project=project, role=Role.EDITOR).user)
    assert editor.delete(address).status_code == 204

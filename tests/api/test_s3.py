"""The whole way of a table when files are kept in S3: nothing may need a path on this machine."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from apps.datasets.models import DatasetVersion, Upload
from apps.jobs.domain import prune
from apps.jobs.inputs import providers
from apps.jobs.models import Job, JobArtifact
from tests.api.test_datasets import CHUNK, bring
from tests.s3 import bucket, in_s3, s3_server

__all__ = ["bucket", "in_s3", "s3_server"]
pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 400
TABLE = "d,D,note\n" + "".join(
    f"{n},{3 * n + n % 7},{'x' * 40}\n" if n != 7 else "seven,1,'bad'\n" for n in range(ROWS)
)
CONTENT = TABLE.encode()


@pytest.fixture
def uploads(project, in_s3):
    return f"projects/{project.pk}/uploads/"


@pytest.fixture
def imported(caller, uploads, run_jobs):
    """The version of a table that came in three chunks, the second of them twice."""
    made = caller.post(uploads, {"filename": "demand.csv", "size": len(CONTENT)})

    def send(start, end):
        return caller(
            "patch", made["Location"], CONTENT[start:end], content_type=CHUNK,
            headers={"upload-offset": str(start)},
        ).status_code  # fmt: skip

    assert (send(0, 5000), send(5000, 9000), send(5000, 9000)) == (204, 204, 409)
    reached = int(caller("head", made["Location"])["Upload-Offset"])
    assert (reached, send(reached, len(CONTENT))) == (9000, 204)
    run_jobs()
    assert caller.get(made["Location"]).json()["state"] == "ready"
    caller.post(f"{made['Location']}import/", {"name": "Demand"})
    run_jobs()
    done = caller.get(made["Location"]).json()
    assert done["state"] == "done", done
    return DatasetVersion.objects.select_related("dataset").get(pk=done["version"])


def address_of(version):
    return f"projects/{version.project_id}/datasets/{version.dataset_id}/versions/{version.pk}/"


def body_of(answer):
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def test_a_table_comes_in_is_read_and_goes(caller, imported, in_s3):
    assert sorted(in_s3()) == sorted([imported.file.name, imported.rejections.name])
    assert list(Path(settings.WORK_DIR, "uploads").iterdir()) == []
    here = address_of(imported)
    page = caller.get(f"{here}rows/?offset=390&limit=20").json()
    assert (page["total"], len(page["results"])) == (ROWS - 1, 9)
    assert page["results"][-1][:2] == [399, 3 * 399]
    whole = pq.read_table(io.BytesIO(body_of(caller.get(f"{here}download/"))))
    assert whole.column("d").to_pylist() == [n for n in range(ROWS) if n != 7]
    lines = body_of(caller.get(f"{here}download/?format=csv")).decode().splitlines()
    assert lines[:2] == ["d,D,note", f"0,0,{'x' * 40}"]
    told = list(csv.reader(io.StringIO(body_of(caller.get(f"{here}rejections/")).decode())))
    assert told[1][:3] == ["9", "d", "seven"]
    gone = caller.delete(f"projects/{imported.project_id}/datasets/{imported.dataset_id}/")
    assert (gone.status_code, in_s3()) == (204, [])


def test_a_fit_of_it_keeps_its_files_there(caller, imported, in_s3, run_jobs, monkeypatch):
    project = f"projects/{imported.project_id}/"
    (slot,) = caller.get("engines/regression.least_squares/").json()["inputs"]
    roles = {"target": ["D"], "predictors": ["d"]}
    job = caller.post(
        f"{project}jobs/",
        {
            "engine": "regression.least_squares",
            "title": "Fit",
            "inputs": {slot["key"]: {"kind": "dataset", "id": str(imported.pk), "roles": roles}},
        },
    )
    run_jobs()
    kept = caller.get(f"{job['Location']}artifacts/").json()["results"]
    assert {row.file.name for row in JobArtifact.objects.all()} <= set(in_s3())
    for artifact in kept:
        content = body_of(caller.get(f"{job['Location']}artifacts/{artifact['id']}/"))
        assert hashlib.sha256(content).hexdigest() == artifact["sha256"]
    assert any(artifact["name"].startswith("model/") for artifact in kept)

    def settled(asked, seconds):
        run_jobs()
        return Job.objects.get(pk=asked.pk)

    monkeypatch.setattr("apps.modelhub.api.wait_for", settled)
    (model,) = caller.get(f"{project}models/").json()["results"]
    answer = caller.post(f"{project}models/{model['id']}/predict/", {"rows": [{"d": 100}]})
    assert answer.status_code == 200, answer.content
    (row,) = answer.json()["rows"]
    point = next(c["key"] for c in answer.json()["columns"] if c["role"] == "point")
    assert row["values"][point] == pytest.approx(303, abs=1)


def test_a_large_file_on_its_way_out_is_not_held_in_memory(in_s3):
    name = default_storage.save("large", ContentFile(b"x" * 9 * 1024**2))
    with default_storage.open(name) as opened:
        assert opened.read(1) == b"x"
        assert opened.file._rolled, "the whole file is in memory, not in a temporary file"


def test_copies_for_reading_go_when_nobody_reads_them(imported, in_s3):
    provider = providers.get("dataset")
    copy = provider.materialise(imported.project_id, str(imported.pk))
    assert copy == provider.materialise(imported.project_id, str(imported.pk))
    prune.prune()
    assert copy.exists()
    os.utime(copy, (0, 0))
    prune.prune()
    assert not copy.exists()
    assert provider.materialise(imported.project_id, str(imported.pk)) == copy


def test_what_is_read_again_is_stored_once_and_pruned(caller, uploads, in_s3, run_jobs):
    first = bring(caller, uploads, run_jobs, b"a,b\n1,2\n", name="first.csv")
    again = bring(caller, uploads, run_jobs, b"a,b\n1,2\n", dataset=first["dataset"])
    assert again["version"] == first["version"]
    assert len(in_s3()) == 2  # the version's, and the second import's own result
    Job.objects.update(finished_at="2020-01-01T00:00:00Z")
    assert prune.prune()["jobs"] == 4
    assert in_s3() == [DatasetVersion.objects.get().file.name]
    assert Upload.objects.count() == 2

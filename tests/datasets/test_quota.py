"""A project without room starts nothing that stores; what does not fit is not kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.datasets.domain import export, intake, usage
from apps.datasets.models import Dataset, Upload
from apps.datasets.tabular.plan import Inspection
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import Job, JobArtifact, State
from apps.projects.models import Role
from tests.factories.datasets import UploadFactory, VersionFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db
CSV = b"country,price\nFRA,1.5\nDEU,2.5\n"


def limit(project, quota: int) -> None:
    project.disk_quota_bytes = quota
    project.save()


def files_of_runs(files) -> list:
    return [path for path in (files / "media").rglob("jobs/**/*") if path.is_file()]


def test_a_viewer_of_a_full_project_starts_no_excel_file(client, project, monkeypatch):
    monkeypatch.setattr(export, "DIRECT_CELLS", 0)
    version = VersionFactory(project=project)
    limit(project, version.size)
    client.force_login(MembershipFactory(project=project, role=Role.VIEWER).user)
    url = reverse("datasets:make_excel", args=[project.pk, version.dataset_id])
    answer = client.post(url, {"version": version.number}, follow=True)
    text = answer.content.decode()
    assert "disk quota of" in text
    assert "is used up" in text
    assert "Delete datasets or uploads" in text
    assert not Job.objects.exists()


def test_a_full_project_starts_no_run_but_still_looks_at_files(project, analyst):
    version = VersionFactory(project=project)
    upload = UploadFactory(project=project, size=10)
    limit(project, version.size)
    asked = {"project": project, "user": analyst}
    with pytest.raises(SubmissionRefused) as caught:
        submit(
            **asked, engine_key="datasets.excel", params={"filename": "t.xlsx"},
            inputs={"data": {"kind": "dataset", "id": str(version.pk)}},
        )  # fmt: skip
    assert "used up" in str(caught.value.issues[0].message)
    assert caught.value.issues[0].fix == usage.MAKE_ROOM
    looked = intake.inspect(upload, analyst)
    assert looked.state == Upload.State.INSPECTING


def test_an_import_takes_the_place_of_its_upload(bring, project, analyst, run_jobs):
    upload = bring(CSV)
    table = 20_000  # more than the table takes
    limit(project, table)
    UploadFactory(project=project, size=1)
    intake.start_import(upload, analyst, Inspection(**upload.inspection).plan, name="Prices")
    run_jobs()
    upload.refresh_from_db()
    assert upload.state == Upload.State.DONE


def imported_without_room(bring, project, analyst, run_jobs, quota: int) -> tuple[Upload, Job]:
    upload = bring(CSV)
    limit(project, quota)
    intake.start_import(upload, analyst, Inspection(**upload.inspection).plan, name="Prices")
    run_jobs()
    upload.refresh_from_db()
    return upload, Job.objects.get(engine_key="datasets.import")


def test_a_table_that_does_not_fit_is_refused_and_nothing_of_it_is_kept(
    bring, project, analyst, run_jobs, files
):
    upload, job = imported_without_room(bring, project, analyst, run_jobs, len(CSV))
    assert job.state == State.REFUSED
    assert "of the project's disk quota" in job.refusal["message"]["text"]
    assert upload.state == Upload.State.READY
    assert upload.refusal == job.refusal
    assert not Dataset.objects.exists()
    assert not JobArtifact.objects.exists()
    assert not files_of_runs(files)


def test_the_last_place_is_given_once(bring, project, analyst, run_jobs, files, monkeypatch):
    """Two runs that end at once: whoever stored its files second finds the place taken."""
    room = iter([20_000, 20_000, len(CSV)])  # at the submission, before storing, with the row
    real = usage.quota_bytes

    def quota(of):
        return next(room, real(of))

    monkeypatch.setattr(usage, "quota_bytes", quota)
    upload, job = imported_without_room(bring, project, analyst, run_jobs, len(CSV))
    assert job.state == State.REFUSED
    assert "of the project's disk quota" in job.refusal["message"]["text"]
    assert not JobArtifact.objects.exists()
    assert not files_of_runs(files)
    assert upload.state == Upload.State.READY

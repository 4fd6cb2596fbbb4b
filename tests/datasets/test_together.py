"""Two actions on one project in the same moment: on a server database, where they really meet.

Each pair is brought to the point where one has taken its first row and the other too, if they can
both get there: with two orders of locking the database would end one of them.
"""

from __future__ import annotations

import contextlib
import threading

import pytest
from django.db import connection

from apps.datasets.domain import edit, intake
from apps.datasets.models import Dataset, DatasetVersion, Upload
from apps.datasets.tabular.plan import Inspection
from apps.jobs.models import Job, State
from apps.jobs.supervisor.recorder import Recorder
from apps.jobs.supervisor.supervise import supervise
from apps.projects.domain import projects
from apps.projects.models import Project, Role
from tests.api.conftest import Caller
from tests.factories.projects import MembershipFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


class Pair:
    """Runs actions in threads of their own; ``meet`` lets them wait for one another briefly."""

    def __init__(self) -> None:
        self.failures: list[Exception] = []
        self._barrier = threading.Barrier(2)

    def meet(self) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            self._barrier.wait(1.0)

    def run(self, *actions) -> None:
        threads = [threading.Thread(target=self._one, args=(action,)) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()
        assert self.failures == []

    def _one(self, action) -> None:
        try:
            action()
        except Exception as error:  # noqa: BLE001 - run() shows it
            self.failures.append(error)
        finally:
            connection.close()


@pytest.fixture
def pair():
    return Pair()


def fresh(upload: Upload) -> Upload:
    return Upload.objects.select_related("project").get(pk=upload.pk)


def test_importing_and_reading_again(bring, analyst, pair, monkeypatch):
    upload = bring(b"a,b\n1,2\n")
    plan = Inspection.model_validate(upload.inspection).plan
    submit = intake.submit

    def submitted(**asked):
        if asked["engine_key"] == "datasets.import":
            pair.meet()  # the upload is held, the project not yet asked for
            return submit(**asked)
        job = submit(**asked)
        pair.meet()  # the project is held, the upload not yet written
        return job

    monkeypatch.setattr(intake, "submit", submitted)
    pair.run(
        lambda: intake.start_import(fresh(upload), analyst, plan, name="Prices"),
        lambda: intake.inspect(fresh(upload), analyst),
    )
    assert fresh(upload).state in (Upload.State.IMPORTING, Upload.State.INSPECTING)
    assert fresh(upload).job.state == State.QUEUED


def through_domain(dataset, editor):
    edit.delete(dataset, editor)


def over_rest(dataset, editor):
    address = f"projects/{dataset.project_id}/datasets/{dataset.pk}/"
    assert Caller(editor).delete(address).status_code == 204


@pytest.mark.parametrize("remove", [through_domain, over_rest])
def test_an_import_that_ends_and_its_dataset_that_is_deleted(
    bring, analyst, project, pair, monkeypatch, run_jobs, remove
):
    editor = MembershipFactory(project=project, role=Role.EDITOR).user
    first = bring(b"a,b\n1,2\n")
    plan = Inspection.model_validate(first.inspection).plan
    intake.start_import(first, analyst, plan, name="Prices")
    run_jobs()
    dataset = Dataset.objects.get()
    second = bring(b"a,b\n1,2\n3,4\n", dataset=dataset)
    intake.start_import(second, analyst, plan, name="Prices", dataset=dataset)
    job = Job.objects.get(state=State.QUEUED)
    version_of, report = intake._version_of, edit.report

    def imported(*args):
        pair.meet()  # the upload is held, the dataset not yet
        return version_of(*args)

    def deleted(*args, **kwargs):
        pair.meet()  # what comes next deletes the dataset's uploads
        return report(*args, **kwargs)

    monkeypatch.setattr(intake, "_version_of", imported)
    monkeypatch.setattr(edit, "report", deleted)
    pair.run(lambda: supervise(job.pk), lambda: remove(dataset, editor))
    assert not DatasetVersion.objects.filter(dataset_id=dataset.pk).exists()
    job.refresh_from_db()
    assert job.is_final


def test_a_run_that_ends_and_its_project_that_is_deleted(
    bring, analyst, project, pair, monkeypatch, run_jobs
):
    upload = bring(b"a,b\n1,2\n")
    plan = Inspection.model_validate(upload.inspection).plan
    intake.start_import(upload, analyst, plan, name="Prices")
    job = Job.objects.get(state=State.QUEUED)
    owner = MembershipFactory(project=project, role=Role.OWNER).user
    report, write_rows = projects.report, Recorder.write_rows

    def written(recorder):
        pair.meet()  # the job's row is held; its files, which name the project, come next
        write_rows(recorder)

    def told(*args, **kwargs):
        pair.meet()  # the project is held
        return report(*args, **kwargs)

    monkeypatch.setattr(Recorder, "write_rows", written)
    monkeypatch.setattr(projects, "report", told)
    pair.run(
        lambda: supervise(job.pk),
        lambda: projects.delete(project, owner, typed_name=project.name),
    )
    assert not Project.objects.filter(pk=project.pk).exists()
    assert not Job.objects.filter(pk=job.pk).exists()

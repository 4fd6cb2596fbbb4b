"""Places for the parts of divided runs: jobs at once, GPU hours, room."""

from __future__ import annotations

import pytest

from apps.engines.contract import Resources
from apps.jobs.domain import advancing
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, State
from apps.jobs.supervisor.drain import next_queued
from apps.jobs.supervisor.supervise import supervise
from tests.factories.jobs import JobFactory
from tests.jobs.divided import GpuOrderEngine
from tests.jobs.dividing import order, parts, planned, sent

__all__ = ["order", "planned", "sent"]
pytestmark = pytest.mark.django_db(transaction=True)


def free(job):
    return [part.part_number for part in parts(job) if not part.held and not part.is_final]


def test_parts_are_queued_as_the_quota_allows(planned, project, settings):
    settings.PROJECT_CONCURRENT_JOBS = 3
    job = planned(count=6)
    assert free(job) == [1, 2, 3]
    supervise(parts(job)[1].pk)
    assert free(job) == [1, 3, 4]
    other = JobFactory(project=project, state=State.RUNNING)
    supervise(parts(job)[0].pk)
    assert free(job) == [3, 4]  # the other one has its place
    Job.objects.filter(pk=other.pk).update(state=State.SUCCEEDED)
    advancing.after(other)
    assert free(job) == [3, 4, 5]


def test_a_run_of_many_parts_keeps_nobody_from_asking(planned, ask, settings):
    settings.PROJECT_CONCURRENT_JOBS = 3
    first = planned(count=9)
    assert len(free(first)) == 3
    second = ask("toy.order", count=4)
    ask("toy.sum")
    with pytest.raises(SubmissionRefused, match="limit"):
        ask("toy.sum")
    assert next_queued("default") in [part.pk for part in parts(first)]
    supervise(second.pk)
    assert free(second) == [1]  # one always runs, in its parent's place
    for number in (1, 2, 3):
        supervise(parts(first)[number - 1].pk)
    assert free(first) == [4]


def test_a_part_waits_since_there_was_a_place_for_it(planned, project, settings):
    settings.PROJECT_CONCURRENT_JOBS = 1
    job = planned(count=3)
    other = JobFactory()  # of another project, asked for after the parts were made
    supervise(parts(job)[0].pk)
    assert free(job) == [2]
    assert next_queued("default") == other.pk


def test_parts_need_a_gpu_as_any_job_does(ask, settings, project):
    settings.JOB_GPUS = 1
    job = ask("toy.gpu_order", count=2)
    settings.PROJECT_GPU_HOURS = 0
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, parts(job)) == (State.REFUSED, [])
    assert "GPU hours" in job.refusal["message"]["text"]


@pytest.mark.parametrize("device", ["gpu required", "gpu optional"])
def test_gpu_hours_that_are_used_up_meanwhile(ask, settings, project, monkeypatch, device):
    """The rest goes to another queue, or, where it cannot do without, ends the run."""
    resources = Resources(device=device)
    monkeypatch.setattr(GpuOrderEngine, "resources", lambda *_asked: resources)
    settings.JOB_GPUS = settings.PROJECT_CONCURRENT_JOBS = 1
    job = ask("toy.gpu_order", count=3)
    supervise(job.pk)
    assert [part.queue for part in parts(job)] == ["gpu"] * 3
    settings.PROJECT_GPU_HOURS = 0
    supervise(parts(job)[0].pk)
    job.refresh_from_db()
    if device == "gpu optional":
        assert [part.queue for part in parts(job)[1:]] == ["default"] * 2
        assert free(job) == [2]
        return
    assert job.state == State.REFUSED
    assert "GPU hours" in str(job.refusal)
    assert [part.state for part in parts(job)] == ["succeeded", "refused", "refused"]
    assert job.is_settled


def test_a_part_that_finds_no_room_refuses_the_run(planned, settings):
    job = planned(count=2)
    settings.PROJECT_DISK_BYTES = 0
    supervise(parts(job)[0].pk)
    job.refresh_from_db()
    assert job.state == State.REFUSED
    assert job.refusal["message"]["values"]["number"] == 1

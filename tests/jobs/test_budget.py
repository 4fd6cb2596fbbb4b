"""What a run will need is told before it starts, and held against what is there."""

from __future__ import annotations

import os
import time

import pytest
from django.urls import reverse

from apps.engines.contract import Engine, Resources
from apps.jobs import presentation
from apps.jobs.domain import budget, gpu_figures, presence
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, State, Worker
from apps.jobs.supervisor import gpus
from tests.api.conftest import Caller
from tests.factories.accounts import AdminFactory
from tests.jobs.engines import SumEngine

MB = 1024**2
SAID = """0, GPU-aa11, NVIDIA H200, 143771, 1024, 37, 41, 120.50
1, GPU-bb22, NVIDIA H200, 143771, 143000, [N/A], 40, [N/A]
"""


@pytest.fixture
def devices(monkeypatch, settings):
    """Two graphics processors, the second of which somebody else has filled."""
    settings.JOB_GPUS = 2
    monkeypatch.setattr(gpu_figures, "_said", lambda: SAID)
    monkeypatch.setattr(gpu_figures, "_last", (-1e9, ()))


def needing(monkeypatch, **told):
    monkeypatch.setattr(SumEngine, "resources", lambda *args: Resources(**told))


@pytest.mark.django_db
def test_the_estimate_is_shown_before_the_start(ask, monkeypatch):
    needing(monkeypatch, memory_bytes=700 * MB, seconds=3)
    job = ask("toy.sum", count=2)
    assert budget.expected(job) == {"memory_bytes": 700 * MB, "seconds": 3}
    assert any("700 MB" in value for _, value in presentation.asked(job))


@pytest.mark.django_db
def test_a_run_that_would_be_stopped_for_its_memory_is_refused_in_words(ask, monkeypatch, settings):
    settings.JOB_MEMORY_BYTES = 1000 * MB
    needing(monkeypatch, memory_bytes=1100 * MB)  # within what an estimate may be wrong by
    ask("toy.sum", count=2)
    needing(monkeypatch, memory_bytes=1200 * MB)
    with pytest.raises(SubmissionRefused, match="of memory, and a run may take"):
        ask("toy.sum", count=2)
    assert budget.memory_issue(Engine(), Resources()) is None, "nothing was told"
    needing(monkeypatch, memory_bytes=1200 * MB, least_memory_bytes=1000 * MB)
    assert ask("toy.sum", count=2), "it can do with less"


@pytest.mark.django_db
@pytest.mark.usefixtures("devices")
def test_memory_of_a_processor_is_no_matter_where_a_device_computes(ask, monkeypatch, settings):
    settings.JOB_MEMORY_BYTES = 1000 * MB
    told = {"memory_bytes": 5000 * MB, "device_memory_bytes": 5000 * MB}
    needing(monkeypatch, device="gpu optional", **told)
    assert ask("toy.sum", count=2).queue == "gpu"
    needing(monkeypatch, device="cpu", **told)
    with pytest.raises(SubmissionRefused):
        ask("toy.sum", count=2)


@pytest.fixture
def shared(monkeypatch, settings, devices):
    """An engine whose runs two devices share, and what it tells of main memory."""
    settings.JOB_DEVICES, settings.JOB_MEMORY_BYTES = 4, 1000 * MB
    monkeypatch.setattr(SumEngine, "shares", True)

    def told(**more):
        known = {"host_memory_bytes": 700 * MB, "follower_memory_bytes": 500 * MB}
        known |= {"memory_bytes": 9000 * MB, "device_memory_bytes": 5000 * MB, **more}
        needing(monkeypatch, device="gpu optional", **known)

    return told


@pytest.mark.django_db
def test_all_processes_of_a_team_are_counted(ask, shared):
    shared(follower_memory_bytes=400 * MB)
    job = ask("toy.sum", count=2)
    needs = budget.expected(job)
    assert (needs["processes"], needs["memory_bytes"]) == (2, 1100 * MB), "there are two devices"
    assert {"1.07 GB", "2", "4.88 GB"} <= {value for _, value in presentation.asked(job)}
    shared()
    with pytest.raises(SubmissionRefused, match="of memory, and a run may take"):
        ask("toy.sum", count=2)
    shared(follower_memory_bytes=0)
    assert "processes" not in budget.expected(ask("toy.sum", count=2)), "one computes it all"


@pytest.mark.django_db(transaction=True)
def test_an_attempt_tells_how_many_devices_it_has_held(ask, run_jobs, shared):
    shared(follower_memory_bytes=0, device_memory_bytes=500 * MB)
    job = run_jobs(ask("toy.sum", count=2))
    assert job.state == State.SUCCEEDED
    attempt = job.attempts.get()
    assert (attempt.device, attempt.devices) == ("cuda:0", 2)
    assert job.provenance["devices"] == 2
    assert ("Device", "cuda:0 × 2") in presentation.origin(job)


@pytest.mark.django_db
class TestPreview:
    """What a run would need is told before it is asked for, and nothing is stored."""

    def test_on_the_form(self, client, analyst, project, monkeypatch, settings):
        settings.JOB_MEMORY_BYTES = 1000 * MB
        needing(monkeypatch, memory_bytes=700 * MB)
        client.force_login(analyst)
        address = f"{reverse('jobs:new', args=[project.pk])}?engine=toy.sum"
        assert "Told as soon as" in client.get(address).content.decode()
        asked = {"preview": "1", "count": "3"}
        shown = client.post(address, asked)
        assert shown.status_code == 200
        assert "700 MB" in shown.content.decode()
        needing(monkeypatch, memory_bytes=1200 * MB)
        assert "a run may take 1000 MB here" in client.post(address, asked).content.decode()
        assert not Job.objects.exists()

    def test_over_rest(self, analyst, project, monkeypatch, settings, ask):
        settings.JOB_MEMORY_BYTES = 1000 * MB
        caller, address = Caller(analyst), f"projects/{project.pk}/jobs/preview/"
        needing(monkeypatch, memory_bytes=700 * MB, seconds=3)
        body = {"engine": "toy.sum", "params": {"count": 2}}
        told = caller.post(address, body)
        assert told.status_code == 200, told.content
        expected = {"memory_bytes": 700 * MB, "seconds": 3.0}
        assert told.json() == {"queue": "default", "needs": expected, "warnings": []}
        wrong = caller.post(address, {**body, "params": {"count": "many"}})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/params/count")
        needing(monkeypatch, memory_bytes=1200 * MB)
        assert "of memory" in str(caller.post(address, body).json()["errors"])
        assert not Job.objects.exists()
        needing(monkeypatch, memory_bytes=700 * MB, seconds=3)
        job = ask("toy.sum", count=2)
        read = caller.get(f"projects/{project.pk}/jobs/{job.pk}/").json()
        assert read["needs"] == expected


@pytest.mark.django_db
def test_a_share_is_that_of_the_worker_with_most_memory(ask, monkeypatch, settings):
    settings.JOB_MEMORY_BYTES = 1000 * MB
    monkeypatch.setattr(budget, "job_share", lambda: 1000 * MB)
    worker = presence.announce(presence.Announcement("heavy@there", ("heavy",), 1))
    Worker.objects.filter(pk=worker.pk).update(memory_bytes=4000 * MB)
    needing(monkeypatch, memory_bytes=3000 * MB)
    assert ask("toy.sum", count=2)
    settings.JOB_MEMORY_BYTES = 1001 * MB  # somebody has said how much it may be
    with pytest.raises(SubmissionRefused):
        ask("toy.sum", count=2)


def test_figures_of_devices_are_read_and_gaps_passed_over():
    one, other = gpu_figures.parse(SAID + "not a line\n")
    assert (one.name, one.total, one.used) == ("NVIDIA H200", 143771 * MB, 1024 * MB)
    assert (one.busy, one.celsius, one.watts) == (37, 41, 120.5)
    assert (other.busy, other.watts) == (None, None)
    assert one.is_called("0")
    assert other.is_called("GPU-bb")
    assert not one.is_called("1")


@pytest.mark.usefixtures("devices")
def test_a_job_gets_devices_with_room_and_as_many_as_it_can_use(tmp_path):
    def held(**more):
        looks = iter([False, True])
        return gpus.held("gpu", tmp_path, lambda: next(looks), **more)

    with held(most=2) as names:
        assert names == "0,1"
        with held() as none_left:
            assert none_left == ""
    with held(needed=2000 * MB) as names:
        assert names == "0"
    with held(most=2, needed=2000 * MB) as names:
        assert names == "", "it waits for both"
    with held(needed=150_000 * MB) as names:
        assert names == "0", "an estimate above what a device has does not wait for ever"
    assert gpus.largest() == 143771 * MB


def test_a_driver_that_hangs_holds_nobody_up(tmp_path, monkeypatch):
    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho >> asked\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(gpu_figures, "PATIENCE", 1.0)
    monkeypatch.setattr(gpu_figures, "_last", (-1e9, ()))
    monkeypatch.setattr(gpu_figures, "_silent", None)
    monkeypatch.setattr(gpu_figures.subprocess.Popen, "kill", lambda self: None)
    began = time.monotonic()
    assert gpu_figures.read() == ()
    hanging = gpu_figures._silent
    try:
        assert gpu_figures.read() == gpu_figures.read() == ()
        monkeypatch.setattr(gpu_figures, "_last", (-1e9, ()))
        assert gpu_figures.read() == ()
        assert (tmp_path / "asked").read_text().count("\n") == 1, "no other is asked beside it"
        assert time.monotonic() - began < 10
    finally:
        hanging.terminate()
        hanging.wait(5)
        hanging.stdout.close()


@pytest.mark.django_db
@pytest.mark.usefixtures("devices")
def test_a_worker_tells_of_the_devices_that_it_was_given(monkeypatch, settings):
    settings.JOB_GPUS = 1
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    worker = presence.announce(presence.Announcement("gpu@here", ("gpu",), 2))
    assert [one["index"] for one in worker.devices] == ["1"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("devices")
def test_more_than_any_device_has_is_refused_before_the_start(ask, run_jobs, monkeypatch):
    needing(monkeypatch, device="gpu required", device_memory_bytes=200_000 * MB)
    job = run_jobs(ask("toy.sum", count=2))
    assert job.state == State.REFUSED
    assert "graphics processor" in job.reason["text"]


@pytest.mark.django_db
@pytest.mark.usefixtures("devices")
def test_a_worker_tells_the_figures_of_its_devices(client):
    client.force_login(AdminFactory())
    presence.beat(presence.Announcement("gpu@here", ("gpu",), 2))
    worker = Worker.objects.get()
    page = client.get(reverse("admin:jobs_worker_change", args=[worker.pk])).content.decode()
    assert "NVIDIA H200" in page
    assert "37 % busy" in page
    assert "41 °C" in page

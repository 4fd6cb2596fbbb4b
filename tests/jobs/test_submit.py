"""What is said before a job exists."""

from __future__ import annotations

import contextlib
import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apps.engines import registry
from apps.engines.contract import ColumnProfile, Engine, InputProfile
from apps.jobs.domain import devices, quotas
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.inputs import providers
from apps.jobs.models import Job, State
from tests.factories.jobs import JobAttemptFactory, JobFactory


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Ids that would have gone to the broker."""
    ids = []

    def send(job):
        ids.append(job.pk)
        return True

    monkeypatch.setattr("apps.jobs.domain.dispatch.send", send)
    return ids


COLUMNS = [
    ColumnProfile(name="D", dtype="number"),
    ColumnProfile(name="d", dtype="integer"),
    ColumnProfile(name="name", dtype="text"),
]


class Sheet:
    """An input provider with one table, 'sheet'."""

    kind = "sheet"

    def profile(self, user, project_id, input_id):
        if input_id != "one":
            raise LookupError(input_id)
        return InputProfile(
            kind="sheet", id="one", name="Sales", bytes=10, content_hash="f00d", columns=COLUMNS
        )

    def choices(self, project_id):
        return [self.profile(None, project_id, "one")]

    def materialise(self, project_id, input_id):
        raise LookupError("gone")

    def format(self, input_id):
        return "parquet"


@pytest.fixture
def sheet(monkeypatch):
    from tests.jobs.engines import TableEngine

    slot = TableEngine.inputs[0].model_copy(update={"kinds": ("sheet",)})
    monkeypatch.setattr(TableEngine, "inputs", (slot,))
    providers.register("sheet", Sheet(), owner="tests")
    yield
    providers._items.pop("sheet")


def refusal(*args, **kwargs):
    with pytest.raises(SubmissionRefused) as caught:
        submit(*args, **kwargs)
    return {issue.field: str(issue.message) for issue in caught.value.issues}


@pytest.fixture
def asked(project, analyst):
    return {"project": project, "user": analyst, "engine_key": "toy.sum", "inputs": {}}


@pytest.mark.parametrize(
    ("params", "field", "sentence"),
    [
        ({"count": "x"}, "count", "Count must be a whole number."),
        ({"count": 2.5}, "count", "Count must be a whole number."),
        ({"count": 0}, "count", "Count must be at least 1."),
        ({"count": 2000}, "count", "Count must be at most 1000."),
        ({"scale": 0}, "scale", "Scale must be more than 0."),
        ({"scale": "heavy"}, "scale", "Scale must be a number."),
        ({"mode": "triple"}, "mode", "Mode must be one of: 'plain' or 'double'."),
        ({"label": "x" * 30}, "label", "Label may have at most 20 characters."),
        ({"noisy": "perhaps"}, "noisy", "Noisy must be yes or no."),
        ({"weights": 3}, "weights", "Weights must be a list."),
        ({"weights": [1] * 9}, "weights", "Weights may have at most 5 entries."),
        ({"weights": ["a"]}, "weights.0", "Weights must be a number."),
        ({"other": 1}, "other", "This engine has no parameter 'Other'."),
        ({"mode": "double", "noisy": True}, "noisy", "Doubling and noise do not go together."),
    ],
)
def test_parameters_are_refused_in_words_that_name_the_field(asked, params, field, sentence):
    assert refusal(**asked, params=params) == {field: sentence}
    assert not Job.objects.exists()


def test_a_good_request_becomes_a_row_and_one_ring_after_the_commit(
    asked, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = submit(**asked, params={"count": "5"})
        assert sent == []
    assert sent == [job.pk]
    assert job.params["count"] == 5
    assert job.params["mode"] == "plain"
    assert (job.state, job.attempt, job.queue) == (State.QUEUED, 0, "default")
    assert job.sent_at is not None


def test_a_lost_broker_does_not_fail_the_request(
    asked, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: False)
    with django_capture_on_commit_callbacks(execute=True):
        job = submit(**asked, params={})
    job.refresh_from_db()
    assert (job.state, job.sent_at) == (State.QUEUED, None)


def test_seeds_are_random_unless_given(asked):
    seeds = {submit(**asked, params={}).seed for _ in range(3)}
    assert len(seeds) == 3
    assert submit(**asked, params={"seed": 5}).seed == 5
    assert submit(**asked, params={"seed": 5}, seed=6).seed == 6


def test_engines_that_cannot_run_say_so(asked, monkeypatch):
    asked.pop("engine_key")
    assert refusal(**asked, engine_key="no.such", params={}) == {
        "engine": "There is no engine 'no.such'."
    }

    class NeedsMore(Engine):
        key = "toy.more"
        version = "1"
        label = "More"
        runner = "nowhere:Runner"
        requires = ("module_that_is_not_there",)
        extra = "more"

    registry.register(NeedsMore(), owner="apps.tests")
    try:
        said = refusal(**asked, engine_key="toy.more", params={})["engine"]
    finally:
        registry.unregister("toy.more")
    assert re.search("'More' (needs software|is still being installed)", said)


def roles(**chosen):
    return {"data": {"kind": "sheet", "id": "one", "roles": chosen}}


@pytest.mark.parametrize(
    ("inputs", "field", "sentence"),
    [
        ({}, "data", "Choose what to use as 'Data'."),
        (
            {"data": {"kind": "sheet", "id": "two"}}, "data",
            "What was chosen for 'Data' is not there.",
        ),
        ({"data": {"kind": "model", "id": "one"}}, "data", "'Data' cannot be filled with a model."),
        (roles(predictors=["d"]), "data.target", "Choose a column for 'Target'."),
        (
            roles(target=["D", "d"], predictors=["d"]), "data.target",
            "'Target' takes one column only.",
        ),
        (roles(target=["D"], predictors=["x"]), "data.predictors", "'Sales' has no column 'x'."),
        (
            roles(target=["D"], predictors=["name"]), "data.predictors",
            "Column 'name' holds text, and 'Predictors' needs numbers.",
        ),
        (
            roles(target=["D"], predictors=["d", "d"]), "data.predictors",
            "'Predictors' names a column twice.",
        ),
        (roles(target=["D"], predictors=["d"], odd=["d"]), "data.odd", "'Data' has no role 'odd'."),
        (
            {**roles(target=["D"], predictors=["d"]), "more": {}}, "more",
            "This engine takes no input 'more'.",
        ),
    ],
)  # fmt: skip
def test_inputs_and_roles_are_checked(sheet, asked, inputs, field, sentence):
    asked |= {"engine_key": "toy.table", "inputs": inputs}
    assert refusal(**asked, params={}) == {field: sentence}


def test_inputs_are_described_in_the_row(sheet, asked):
    asked |= {"engine_key": "toy.table", "inputs": roles(target=["D"], predictors=["d"])}
    job = submit(**asked, params={})
    assert job.provenance["inputs"]["data"]["content_hash"] == "f00d"
    assert job.inputs == asked["inputs"]


def test_an_input_that_has_gone_meanwhile(sheet, asked, run_jobs):
    asked |= {"engine_key": "toy.table", "inputs": roles(target=["D"], predictors=["d"])}
    job = run_jobs(submit(**asked, params={}))
    assert job.state == State.ERRORED
    assert "is not there any more" in job.reason["text"]


def test_the_generic_page_offers_inputs_columns_and_keeps_choices(sheet, client, project, analyst):
    client.force_login(analyst)
    address = f"/projects/{project.pk}/jobs/new/?engine=toy.table"
    assert "Sales" in client.get(address).content.decode()
    page = client.get(address + "&data=sheet:one").content.decode()
    assert 'name="data.predictors"' in page
    assert "(optional)" not in page
    wrong = client.post(address + "&data=sheet:one", {"data.target": "D"})
    assert wrong.status_code == 422
    assert "Choose a column for &#x27;Predictors&#x27;." in wrong.content.decode()
    good = {"data.target": "D", "data.predictors": ["d"]}
    assert client.post(address + "&data=sheet:one", good).status_code == 302
    job = Job.objects.get()
    assert job.inputs["data"]["roles"] == {"target": ["D"], "predictors": ["d"]}
    again = client.get(f"/projects/{project.pk}/jobs/new/?from={job.pk}").content.decode()
    assert "checked" in again


def test_an_archived_project_runs_nothing(asked, project):
    project.archived_at = timezone.now()
    assert "archived" in refusal(**asked, params={})[""]


def test_jobs_at_once_are_limited(asked, project):
    project.job_quota = 2
    JobFactory(project=project, state=State.RUNNING)
    JobFactory(project=project, state=State.SUCCEEDED)
    JobFactory(project=project, task="predict")
    JobFactory(state=State.RUNNING)
    submit(**asked, params={})
    assert "already has 2 jobs" in refusal(**asked, params={})[""]
    project.job_quota = 0
    assert "already has 0 jobs" in refusal(**asked, params={})[""]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_do_not_both_get_the_last_place(asked, project, monkeypatch):
    project.job_quota = 1
    count, meet, outcomes = quotas.open_jobs, threading.Barrier(2), []

    def counted(held):
        found = count(held)
        with contextlib.suppress(threading.BrokenBarrierError):
            meet.wait(0.5)  # both have counted before either has written, unless one waits
        return found

    def attempt():
        try:
            submit(**asked, params={})
            outcomes.append("submitted")
        except SubmissionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    monkeypatch.setattr(quotas, "open_jobs", counted)
    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["refused", "submitted"]
    assert Job.objects.count() == 1


def test_gpus_are_asked_for_only_where_there_are_some(asked, settings, project):
    asked["engine_key"] = "toy.gpu"
    settings.JOB_GPUS = 0
    assert "has none" in refusal(**asked, params={})[""]
    settings.JOB_GPUS = 1
    assert submit(**asked, params={}).queue == "gpu"


def test_gpu_hours_are_counted_by_the_month(asked, settings, project):
    settings.JOB_GPUS = 1
    project.gpu_hours_quota = 2
    now = timezone.now().replace(day=15)
    job = JobFactory(project=project)
    for number, (start, hours) in enumerate([(now, 1.5), (now - timedelta(days=40), 9)]):
        attempt = JobAttemptFactory(
            job=job, number=number + 1, device="cuda:0", finished_at=start + timedelta(hours=hours)
        )
        type(attempt).objects.filter(pk=attempt.pk).update(created_at=start)
    assert quotas.gpu_hours_used(project, now) == pytest.approx(1.5)
    late = now.replace(hour=12)
    JobAttemptFactory(job=job, number=9, device="cuda:0", finished_at=late)
    type(attempt).objects.filter(number=9).update(created_at=late - timedelta(hours=1))
    assert quotas.gpu_hours_used(project, now) == pytest.approx(2.5)
    JobAttemptFactory(job=job, number=10, device="cuda:0", devices=4, finished_at=late)
    type(attempt).objects.filter(number=10).update(created_at=late - timedelta(hours=1))
    assert quotas.gpu_hours_used(project, now) == pytest.approx(6.5), "an hour on four is four"


def test_used_up_gpu_hours_are_said(asked, settings, project, monkeypatch):
    settings.JOB_GPUS = 1
    monkeypatch.setattr(quotas, "gpu_hours_used", lambda project: 100.0)
    asked["engine_key"] = "toy.gpu"
    assert "100 GPU hours" in refusal(**asked, params={})[""]


def test_queues_by_capability(asked, settings):
    settings.JOB_GPUS = 0
    assert submit(**asked | {"engine_key": "toy.heavy"}, params={}).queue == "heavy"
    from apps.engines.contract import Resources

    assert devices.queue_for(Resources(memory_bytes=3 * 1024**3)) == "heavy"
    assert devices.queue_for(Resources(device="gpu optional")) == "default"
    settings.JOB_GPUS = 1
    assert devices.queue_for(Resources(device="gpu optional")) == "gpu"
    assert devices.queue_for(Resources(device="gpu optional"), gpu_allowed=False) == "default"

"""Jobs over REST, run by the real supervisor in a real child."""

from __future__ import annotations

import hashlib
import math

import pytest

from apps.engines import registry
from apps.jobs.models import Job, Task
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.jobs import JobFactory
from tests.jobs.engines import OWNER, TOYS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _toys():
    for toy in TOYS:
        registry.register(toy(), owner=OWNER)
    yield
    for toy in TOYS:
        registry.unregister(toy.key)


@pytest.fixture
def jobs(project):
    return f"projects/{project.pk}/jobs/"


def test_a_job_from_submission_to_result(caller, jobs, run_jobs):
    made = caller.post(
        jobs, {"engine": "toy.sum", "title": "Sum", "params": {"count": 4}, "seed": 7}
    )
    assert made.status_code == 201, made.content
    job = made.json()
    assert (job["state"], job["is_final"], job["seed"]) == ("queued", False, 7)
    address = made["Location"]
    tag = made["ETag"]
    assert caller.get(address, headers={"if-none-match": tag}).status_code == 304
    body = problem(caller.get(f"{address}result/"), 409, "conflict")
    assert body["state"] == "queued"

    run_jobs()
    done = caller.get(address).json()
    assert (done["state"], done["is_final"]) == ("succeeded", True)
    result = caller.get(f"{address}result/").json()
    assert result["headline"]
    assert result["provenance"]["seed"] == 7
    assert result["provenance"]["result_hash"]

    metrics = caller.get(f"{address}metrics/?name=draw").json()
    assert [point["step"] for point in metrics["results"]] == [0, 1, 2, 3]
    assert all(math.isfinite(point["value"]) for point in metrics["results"])
    log = caller.get(f"{address}log/?limit=1").json()
    assert len(log["results"]) == 1
    lines = list(log["results"])
    while not log["is_final"]:
        log = caller.get(f"{address}log/?limit=1&after={log['last_seq']}").json()
        lines += log["results"]
    assert "added up" in [line["text"] for line in lines]
    assert len({line["seq"] for line in lines}) == len(lines)

    again = caller.post(f"{address}rerun/")
    assert again.status_code == 201
    assert again.json()["rerun_of"] == job["id"]
    assert again.json()["seed"] == 7


def test_files_of_a_job_come_as_they_were_made(caller, jobs, run_jobs):
    address = caller.post(jobs, {"engine": "toy.sum"})["Location"]
    run_jobs()
    files = caller.get(f"{address}artifacts/").json()["results"]
    assert files
    for file in files:
        answer = caller.get(f"{address}artifacts/{file['id']}/", headers={"accept": "image/png"})
        content = b"".join(answer.streaming_content)
        assert len(content) == file["size"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["ETag"] == f'"{file["sha256"]}"'


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"engine": "no.such"}, {"#/engine"}),
        ({"engine": "toy.sum", "params": {"count": 0}}, {"#/params/count"}),
        (
            {"engine": "toy.sum", "params": {"count": "x", "scale": -1}},
            {"#/params/count", "#/params/scale"},
        ),
        ({"engine": "toy.sum", "params": {"mode": "double", "noisy": True}}, {"#/params/noisy"}),
        ({"engine": "toy.sum", "params": {"typo": 1}}, {"#/params/typo"}),
    ],
)
def test_what_cannot_run_is_refused_by_pointer(caller, jobs, body, pointers):
    answer = problem(caller.post(jobs, body), 422, "refused")
    assert {error["pointer"] for error in answer["errors"]} == pointers
    assert not Job.objects.exists()


def test_shapes_are_checked_before_anything_else(caller, jobs):
    body = {
        "engine": "toy.sum",
        "inputs": {"table": {"id": "x", "roles": [1]}},
        "purpose": "system",
    }
    answer = problem(caller.post(jobs, body), 400, "invalid")
    pointers = {error["pointer"] for error in answer["errors"]}
    assert pointers == {"#/purpose", "#/inputs/table/roles"}
    made = caller.post(jobs, {"engine": "toy.sum", "purpose": "research.demand"})
    assert made.json()["purpose"] == "research.demand"


def test_an_analyst_cancels_own_jobs_and_an_editor_anybodys(caller, jobs, member):
    analyst, other, editor = member("analyst"), member("analyst"), member("editor")
    first = analyst.post(jobs, {"engine": "toy.sum"})["Location"]
    second = analyst.post(jobs, {"engine": "toy.sum"})["Location"]
    problem(other.post(f"{first}cancel/"), 403, "permission_denied")
    assert analyst.post(f"{first}cancel/").json()["state"] == "cancelled"
    assert editor.post(f"{second}cancel/").json()["state"] == "cancelled"


def test_a_failure_is_told_without_its_traceback(caller, jobs, run_jobs):
    address = caller.post(jobs, {"engine": "toy.act", "params": {"act": "fail"}})["Location"]
    run_jobs()
    stored = Job.objects.get()
    assert "Traceback" in stored.error
    answer = caller.get(address)
    assert answer.json()["state"] == "errored"
    assert "Traceback" not in answer.content.decode()
    assert answer.json()["explanation"]
    problem(caller.get(f"{address}result/"), 409, "conflict")


def test_jobs_are_listed_by_state_and_engine(caller, jobs):
    caller.post(jobs, {"engine": "toy.sum"})
    address = caller.post(jobs, {"engine": "toy.act"})["Location"]
    caller.post(f"{address}cancel/")
    rows = caller.get(f"{jobs}?state=cancelled").json()["results"]
    assert [row["engine"] for row in rows] == ["toy.act"]
    rows = caller.get(f"{jobs}?engine_key=toy.sum").json()["results"]
    assert [row["state"] for row in rows] == ["queued"]


def test_engines_describe_parameters_in_the_callers_language(caller):
    listed = {row["key"]: row for row in caller.get("engines/").json()["results"]}
    assert listed["toy.sum"]["state"] == "ready"
    detail = caller.get("engines/toy.sum/").json()
    assert detail["params"]["properties"]["count"]["minimum"] == 1
    problem(caller.get("engines/nothing/"), 404, "not_found")


def test_a_run_is_kept_by_whoever_has_seen_it_as_it_is(caller, jobs, project):
    kept, other = JobFactory(project=project), JobFactory(project=project)
    address = f"{jobs}{kept.pk}/"
    tag = caller.get(address)["ETag"]
    changed = caller.patch(address, {"kept": True}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["kept"]) == (200, True)
    problem(caller.patch(address, {"kept": False}, headers={"If-Match": tag}), 412, "stale")
    found = caller.get(f"{jobs}?kept=true").json()["results"]
    assert [row["id"] for row in found] == [str(kept.pk)]
    assert caller.get(f"{jobs}?kept=false").json()["results"][0]["id"] == str(other.pk)
    problem(caller.patch(address, {"state": "succeeded"}), 400, "invalid")
    predicted = JobFactory(project=project, task=Task.PREDICT)
    problem(caller.patch(f"{jobs}{predicted.pk}/", {"kept": True}), 409, "conflict")


def test_jobs_are_found_by_person_title_and_time(caller, jobs, project):
    own = JobFactory(project=project, title="Demand by distance")
    other = JobFactory(project=project, created_by=Caller().user, rerun_of=own)

    def found(**asked):
        return {row["id"] for row in caller.get(jobs, data=asked).json()["results"]}

    assert found(title__icontains="distance") == {str(own.pk)}
    assert found(created_by=str(other.created_by_id)) == {str(other.pk)}
    assert found(rerun_of=str(own.pk)) == {str(other.pk)}
    assert found(created_at__gte=own.created_at.isoformat(), state="succeeded") == set()
    assert found(created_at__lt=own.created_at.isoformat()) == set()

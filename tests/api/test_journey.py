"""The whole way of a program: a token, a file in chunks, a fit, its result, a prediction."""

from __future__ import annotations

import pytest

from apps.jobs.models import Job
from apps.jobs.supervisor.supervise import supervise
from tests.api.test_problems import problem

pytestmark = pytest.mark.django_db(transaction=True)

CHUNK = "application/offset+octet-stream"
TABLE = b"d,D\n95,100\n140,150\n180,200\n"


@pytest.fixture
def fitted(caller, project, run_jobs):
    """The worked example, fitted over REST: (address of the job, its model)."""
    uploads = f"projects/{project.pk}/uploads/"
    made = caller.post(uploads, {"filename": "worked example.csv", "size": len(TABLE)})
    for start in range(0, len(TABLE), 10):
        sent = caller(
            "patch",
            made["Location"],
            TABLE[start : start + 10],
            content_type=CHUNK,
            headers={"upload-offset": str(start)},
        )
        assert sent.status_code == 204, sent.content
    run_jobs()
    caller.post(f"{made['Location']}import/", {"name": "Worked example"})
    run_jobs()
    version = caller.get(made["Location"]).json()["version"]
    (slot,) = caller.get("engines/regression.least_squares/").json()["inputs"]
    roles = {"target": ["D"], "predictors": ["d"]}
    assert set(roles) <= {role["key"] for role in slot["roles"]}
    job = caller.post(
        f"projects/{project.pk}/jobs/",
        {
            "engine": "regression.least_squares",
            "title": "Demand by distance",
            "inputs": {slot["key"]: {"kind": "dataset", "id": version, "roles": roles}},
        },
    )
    assert job.status_code == 201, job.content
    run_jobs()
    (model,) = caller.get(f"projects/{project.pk}/models/").json()["results"]
    return job["Location"], model


def numbers(value):
    """Every number anywhere in an answer."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for item in value for number in numbers(item)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def holds(found, wanted, tolerance):
    return any(abs(number - wanted) <= tolerance for number in found)


def test_the_fit_reads_as_the_worked_example(caller, fitted):
    address, model = fitted
    result = caller.get(f"{address}result/").json()
    found = numbers(result["summary"])
    for wanted in (1.175115, -12.557604, 0.998848):
        assert holds(found, wanted, 5e-7), (wanted, result["summary"])
    assert holds(found, 2.400, 5e-4)
    assert {"tiles", "table", "equation", "chart"} <= {block["kind"] for block in result["blocks"]}
    assert model["job"] in address
    assert [field["name"] for field in model["predict_fields"]] == ["d"]

    chinese = caller.get(f"{address}result/", headers={"accept-language": "zh-Hans"}).json()
    assert chinese["summary"] == result["summary"]


def test_a_prediction_without_waiting_is_a_job_to_poll(caller, project, fitted):
    _, model = fitted
    answer = _predict(caller, project, model, {"prefer": "respond-async"})
    assert answer.status_code == 202
    job = answer.json()
    assert job["state"] == "queued"
    assert answer["Retry-After"] == "1"
    assert supervise(job["id"])
    body = caller.get(f"{answer['Location']}result/").json()
    _check(body)


def _predict(caller, project, model, headers=None, rows=({"d": 220},)):
    address = f"projects/{project.pk}/models/{model['id']}/predict/"
    return caller.post(address, {"rows": list(rows)}, headers=headers or {})


def _check(body):
    (row,) = body["rows"]
    roles = {column["role"]: row["values"][column["key"]] for column in body["columns"]}
    assert roles["point"] == pytest.approx(245.97, abs=5e-3)
    assert roles["new_low"] == pytest.approx(191.61, abs=5e-3)
    assert roles["new_high"] == pytest.approx(300.33, abs=5e-3)
    assert roles["mean_low"] == pytest.approx(200.97, abs=5e-3)
    assert roles["mean_high"] == pytest.approx(290.97, abs=5e-3)
    assert row["warnings"], "220 lies outside the data: that is extrapolation"


def test_a_prediction_that_is_ready_in_time_is_the_answer(caller, project, fitted, monkeypatch):
    """The job is run between submission and the wait, as a quick worker does."""
    _, model = fitted

    def settled(job, seconds):
        assert seconds == 10
        return _settled(job)

    monkeypatch.setattr("apps.modelhub.api.wait_for", settled)
    answer = _predict(caller, project, model)
    assert answer.status_code == 200, answer.content
    _check(answer.json())
    several = _predict(caller, project, model, {"prefer": "wait=30"}, [{"d": 180}, {"d": 95}])
    assert several["Preference-Applied"] == "wait=10"
    first, second = (row["values"] for row in several.json()["rows"])
    point = next(c["key"] for c in several.json()["columns"] if c["role"] == "point")
    assert first[point] > second[point], "rows keep the order they were asked in"


@pytest.mark.parametrize("row", [{"x": 1}, {"d": "abc"}, {"d": None}, {"d": [1]}])
def test_a_row_that_cannot_be_used_is_answered_with_why(caller, project, fitted, monkeypatch, row):
    monkeypatch.setattr("apps.modelhub.api.wait_for", lambda job, seconds: _settled(job))
    _, model = fitted
    answer = _predict(caller, project, model, rows=[row])
    assert answer.status_code == 200, answer.content
    (told,) = answer.json()["rows"]
    assert set(told["values"].values()) == {None}
    assert "d" in told["warnings"][0]


def _settled(job):
    supervise(job.pk)
    return Job.objects.get(pk=job.pk)


def test_what_no_prediction_takes(caller, project, fitted):
    _, model = fitted
    problem(_predict(caller, project, model, rows=[]), 400, "invalid")
    problem(_predict(caller, project, model, rows=[1]), 400, "invalid")
    address = f"projects/{project.pk}/models/{model['id']}/"
    assert caller.patch(address, {"name": "Lamp"}).json()["name"] == "Lamp"

"""Divided runs over REST: what is listed, what is counted, what cannot be done to a part."""

from __future__ import annotations

import pytest

from apps.engines import registry
from apps.jobs.models import Job, State
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


@pytest.fixture
def made(caller, jobs):
    """A divided run as it was asked for."""
    body = {"engine": "toy.order", "title": "In parts", "params": {"count": 3}}
    return caller.post(jobs, body).json()


@pytest.fixture
def waiting(project):
    """A run that waits for two parts of three."""
    parent = JobFactory(
        project=project, engine_key="toy.order", held=True, parts_total=3, parts_ended=1, attempt=1
    )
    states = (State.SUCCEEDED, State.RUNNING, State.QUEUED)
    parts = [
        JobFactory(project=project, engine_key="toy.order", task="part", parent=parent,
                   part_number=number, state=state, part={"part": number})
        for number, state in enumerate(states, 1)
    ]  # fmt: skip
    return parent, parts


def test_a_divided_run_from_submission_to_result(caller, jobs, made, run_jobs):
    assert (made["parent"], made["parts"]) == (None, None)
    run_jobs()
    done = caller.get(f"{jobs}{made['id']}/").json()
    assert (done["state"], done["parts"]) == ("succeeded", {"total": 3, "ended": 3})
    parts = caller.get(f"{jobs}?parent={made['id']}").json()["results"]
    assert {part["part_number"] for part in parts} == {1, 2, 3}
    assert {(part["parent"], part["task"]) for part in parts} == {(made["id"], "part")}
    part = caller.get(f"{jobs}{parts[0]['id']}/").json()
    assert (part["state"], part["is_final"]) == ("succeeded", True)
    problem(caller.get(f"{jobs}{part['id']}/result/"), 409, "conflict")
    files = caller.get(f"{jobs}{part['id']}/artifacts/").json()["results"]
    assert [file["name"] for file in files] == ["state.json"]
    summary = caller.get(f"{jobs}{made['id']}/result/").json()["summary"]
    assert summary == {"parts": [0, 1, 2], "seeds": 1}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1), ("?state=queued", 1), ("?parent={parent}", 3), ("?parent__in={parent}", 3),
        ("?parent__isnull=true", 1), ("?parent__isnull=false", 3), ("?with_parts=true", 4),
        ("?with_parts=false", 1), ("?with_parts=true&state=queued", 2),
        ("?parent={parent}&part_number=2", 1),
    ],
)  # fmt: skip
def test_lists_leave_parts_out_unless_they_are_asked_for(caller, jobs, waiting, query, count):
    found = caller.get(f"{jobs}{query.format(parent=waiting[0].pk)}").json()["results"]
    assert len(found) == count


def test_a_run_that_waits_says_how_far_it_is(caller, jobs, waiting):
    told = caller.get(f"{jobs}{waiting[0].pk}/").json()
    assert (told["state"], told["is_final"]) == ("queued", False)
    assert told["parts"] == {"total": 3, "ended": 1}


@pytest.mark.parametrize("action", ["cancel", "rerun"])
def test_what_would_break_the_run_is_a_conflict_in_words(caller, jobs, waiting, action):
    for part in waiting[1]:
        body = problem(caller.post(f"{jobs}{part.pk}/{action}/"), 409, "conflict")
        assert "Do it to the whole run" in body["detail"]
    stored = Job.objects.filter(parent=waiting[0]).order_by("part_number")
    assert [part.state for part in stored] == ["succeeded", "running", "queued"]


def test_a_part_is_not_kept_by_itself(caller, jobs, waiting):
    address = f"{jobs}{waiting[1][0].pk}/"
    tag = caller.get(address)["ETag"]
    answer = caller.patch(address, {"kept": True}, headers={"if-match": tag})
    assert "parts of a run cannot be kept" in problem(answer, 409, "conflict")["detail"]


def test_cancelling_the_run_ends_it_with_its_parts(caller, jobs, waiting):
    parent, parts = waiting
    assert caller.post(f"{jobs}{parent.pk}/cancel/").json()["state"] == "cancelled"
    states = [caller.get(f"{jobs}{part.pk}/").json()["state"] for part in parts]
    assert states == ["succeeded", "cancelling", "cancelled"]


def test_another_project_has_no_such_parts(jobs, waiting, project):
    stranger = Caller()
    assert stranger.get(f"{jobs}{waiting[1][0].pk}/").status_code == 404
    assert stranger.get(f"{jobs}?parent={waiting[0].pk}").status_code == 404
    elsewhere = JobFactory()
    member = Caller(elsewhere.project.memberships.first().user)
    own = f"projects/{elsewhere.project_id}/jobs/"
    assert member.get(f"{own}{waiting[1][0].pk}/").status_code == 404
    assert member.get(f"{own}?parent={waiting[0].pk}").json()["results"] == []
    assert member.post(f"{own}{waiting[1][0].pk}/cancel/").status_code == 404


def test_engines_say_that_they_divide_or_search(caller):
    told = {one["key"]: one for one in caller.get("engines/").json()["results"]}
    assert [told[key]["divisible"] for key in ("toy.order", "toy.square", "toy.sum")] == [
        True, False, False,
    ]  # fmt: skip
    assert [told[key]["searches"] for key in ("toy.order", "toy.square", "toy.sum")] == [
        False, True, False,
    ]  # fmt: skip

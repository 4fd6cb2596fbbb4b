"""Schedules over REST."""

from __future__ import annotations

import pytest

from apps.engines import registry
from apps.events.models import AuditEntry
from apps.jobs.models import Job, Schedule
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.jobs import ScheduleFactory
from tests.factories.projects import MembershipFactory
from tests.jobs.engines import OWNER, SumEngine

pytestmark = pytest.mark.django_db
DAILY = {
    "name": "Daily", "engine": "toy.sum", "params": {"count": 4}, "expression": "0 6 * * *",
    "time_zone": "Europe/Berlin",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _toy(monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    registry.register(SumEngine(), owner=OWNER)
    yield
    registry.unregister(SumEngine.key)


@pytest.fixture
def schedules(project):
    return f"projects/{project.pk}/schedules/"


def test_whoever_resumes_what_its_maker_may_not_run_takes_it_over(caller, schedules, project):
    gone = UserFactory()
    row = ScheduleFactory(project=project, created_by=gone, enabled=False, next_run_at=None)
    told = caller.patch(f"{schedules}{row.pk}/", {"enabled": True})
    assert (told.status_code, told.json()["enabled"]) == (200, True), told.content
    row.refresh_from_db()
    assert row.created_by == caller.user
    entry = AuditEntry.objects.get(kind="jobs.schedule.resumed")
    assert entry.data["changes"]["created_by"] == [str(gone), str(caller.user)]


def test_a_schedule_from_making_to_deleting(caller, schedules):
    made = caller.post(schedules, DAILY)
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["engine"], told["when"], told["enabled"]) == (
        "toy.sum", "Every day at 06:00", True,
    )  # fmt: skip
    assert told["next_run_at"]
    one = f"{schedules}{told['id']}/"
    assert caller.get(one)["ETag"] == made["ETag"]
    paused = caller.patch(one, {"enabled": False}).json()
    assert (paused["enabled"], paused["next_run_at"]) == (False, None)
    moved = caller.patch(one, {"enabled": True, "expression": "0 6 * * 1"}).json()
    assert moved["when"] == "Every Monday at 06:00"
    assert moved["next_run_at"]
    run = caller.post(f"{one}run/")
    assert run.status_code == 201, run.content
    assert Job.objects.get().title == "Daily"
    assert caller.post(f"{one}run/").status_code == 409
    assert caller.delete(one).status_code == 204
    assert not Schedule.objects.exists()
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"expression": "0 6 30 2 *"}, "/expression"),
        ({"time_zone": "Europe/Atlantis"}, "/time_zone"),
        ({"engine": "toy.none"}, "/engine"),
        ({"params": {"count": -1}}, "/params/count"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(caller, schedules, change, pointer):
    refused = caller.post(schedules, {**DAILY, **change})
    assert refused.status_code == 422, refused.content
    assert [error["pointer"] for error in refused.json()["errors"]] == [f"#{pointer}"]


def test_nobody_overwrites_what_they_have_not_seen(caller, schedules, project):
    row = ScheduleFactory(project=project)
    stale = caller.patch(f"{schedules}{row.pk}/", {"name": "B"}, headers={"If-Match": '"old"'})
    assert stale.status_code == 412
    row.refresh_from_db()
    assert row.name != "B"


def test_an_analyst_changes_only_their_own(schedules, project):
    analyst = Caller()
    MembershipFactory(project=project, user=analyst.user, role=Role.ANALYST)
    theirs = ScheduleFactory(project=project)
    own = ScheduleFactory(project=project, created_by=analyst.user)
    for method in ("patch", "delete"):
        call = getattr(analyst, method)
        args = ({"name": "B"},) if method == "patch" else ()
        assert call(f"{schedules}{theirs.pk}/", *args).status_code == 403
        assert call(f"{schedules}{own.pk}/", *args).status_code in (200, 204)

"""Schedules through the chore that every worker does."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from apps.core.rendering import render
from apps.events.models import AuditEntry, Notice
from apps.jobs import housekeeping, inputs
from apps.jobs.domain import arrival, firing, schedules
from apps.jobs.domain.firing import fire
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, Schedule, State
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Role
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import ScheduleFactory

pytestmark = pytest.mark.django_db
DUE = datetime.fromisoformat("2026-03-02T05:00+00:00")  # 06:00 in Berlin, a Monday
NOW = DUE + timedelta(seconds=8)


@pytest.fixture(autouse=True)
def _unsent(monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def schedule(project, analyst):
    return ScheduleFactory(project=project, created_by=analyst, name="Daily", next_run_at=DUE)


def note(row):
    row.refresh_from_db()
    return render(row.last_note)


def kinds(row):
    entries = AuditEntry.objects.filter(subject_id=str(row.pk)).order_by("created_at")
    return list(entries.values_list("kind", flat=True))


def test_it_runs_when_it_is_due_and_not_before(schedule, analyst):
    assert fire(DUE - timedelta(seconds=1)) == 0
    assert fire(NOW) == 1
    assert fire(NOW) == 0
    job = Job.objects.get()
    assert (job.title, job.created_by, job.params["count"]) == ("Daily", analyst, 2)
    assert note(schedule) == "It started the run of 2026-03-02 06:00 (Europe/Berlin)."
    assert schedule.last_job == job
    assert schedule.next_run_at == DUE + timedelta(days=1)
    assert schedule.missed == 0


def test_it_is_among_the_chores_of_every_worker():
    assert firing.fire in [chore.action for chore in housekeeping.chores()]


def test_a_run_that_is_still_open_is_not_overlapped(schedule):
    fire(NOW)
    fire(NOW + timedelta(days=1))
    assert Job.objects.count() == 1
    assert (
        note(schedule)
        == "Skipped at 2026-03-03 06:00 (Europe/Berlin): the run before had not ended."
    )
    assert schedule.skipped == 1
    assert kinds(schedule) == ["jobs.schedule.skipped"]
    Job.objects.update(state=State.SUCCEEDED)
    fire(NOW + timedelta(days=2))
    assert Job.objects.count() == 2


def test_what_was_missed_runs_once_and_is_said(schedule):
    fire(NOW + timedelta(days=2, hours=4))
    assert Job.objects.count() == 1
    assert note(schedule) == (
        "3 runs were missed between 2026-03-02 06:00 (Europe/Berlin) and"
        " 2026-03-04 06:00 (Europe/Berlin); it ran once."
    )
    assert schedule.missed == 3
    assert schedule.next_run_at == DUE + timedelta(days=3)
    assert AuditEntry.objects.get(kind="jobs.schedule.missed").data["missed"] == 3


def test_one_late_run_is_said_too_and_very_many_are_not_counted_to_the_end(schedule, project):
    fire(DUE + timedelta(hours=3))
    assert note(schedule) == (
        "1 run was missed, that of 2026-03-02 06:00 (Europe/Berlin); it ran once."
    )
    busy = ScheduleFactory(project=project, expression="* * * * *", next_run_at=DUE)
    fire(DUE + timedelta(days=3, minutes=10))
    assert note(busy).startswith("Over 1000 runs were missed since 2026-03-02 06:00")


def test_a_refused_run_is_said_and_the_fifth_in_a_row_pauses(schedule, project, analyst):
    Schedule.objects.update(engine_key="toy.gone")
    for day in range(4):
        fire(NOW + timedelta(days=day))
        assert note(schedule) == "The run could not start: There is no engine 'toy.gone'."
        assert schedule.enabled
    assert not Notice.objects.exists()
    fire(NOW + timedelta(days=4))
    assert "could not start 5 times in a row" in note(schedule)
    assert not schedule.enabled
    assert schedule.next_run_at is None
    owner = project.memberships.get(role=Role.OWNER).user
    assert {one.user for one in Notice.objects.all()} == {owner, analyst}
    assert kinds(schedule)[-1] == "jobs.schedule.paused"


def test_a_run_that_starts_ends_the_row_of_refusals(schedule):
    Schedule.objects.update(refusals=4)
    fire(NOW)
    schedule.refresh_from_db()
    assert (schedule.refusals, schedule.enabled) == (0, True)


@pytest.mark.parametrize("loss", ["role", "membership", "account"])
def test_whoever_may_no_longer_run_pauses_their_schedule(schedule, project, analyst, loss):
    if loss == "role":
        Membership.objects.filter(user=analyst).update(role=Role.VIEWER)
    elif loss == "membership":
        Membership.objects.filter(user=analyst).delete()
    else:
        type(analyst).objects.filter(pk=analyst.pk).update(is_active=False)
    fire(NOW)
    assert not Job.objects.exists()
    assert "no longer an analyst" in note(schedule)
    owner = project.memberships.get(role=Role.OWNER).user
    assert Notice.objects.filter(user=owner).count() == 1
    schedules.switch(schedule, owner, on=True)
    schedule.refresh_from_db()
    assert schedule.created_by == owner
    assert schedule.enabled


def test_an_error_of_ours_stops_no_other_schedule(schedule, project, monkeypatch, caplog):
    other = ScheduleFactory(project=project, name="Other", next_run_at=DUE)
    submit = firing.submit

    def broken(**asked):
        if asked["title"] == "Daily":
            raise RuntimeError("a bug")
        return submit(**asked)

    monkeypatch.setattr(firing, "submit", broken)
    assert fire(NOW) == 2
    assert "because of an error here" in note(schedule)
    assert schedule.next_run_at == DUE + timedelta(days=1)
    assert note(other).startswith("It started the run")
    assert "a bug" in caplog.text


def test_an_archived_project_waits_and_is_told_what_it_missed(schedule, project):
    project.archived_at = DUE
    project.save()
    assert fire(NOW) == 0
    project.archived_at = None
    project.save()
    fire(NOW + timedelta(days=1))
    assert note(schedule).startswith("1 run was missed")


def test_the_newest_version_of_the_data_is_taken_if_it_is_asked_for(project):
    first = VersionFactory(project=project, name="Sales")
    second = VersionFactory(project=project, name="Other")
    second.dataset, second.number = first.dataset, 2
    second.save()
    asked = {"data": {"kind": "dataset", "id": str(first.pk), "roles": {"target": ["D"]}}}
    renewed = inputs.newest(project.pk, asked)
    assert renewed == {"data": {**asked["data"], "id": str(second.pk)}}
    first.dataset.delete()
    assert inputs.newest(project.pk, asked) == asked


def test_what_cannot_run_or_never_comes_is_not_scheduled(project, analyst):
    asked = {"name": "A", "engine_key": "toy.sum", "params": {}, "expression": "0 6 * * *"}
    with pytest.raises(SubmissionRefused):
        schedules.make(project, analyst, {**asked, "params": {"count": -1}})
    with pytest.raises(Refused):
        schedules.make(project, analyst, {**asked, "expression": "0 6 30 2 *"})
    assert not Schedule.objects.exists()


def test_pausing_and_resuming(schedule, analyst):
    schedules.switch(schedule, analyst, on=False)
    assert fire(NOW) == 0
    schedules.switch(schedule, analyst, on=True)
    schedule.refresh_from_db()
    assert schedule.next_run_at > NOW
    assert kinds(schedule) == ["jobs.schedule.paused", "jobs.schedule.resumed"]


def test_running_by_hand_overlaps_nothing_either(schedule, analyst):
    job = schedules.run_now(schedule, analyst)
    with pytest.raises(Refused):
        schedules.run_now(schedule, analyst)
    fire(NOW)
    assert Job.objects.get() == job


def test_it_arrives_paused():
    arrived = arrival.schedule({"enabled": True, "next_run_at": "2026-03-02T05:00Z", "name": "A"})
    assert (arrived["enabled"], arrived["next_run_at"], arrived["name"]) == (False, None, "A")
    assert "is paused" in render(arrived["last_note"])


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_asks(project):
    rows = ScheduleFactory.create_batch(4, project=project, next_run_at=DUE)
    barrier, handled = threading.Barrier(2), []

    def work():
        barrier.wait()
        handled.append(fire(NOW))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(handled) == 4
    assert Job.objects.count() == 4
    assert Schedule.objects.filter(last_job=None).count() == 0
    assert len(rows) == 4

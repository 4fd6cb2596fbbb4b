"""A run that comes apart: planned, run in parts, put together; once, whatever is lost."""

from __future__ import annotations

import random
import threading
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.engines import registry
from apps.events.models import AuditEntry, Notice
from apps.jobs.domain import advancing, dividing, quotas, reap, releasing, transitions
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.parts import Step, step_of
from apps.jobs.domain.rerun import rerun
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job, JobAttempt, JobInput, State, Task
from apps.jobs.supervisor.supervise import supervise
from apps.projects.domain.errors import Refused
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory
from tests.jobs.dividing import ROWS, moments, order, parts, planned, sent

__all__ = ["moments", "order", "planned", "sent"]
pytestmark = pytest.mark.django_db(transaction=True)


def lose(job):
    """As if the worker that has claimed the job had vanished long ago."""
    long_ago = timezone.now() - timedelta(hours=1)
    found = JobAttempt.objects.filter(job=job, outcome="open")
    assert found.update(host="elsewhere:1", heartbeat_at=long_ago) == 1


# --- the happy path ---------------------------------------------------------------------------
@pytest.mark.services
@pytest.mark.parametrize("files", ["", "npz", "json"])
def test_a_run_is_planned_run_in_parts_and_put_together(moments, run_jobs, files):
    job = moments(parts=4, files=files)
    run_jobs()
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED, (job.reason, job.error)
    values = [y for _x, y in ROWS]
    assert job.summary["mean"] == pytest.approx(sum(values) / len(values))
    assert (job.parts_total, job.parts_ended, job.attempt) == (4, 4, 2)
    made = parts(job)
    assert [part.state for part in made] == [State.SUCCEEDED] * 4
    assert made[0].part == {"part": {"rows": [0, 10]}}
    name = f"state-file.{files}" if files else "state.json"
    assert {part.artifacts.get().name for part in made} == {name}
    assert [one.outcome for one in job.attempts.all()] == ["planned", "succeeded"]
    assert [artifact.name for artifact in job.artifacts.all()] == ["values.csv"]
    assert job.is_settled
    assert job.provenance["parts"] == 4
    assert made[0].log_lines.filter(text="rows 0 to 10").exists()


def test_the_result_does_not_depend_on_the_number_of_parts(moments, run_jobs):
    found = []
    for count in (1, 3, 16):
        job = moments(parts=count)
        run_jobs()
        job.refresh_from_db()
        found.append((job.summary, job.parts_total))
    assert [count for _summary, count in found] == [1, 3, 16]
    assert found[0][0] == found[1][0] == found[2][0]


def test_states_come_in_the_order_of_the_parts_whatever_order_they_end_in(planned, run_jobs):
    job = planned(count=6)
    waiting = parts(job)
    random.Random(5).shuffle(waiting)
    for part in waiting:
        supervise(part.pk)
    run_jobs()
    job.refresh_from_db()
    assert job.summary == {"parts": [0, 1, 2, 3, 4, 5], "seeds": 1}


def test_people_are_told_of_the_run_and_not_of_its_parts(planned, run_jobs, analyst):
    planned(count=3)
    assert JobInput.objects.count() == 0
    run_jobs()
    kinds = [kind for kind in AuditEntry.objects.values_list("kind", flat=True) if "job" in kind]
    assert sorted(kinds) == ["jobs.job.finished", "jobs.job.submitted"]
    assert Notice.objects.count() == 1


def test_while_parts_run_the_parent_is_in_nobodys_way(planned, project):
    job = planned(count=3)
    assert supervise(job.pk) is None
    assert JobAttempt.objects.filter(job=job, outcome="open").count() == 0
    assert (job.state, job.held, job.started_at is not None) == (State.QUEUED, True, True)
    assert releasing.release_all() == 0
    job.refresh_from_db()
    assert job.awaits_parts
    supervise(parts(job)[1].pk)
    job.refresh_from_db()
    assert (job.parts_ended, job.progress_done, job.progress_total) == (1, 1, 3)


# --- what is refused --------------------------------------------------------------------------
def test_too_many_parts_are_refused_in_words(order, run_jobs, settings):
    settings.JOB_PARTS = 3
    job = order(count=4)
    run_jobs()
    job.refresh_from_db()
    assert job.state == State.REFUSED
    assert job.refusal["message"]["values"] == {"count": 4, "most": 3}
    assert not parts(job)


def test_a_part_that_is_too_large_is_refused_in_words(moments, run_jobs):
    job = moments(act="large", at="")
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.parts_total) == (State.REFUSED, None)
    assert "bytes to describe" in job.refusal["message"]["text"]


@pytest.mark.parametrize(("count", "act"), [(0, ""), (2, "file")])
def test_a_plan_that_no_engine_may_make_is_the_engines_fault(order, run_jobs, count, act):
    job = order(count=count, act=act, at="plan")
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.parts_total) == (State.ERRORED, None)
    assert "plan" in job.error


# --- failing and cancelling -------------------------------------------------------------------
@pytest.mark.parametrize(("act", "state"), [("refuse", "refused"), ("fail", "errored")])
def test_a_part_that_fails_fails_the_run_with_its_reason(planned, run_jobs, act, state):
    job = planned(count=5, act=act, at="1")
    run_jobs()
    job.refresh_from_db()
    states = [part.state for part in parts(job)]
    assert (job.state, job.is_settled) == (state, True)
    assert states == ["succeeded", state, *["cancelled"] * 3]
    told = job.refusal["message"] if act == "refuse" else job.reason
    assert told["text"] == "Part {number}: {reason}"
    assert told["values"]["number"] == 2
    assert ("secret detail" in job.error) is (act == "fail")
    assert AuditEntry.objects.filter(kind="jobs.job.finished").count() == 1
    assert Notice.objects.count() == 1


def test_a_failed_end_keeps_the_parts(planned, run_jobs):
    job = planned(count=2, act="refuse", at="combine")
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.refusal["message"]["text"]) == (State.REFUSED, "Row {row} is empty.")
    assert [part.state for part in parts(job)] == [State.SUCCEEDED] * 2


def test_cancelling_the_run_cancels_what_is_queued_and_what_runs(planned, analyst, project):
    job = planned(count=4)
    supervise(parts(job)[0].pk)
    claimed, _attempt = transitions.claim(parts(job)[1].pk, host="elsewhere:1", pid=1)
    cancel(job, analyst)
    assert job.state == State.CANCELLED
    assert [part.state for part in parts(job)] == [
        "succeeded", "cancelling", "cancelled", "cancelled",
    ]  # fmt: skip
    lose(claimed)
    reap.reap()
    last = parts(job)[1]
    assert (last.state, last.reason["text"]) == (
        "cancelled", "Ended together with the run that it is a part of.",
    )  # fmt: skip
    assert AuditEntry.objects.filter(kind="jobs.job.cancelled").count() == 1
    assert quotas.open_jobs(project) == 0


@pytest.mark.services
def test_a_part_that_runs_ends_within_two_seconds_of_the_cancel(planned, analyst):
    job = planned(count=3, seconds=30)
    part = parts(job)[0]
    thread = threading.Thread(target=_work, args=[part.pk])
    thread.start()
    deadline = time.monotonic() + 20
    while Job.objects.get(pk=part.pk).state != State.RUNNING and time.monotonic() < deadline:
        time.sleep(0.02)
    started = time.monotonic()
    cancel(job, analyst)
    thread.join(10)
    assert time.monotonic() - started < 2.0
    assert [one.state for one in (job, *parts(job))] == [State.CANCELLED] * 4
    assert job.is_settled


def _work(job_id):
    try:
        supervise(job_id)
    finally:
        connection.close()


@pytest.mark.services
def test_parts_that_end_at_once_wake_their_run_once(planned, sent):
    job = planned(count=4)
    sent.clear()
    threads = [threading.Thread(target=_work, args=[part.pk]) for part in parts(job)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    job.refresh_from_db()
    assert (job.parts_ended, job.held, job.state) == (4, False, State.QUEUED)
    assert sent == [job.pk]
    assert advancing.advance_all() == 0
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.summary["parts"]) == (State.SUCCEEDED, 2, [0, 1, 2, 3])


def test_a_part_that_was_given_back_after_the_cancel_is_found(planned, analyst):
    job = planned(count=2)
    cancel(job, analyst)
    Job.objects.filter(pk=parts(job)[0].pk).update(state=State.QUEUED, held=False)
    assert advancing.advance_all() == 1
    assert [part.state for part in parts(job)] == [State.CANCELLED] * 2
    assert advancing.advance_all() == 0


def test_a_cancel_while_it_plans_makes_no_parts(order, monkeypatch):
    job = order(count=3)
    divide = dividing.divide

    def cancelled_first(row, *args):
        Job.objects.filter(pk=job.pk).update(state=State.CANCELLING)
        return divide(row, *args)

    monkeypatch.setattr(dividing, "divide", cancelled_first)
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, parts(job)) == (State.CANCELLED, [])


def test_a_part_is_nothing_by_itself(planned, analyst):
    part = parts(planned(count=2))[0]
    for action in (lambda: cancel(part, analyst), lambda: rerun(part, analyst)):
        with pytest.raises(Refused, match="part 1 of a run"):
            action()
    assert parts(part.parent)[0].state == State.QUEUED


# --- what is lost -----------------------------------------------------------------------------
def test_a_parent_that_is_lost_while_it_plans_makes_its_parts_once(order, run_jobs):
    job = order(count=3)
    claimed, attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
    lose(claimed)
    reap.reap()
    run_jobs()
    job.refresh_from_db()
    assert [one.outcome for one in job.attempts.all()] == ["lost", "planned", "succeeded"]
    assert [part.part_number for part in parts(job)] == [1, 2, 3]
    # The lost worker wakes up: it finds itself fenced and makes nothing.
    assert not dividing.divide(claimed, attempt, {"parts": [7, 8]}, {})
    assert len(parts(job)) == 3


def test_a_plan_whose_commit_was_not_answered_is_not_made_twice(order):
    job, attempt = transitions.claim(order(count=2).pk, host="elsewhere:1", pid=1)
    assert dividing.divide(job, attempt, {"parts": [0, 1]}, {})
    assert not dividing.divide(job, attempt, {"parts": [0, 1]}, {})
    assert transitions.has_planned(attempt)
    assert len(parts(job)) == 2


def test_the_database_refuses_two_parts_of_one_number(planned):
    first = parts(planned(count=2))[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        JobFactory(project=first.project, parent=first.parent, part_number=1)


def test_a_lost_part_is_tried_again(planned, run_jobs):
    job = planned(count=3)
    claimed, _attempt = transitions.claim(parts(job)[2].pk, host="elsewhere:1", pid=1)
    lose(claimed)
    reap.reap()
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.summary["parts"]) == (State.SUCCEEDED, [0, 1, 2])
    assert [part.attempt for part in parts(job)] == [1, 1, 2]


def test_a_part_that_is_lost_too_often_fails_the_run(planned, settings):
    job = planned(count=2)
    for _ in range(settings.JOB_MAX_ATTEMPTS):
        claimed, _attempt = transitions.claim(parts(job)[0].pk, host="elsewhere:1", pid=1)
        lose(claimed)
        reap.reap()
    job.refresh_from_db()
    assert (job.state, [part.state for part in parts(job)]) == ("errored", ["errored", "cancelled"])
    assert "lost {count} times" in job.reason["values"]["reason"]["text"]


def test_a_parent_that_is_lost_while_it_combines_goes_on_from_there(planned, settings):
    job = planned(count=2)
    for part in parts(job):
        supervise(part.pk)
    for _ in range(settings.JOB_MAX_ATTEMPTS - 1):
        claimed, _attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
        lose(claimed)
        reap.reap()
    supervise(job.pk)
    job.refresh_from_db()
    assert (job.state, job.summary["parts"]) == (State.SUCCEEDED, [0, 1])
    assert [part.attempt for part in parts(job)] == [1, 1]


def test_losses_of_an_earlier_step_do_not_count_against_a_later_one(order, settings):
    job = order(count=1)
    claimed, _attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
    lose(claimed)
    reap.reap()
    supervise(job.pk)
    supervise(parts(job)[0].pk)
    for _ in range(settings.JOB_MAX_ATTEMPTS - 1):
        claimed, _attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
        lose(claimed)
        reap.reap()
    job.refresh_from_db()
    assert (job.state, job.held) == (State.QUEUED, False)


def test_whoever_dies_before_it_looks_is_looked_after(planned, monkeypatch):
    job = planned(count=1)
    with monkeypatch.context() as patched:
        patched.setattr(advancing, "advance", lambda _pk: 1 / 0)
        supervise(parts(job)[0].pk)
    job.refresh_from_db()
    assert (job.awaits_parts, parts(job)[0].state) == (True, State.SUCCEEDED)
    assert advancing.advance_all() == 1
    supervise(job.pk)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED


def test_a_state_that_is_gone_is_said(planned):
    job = planned(count=2)
    for part in parts(job):
        supervise(part.pk)
    parts(job)[1].artifacts.all().delete()
    supervise(job.pk)
    job.refresh_from_db()
    assert job.state == State.ERRORED
    assert "state of part 2" in job.error


# --- again, and after one another ------------------------------------------------------------
def test_run_again_plans_anew(planned, run_jobs, analyst):
    job = planned(count=2)
    run_jobs()
    again = rerun(Job.objects.get(pk=job.pk), analyst)
    run_jobs()
    again.refresh_from_db()
    assert (again.state, again.rerun_of_id, again.seed) == (State.SUCCEEDED, job.pk, job.seed)
    assert {part.pk for part in parts(again)}.isdisjoint(part.pk for part in parts(job))


def test_a_divided_run_may_follow_another(project, analyst, run_jobs, job_dirs):
    version = VersionFactory(project=project, columns=["d", "D"], rows=ROWS)
    fit = submit(
        project=project, user=analyst, engine_key="regression.least_squares",
        params={"keep_fitted": True},
        inputs={"data": {"kind": "dataset", "id": str(version.pk),
                         "roles": {"target": ["D"], "predictors": ["d"]}}},
    )  # fmt: skip
    chosen = {"kind": "output", "id": f"{fit.pk}/fitted.parquet", "roles": {"target": ["row"]}}
    follower = submit(
        project=project, user=analyst, engine_key="toy.moments", params={"parts": 2},
        inputs={"data": chosen},
    )  # fmt: skip
    assert (follower.held, follower.awaits_parts) == (True, False)
    run_jobs()
    follower.refresh_from_db()
    assert (follower.state, follower.parts_total) == (State.SUCCEEDED, 2), follower.error
    assert follower.summary["mean"] == pytest.approx(20.5)
    assert Job.objects.filter(task=Task.PART).count() == 2


def test_an_engine_may_run_whole_by_its_parameters(project):
    engine = registry.get("regression.least_squares")
    known = {"project": project, "engine_key": engine.key}
    assert step_of(Job(params={}, **known), engine) == Step.RUN
    assert step_of(Job(params={"parts": 2}, **known), engine) == Step.PLAN
    assert step_of(Job(params={"parts": 2}, parts_total=2, **known), engine) == Step.COMBINE

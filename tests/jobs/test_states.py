"""The state machine under every order of events."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.jobs.domain import reap, transitions
from apps.jobs.domain.cancel import cancel
from apps.jobs.models import ACTIVE_STATES, FINAL_STATES, Job, JobAttempt, State
from tests.factories.jobs import JobFactory
from tests.factories.projects import ProjectFactory

ALLOWED = {
    State.QUEUED: {State.STARTING, State.CANCELLED},
    State.STARTING: {State.RUNNING, State.CANCELLING, State.QUEUED, *FINAL_STATES},
    State.RUNNING: {State.CANCELLING, State.QUEUED, *FINAL_STATES},
    State.CANCELLING: {State.CANCELLED},
}
ENDS = st.sampled_from(FINAL_STATES)


class Lifecycle(RuleBasedStateMachine):
    """Workers claim, speak, end or vanish; people cancel; the reaper comes by. Late writers hold
    on to every attempt that there ever was.
    """

    @initialize()
    def submit(self):
        JobFactory.reset_sequence()
        self.job = JobFactory(project=ProjectFactory())
        self.held = []
        self.before = State.QUEUED
        self.ended = None

    def row(self):
        return Job.objects.get(pk=self.job.pk)

    @rule()
    def claim(self):
        was = self.row()
        got = transitions.claim(self.job.pk, host="elsewhere:1", pid=1)
        assert (got is not None) == (was.state == State.QUEUED)
        if got:
            assert got[0].attempt == was.attempt + 1
            self.held.append(got)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def speak(self, data):
        job, _ = data.draw(st.sampled_from(self.held))
        was = self.row()
        if transitions.running(job):
            assert (was.attempt, was.state) == (job.attempt, State.STARTING)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), state=ENDS)
    def end(self, data, state):
        job, attempt = data.draw(st.sampled_from(self.held))
        was = self.row()
        # A cancel that was accepted first stands: nothing but 'cancelled' follows it.
        may_end = state == State.CANCELLED or was.state != State.CANCELLING
        mine = was.attempt == job.attempt and was.state in ACTIVE_STATES and may_end
        assert transitions.finish(job, attempt, state) == mine
        if mine:
            assert self.ended is None
            self.ended = state

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def give_back(self, data):
        job, attempt = data.draw(st.sampled_from(self.held))
        was = self.row()
        mine = was.attempt == job.attempt and was.state in (State.STARTING, State.RUNNING)
        assert transitions.requeue(job, attempt, reap.LOST) == mine

    @rule(save=st.booleans())
    def cancel(self, save):
        was = self.row()
        now = cancel(self.row(), None, save=save)
        if was.is_final:
            assert now.state == was.state
        elif was.state == State.QUEUED:
            assert now.state == State.CANCELLED
        elif not save:
            assert now.state == State.CANCELLING

    @rule()
    def vanish_and_reap(self):
        overdue = timezone.now() - timedelta(hours=1)
        JobAttempt.objects.filter(outcome="open").update(heartbeat_at=overdue)
        reap.reap()

    @invariant()
    def moves_are_allowed(self):
        if not hasattr(self, "job"):
            return
        now = State(self.row().state)
        path = {now} if now == self.before else self.reachable(self.before)
        assert now in path, f"{self.before} → {now}"
        if self.before in FINAL_STATES:
            assert now == self.before
        self.before = now

    @staticmethod
    def reachable(state):
        return ALLOWED.get(state, set()) | {State.QUEUED if state in ACTIVE_STATES else state}

    @invariant()
    def attempts_agree_with_the_row(self):
        if not hasattr(self, "job"):
            return
        row = self.row()
        numbers = list(row.attempts.values_list("number", flat=True))
        assert numbers == list(range(1, row.attempt + 1))
        still_open = row.attempts.filter(outcome="open")
        if row.state in ACTIVE_STATES:
            assert [attempt.number for attempt in still_open] == [row.attempt]
        else:
            assert not still_open.exists()
        assert (row.finished_at is not None) == row.is_final


@pytest.mark.django_db
def test_a_lost_run_that_was_asked_to_stop_can_still_be_cancelled():
    """Found by the machine above: asked to stop and save, lost, queued again, asked once more."""
    job = JobFactory(project=ProjectFactory())
    claimed, attempt = transitions.claim(job.pk, host="elsewhere:1", pid=1)
    cancel(claimed, None, save=True)
    assert transitions.requeue(claimed, attempt, reap.LOST)
    assert cancel(claimed, None, save=True).state == State.CANCELLED


class TestLifecycle(TestCase):
    @pytest.fixture(autouse=True)
    def _no_broker(self, monkeypatch, job_dirs):
        monkeypatch.setattr("apps.jobs.domain.reap.send", lambda job: True)

    def test_every_order_of_events(self):
        from django.db import transaction

        class InTransaction(Lifecycle):
            def __init__(self):
                super().__init__()
                self.point = transaction.atomic()
                self.point.__enter__()

            def teardown(self):
                transaction.set_rollback(True)
                self.point.__exit__(None, None, None)

        run_state_machine_as_test(
            InTransaction,
            settings=settings(
                max_examples=40, stateful_step_count=25, deadline=None,
                suppress_health_check=list(HealthCheck), database=None, print_blob=False,
            ),
        )  # fmt: skip

"""How a run can end, each through a real child."""

from __future__ import annotations

import pytest

from apps.jobs.models import Job, State


def test_a_job_runs_to_its_result(run_jobs, ask):
    job = run_jobs(ask("toy.sum", count=4, seed=7))
    assert job.state == State.SUCCEEDED
    assert job.result["summary"] == job.summary
    assert job.result["headline"]["text"] == "The sum is {total}."
    assert job.running_at
    assert job.started_at <= job.running_at <= job.finished_at
    assert job.is_settled
    attempt = job.attempts.get()
    assert attempt.outcome == "succeeded"
    assert attempt.peak_memory_bytes > 10_000_000
    assert attempt.cpu_seconds >= 0
    assert (job.progress_done, job.progress_total) == (4, 4)
    assert job.metrics.filter(name="draw").count() == 4


@pytest.mark.parametrize(
    ("act", "state", "words"),
    [
        ("fail", State.ERRORED, "error of its own"),
        ("out_of_memory", State.ERRORED, "more memory than there is"),
        ("disk_full", State.ERRORED, "disk of the worker is full"),
        ("vanish", State.ERRORED, "ended without a result"),
        ("segfault", State.ERRORED, "crashed (SIGSEGV)"),
        ("be_killed", State.ERRORED, "memory ran out"),
        ("bad_name", State.ERRORED, "error of its own"),
    ],
)
def test_failures_are_said_in_words(run_jobs, ask, act, state, words):
    job = run_jobs(ask(act=act))
    attempt = job.attempts.get()
    assert (job.state, attempt.outcome) == (state, state)
    assert words in attempt.reason
    assert job.reason["text"]
    assert job.result is None
    assert not job.artifacts.exists()
    assert Job.objects.get(pk=job.pk).handled_at

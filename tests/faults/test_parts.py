"""A worker goes while parts of a run are under way: the run ends once, and right."""

from __future__ import annotations

from apps.jobs.models import Job, JobAttempt, State
from tests.faults.reading import now, settled, until


def test_a_killed_worker_costs_a_divided_run_no_part_and_makes_none_twice(site, ask):
    site.need_workers(2)
    job = ask("toy.order", count=8, seconds=0.5)
    until(lambda: now(job).parts_ended >= 2)
    open_ones = JobAttempt.objects.filter(job__parent=job, outcome="open")
    until(open_ones.exists)
    site.worker_of(open_ones.first()).kill()
    job = settled(job)
    assert (job.state, job.summary) == (State.SUCCEEDED, {"parts": [*range(8)], "seeds": 1})
    assert [one.outcome for one in job.attempts.all()] == ["planned", "succeeded"]
    assert Job.objects.filter(parent=job).count() == 8
    lost = JobAttempt.objects.filter(job__parent=job, outcome="lost")
    assert 1 <= lost.count() <= 2  # what its two places had


def test_a_worker_that_is_killed_while_it_combines_is_followed_by_another(site, ask):
    site.need_workers(2)
    job = ask("toy.order", count=2, seconds=1.5)
    until(lambda: now(job).attempt == 2 and now(job).state == State.RUNNING)
    site.worker_of(job.attempts.get(number=2)).kill()
    job = settled(job)
    assert (job.state, job.summary["parts"]) == (State.SUCCEEDED, [0, 1])
    assert [one.outcome for one in job.attempts.all()] == ["planned", "lost", "succeeded"]
    assert set(Job.objects.filter(parent=job).values_list("attempt", flat=True)) == {1}

"""Strikes at random moments, and a memory of what was done to whom."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter

from apps.jobs.domain.cancel import cancel
from apps.jobs.models import OPEN_STATES, Job, JobAttempt, State
from apps.jobs.supervisor.verdict import KILLED
from tests.faults.reading import until
from tests.jobs.workers import is_gone

AT_ONCE = 8  # open jobs: twice as many as there are slots
KINDS = {  # engine, act, weight
    "steps": ("toy.act", 10),
    "show": ("toy.act", 4),
    "write": ("toy.act", 4),
    "sum": ("toy.sum", 6),
    "gpu": ("toy.gpu", 3),
    "fail": ("toy.act", 2),
    "refuse": ("toy.act", 2),
}
ENDS = {"fail": State.ERRORED, "refuse": State.REFUSED}


class Havoc:
    """``rounds`` jobs are asked for, and after each a blow falls somewhere."""

    def __init__(self, site, ask, project, analyst, seed):
        self.site, self.ask, self.analyst = site, ask, analyst
        self.jobs = Job.objects.filter(project=project)
        self.random = random.Random(seed)
        self.kinds = {}
        self.strikes = Counter()
        self.dead_workers = set()
        self.killed = set()  # (job, number of the attempt)
        self.cancelled = set()

    def run(self, rounds):
        for _ in range(rounds):
            until(lambda: self.open_jobs().count() < AT_ONCE, 90)
            self.submit()
            time.sleep(self.random.uniform(0.05, 0.5))
            self.strike()
        self.site.need_workers(2)
        until(lambda: not self.open_jobs().exists(), 120)

    def open_jobs(self):
        return self.jobs.filter(state__in=OPEN_STATES)

    def submit(self):
        weights = [weight for _, weight in KINDS.values()]
        kind = self.random.choices(list(KINDS), weights)[0]
        engine = KINDS[kind][0]
        if kind == "sum":
            job = self.ask(engine, count=self.random.randint(1, 50))
        else:
            act = "steps" if kind == "gpu" else kind
            steps = self.random.randint(2, 30)
            job = self.ask(engine, act=act, count=steps, seconds=0.05)
        self.kinds[job.pk] = kind

    def strike(self):
        """One blow, at whatever is there to be hit."""
        blows = {
            self.strike_worker: 5,
            self.strike_child: 9,
            self.strike_broker: 5,
            self.strike_database: 3,
            self.strike_job: 3,
        }
        for blow in self.random.choices(list(blows), list(blows.values()), k=20):
            if blow():
                self.strikes[blow.__name__.removeprefix("strike_")] += 1
                return

    def strike_worker(self):
        victim = self.random.choice(self.site.workers)
        if not victim.alive():
            return False
        self.dead_workers.add(victim.pid)
        victim.kill()
        self.site.replace(victim)
        return True

    def strike_child(self):
        attempts = JobAttempt.objects.filter(job__in=self.jobs, outcome="open")
        running = [one for one in attempts if one.child_pid and not is_gone(one.child_pid)]
        if not running:
            return False
        victim = self.random.choice(running)
        self.killed.add((victim.job_id, victim.number))
        try:
            os.kill(victim.child_pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def strike_broker(self):
        self.site.backend.cut_broker()
        return True

    def strike_database(self):
        self.site.backend.cut_database(self.random.uniform(0.1, 1.0))
        return True

    def strike_job(self):
        found = list(self.open_jobs())
        if not found:
            return False
        job = cancel(self.random.choice(found), self.analyst)
        if job.state in (State.CANCELLED, State.CANCELLING):
            self.cancelled.add(job.pk)
        return True

    def assert_right_for_what_happened(self):
        for job in self.jobs:
            kind = self.kinds[job.pk]
            attempts = list(job.attempts.order_by("number"))
            told = [(one.number, one.outcome, one.worker_pid, one.reason) for one in attempts]
            about = f"{kind} {job.pk}: {job.state}, {told}"
            assert (job.state == State.CANCELLED) == (job.pk in self.cancelled), about
            for one in attempts:
                if one.outcome == JobAttempt.Outcome.LOST:
                    assert one.worker_pid in self.dead_workers, about
            if job.state != State.CANCELLED:
                assert self.expected(job, kind, attempts), about
            if job.state == State.SUCCEEDED:
                assert job.provenance["attempt"] == job.attempt, about

    def expected(self, job, kind, attempts):
        """Whether the final state is what the kind of job and the blows it got lead to."""
        if all(one.outcome == JobAttempt.Outcome.LOST for one in attempts):
            return job.state == State.ERRORED and len(attempts) == 3
        if job.state == State.ERRORED and job.reason["text"] == KILLED.text:
            return (job.pk, job.attempt) in self.killed
        if kind in {"steps", "gpu", "show"} and job.summary.get("done") != job.params["count"]:
            return False
        return job.state == ENDS.get(kind, State.SUCCEEDED)

    def figures(self):
        states = Counter(self.jobs.values_list("state", flat=True))
        attempts = Counter(self.jobs.values_list("attempt", flat=True))
        return {
            "jobs": self.jobs.count(),
            "blows": ", ".join(f"{count} {name}" for name, count in sorted(self.strikes.items())),
            "states": ", ".join(f"{count} {name}" for name, count in sorted(states.items())),
            "attempts": ", ".join(f"{count} × {n}" for n, count in sorted(attempts.items())),
        }

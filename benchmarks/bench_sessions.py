"""50 people at once while four jobs run, beside one person on an idle site."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil

from benchmarks._jobs import conditions

TITLE = "Fifty sessions beside four jobs"
ROOT = Path(__file__).resolve().parent.parent
SEED = 20261124
SESSIONS, SECONDS, JOBS = 50, 60, 4
PAUSE, SPREAD = 5.0, 2.0  # seconds between the requests of one session
IDLE_ROUNDS = 5
GOAL = 4.0
# Pages that write nothing and that a member opens in the course of a day.
MIX = (
    "projects", "overview", "markets", "market", "data", "dataset", "jobs", "job", "models",
    "model", "demand", "contacts", "companies", "audit", "notices", "settings",
)  # fmt: skip


@dataclass
class Answers:
    """What came back: milliseconds, and what was wrong."""

    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@contextlib.contextmanager
def process(name: str, log: Path) -> Iterator[None]:
    """One line of the Procfile, as an operator starts it."""
    with log.open("wb") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "deploy.process", name], cwd=ROOT, stdout=out, stderr=out
        )
    try:
        yield
    finally:
        running.terminate()
        try:
            running.wait(30)
        except subprocess.TimeoutExpired:
            running.kill()


def sessions_of(user: Any) -> list[str]:
    """The cookies of ``SESSIONS`` logged-in browsers of one person."""
    from django.conf import settings
    from django.test import Client

    found = []
    for _ in range(SESSIONS):
        client = Client()
        client.force_login(user)
        found.append(f"{settings.SESSION_COOKIE_NAME}={client.cookies['sessionid'].value}")
    return found


def ask(port: int, path: str, cookie: str, into: Answers) -> None:
    """One request on a connection of its own, timed from connecting to the last byte."""
    started = time.perf_counter()
    try:
        with contextlib.closing(
            http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        ) as connection:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
    except OSError as error:
        into.wrong.append(f"{path}: {error!r}")
        return
    into.milliseconds.append((time.perf_counter() - started) * 1000)
    if answer.status != 200:
        into.wrong.append(f"{path}: {answer.status}")


def visit(port: int, paths: list[str], cookie: str, until: float, seed: int, into: Answers) -> None:
    """One session: a page of the mix every 5 ± 2 s."""
    dice = random.Random(seed)
    time.sleep(dice.uniform(0, PAUSE))
    while time.monotonic() < until:
        ask(port, dice.choice(paths), cookie, into)
        time.sleep(dice.uniform(PAUSE - SPREAD, PAUSE + SPREAD))


def everybody(port: int, paths: list[str], cookies: list[str]) -> Answers:
    into = Answers()
    until = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=visit, args=(port, paths, cookie, until, SEED + n, into))
        for n, cookie in enumerate(cookies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return into


def start_jobs(site: Any) -> list[Any]:
    """Four descents of several minutes on the sample's data, once all of them compute."""
    from apps.jobs.domain.submit import submit
    from apps.jobs.models import Job, State

    fits = site.project.jobs.filter(purpose="research.demand", task="run")
    like = max(fits, key=lambda job: len(str(job.inputs)))
    params = {"epochs": 1_000_000, "tolerance": 1e-300, "batch_size": 32}
    ids = [
        submit(
            project=site.project, user=site.owner, engine_key="regression.gradient_descent",
            params=params, inputs=like.inputs, title=f"Long descent {n}",
        ).pk
        for n in range(JOBS)
    ]  # fmt: skip
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        jobs = list(Job.objects.filter(pk__in=ids))
        if all(job.state == State.RUNNING for job in jobs):
            return jobs
        if any(job.is_final for job in jobs):
            raise RuntimeError([(job.state, job.reason, job.error) for job in jobs])
        time.sleep(0.2)
    raise RuntimeError("the jobs did not start")


def niceness(jobs: list[Any]) -> list[int]:
    """Of the children that compute."""
    return [psutil.Process(job.attempts.get().child_pid).nice() for job in jobs]


def stop_jobs(site: Any, jobs: list[Any]) -> list[str]:
    """Cancel them; their states at the moment before."""
    from apps.jobs.domain.cancel import cancel
    from apps.jobs.domain.waiting import wait_for

    states = []
    for job in jobs:
        job.refresh_from_db()
        states.append(str(job.state))
        cancel(job, site.owner)
    for job in jobs:
        wait_for(job, 60)
    return states


def measure() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(os.environ.get("BENCH_PORT", probe.getsockname()[1]))
    os.environ |= {"PORT": str(port), "HEAVY_THREADS": str(JOBS)}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        from benchmarks._scale.site import prepare

        site = prepare(folder, f"sqlite:///{folder}/lepton.sqlite3")
        from deploy.shots import wait_for
        from tests.e2e.pages import PAGES

        paths = [page.path(site) for page in PAGES if page.name in MIX]
        cookies = sessions_of(site.owner)
        logs = Path(folder)
        with process("web", logs / "web.log"), process("heavy", logs / "worker.log"):
            wait_for(f"http://127.0.0.1:{port}/health/live")
            time.sleep(5)  # the worker's warm children
            known = conditions.conditions(SEED)
            idle = Answers()
            for number in range(-1, IDLE_ROUNDS):
                for path in paths:
                    ask(port, path, cookies[0], idle if number >= 0 else Answers())
            jobs = start_jobs(site)
            nice = niceness(jobs)
            busy = everybody(port, paths, cookies)
            states = stop_jobs(site, jobs)
    return body(known, idle, busy, nice, states)


def body(known: str, idle: Answers, busy: Answers, nice: list[int], states: list[str]) -> str:
    rest, p95 = median(idle.milliseconds), quantiles(busy.milliseconds, n=20)[18]
    wrong = idle.wrong + busy.wrong
    if wrong:
        sys.stderr.write("\n".join(wrong) + "\n")
    met = "met" if p95 < GOAL * rest and not wrong else "NOT MET"
    rows = [
        ["one session, idle site", str(len(idle.milliseconds)), f"{rest:.0f} ms",
         f"{quantiles(idle.milliseconds, n=20)[18]:.0f} ms", str(len(idle.wrong)), "–"],
        [f"{SESSIONS} sessions, {JOBS} jobs", str(len(busy.milliseconds)),
         f"{median(busy.milliseconds):.0f} ms", f"{p95:.0f} ms", str(len(busy.wrong)),
         f"p95 {p95 / rest:.2f} × the idle median, goal < {GOAL:.0f}: {met}"],
    ]  # fmt: skip
    how = (
        f"gunicorn and the worker as the Procfile starts them (two processes of eight threads;"
        f" SQLite and the filesystem broker); each session asks for one of {len(MIX)} main pages"
        f" every 5 ± 2 s for {SECONDS} s. The jobs are gradient descents on the sample's data, at"
        f" nice {'/'.join(map(str, nice))}, {states.count('running')} of {JOBS} running to the end."
    )
    table = conditions.table(["", "requests", "median", "p95", "errors", ""], rows)
    return f"{known}\n\n{how}\n\n{table}"


def main() -> str:
    """Measured in a process of its own: it sets up Django for its temporary folder.

    What it finds comes in a file, because workers say goodbye on the standard output.
    """
    with tempfile.NamedTemporaryFile("r", suffix=".md", encoding="utf-8") as found:
        command = [sys.executable, "-m", "benchmarks.bench_sessions", found.name]
        subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=True)
        return found.read()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(measure(), encoding="utf-8")

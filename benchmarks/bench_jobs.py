"""From click to running, and short jobs against bare Celery tasks, on the embedded default.

Starts gunicorn and a worker of its own in a temporary folder.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks._jobs import conditions

TITLE = "Jobs: from click to running, and throughput"
ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BENCH_PORT", "8160"))
SEED = 20261123
CLICKS, JOBS, REPEATS, COLD = 40, 200, 5, 5
GOAL_MS, GOAL_RATIO = 150.0, 0.5


def prepare(folder: str) -> tuple[Any, Any]:
    """An empty site with one person in one project; returns both."""
    os.environ |= {
        "LEPTON_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "LOG_LEVEL": "WARNING",
    }
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        os.environ.pop(name, None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from benchmarks._jobs.engines import register
    from tests.factories.projects import ProjectFactory

    register()
    project = ProjectFactory(job_quota=10_000)
    return project, project.memberships.get().user


@contextlib.contextmanager
def running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def web_command() -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "benchmarks._jobs.processes:application",
        "--no-control-socket", "--worker-class", "gthread", "--threads", "8",
        "--bind", f"127.0.0.1:{PORT}",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [
        sys.executable, "-m", "celery", "--quiet", "-A", "benchmarks._jobs.processes", "worker",
        "--pool", "threads", "--concurrency", "2", "-Q", "default", "--without-gossip",
        "--without-mingle", "--loglevel", "WARNING",
    ]  # fmt: skip


class Browser:
    """A logged-in person, with a connection of its own for each click."""

    def __init__(self, user: Any) -> None:
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore
        from django.middleware.csrf import _get_new_csrf_string

        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.token = _get_new_csrf_string()
        self.cookies = f"sessionid={session.session_key}; csrftoken={self.token}"

    def click(self, path: str) -> str:
        """POST the form; the address that it leads to."""
        headers = {
            "Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.token, "Referer": f"http://127.0.0.1:{PORT}/",
        }  # fmt: skip
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", PORT)) as connection:
            connection.request("POST", path, b"title=timed", headers)
            answer = connection.getresponse()
            body = answer.read()
        if answer.status != 302:
            raise RuntimeError(f"{answer.status}: {body[:2000]!r}")
        return answer.headers["Location"]


def wait_until_up() -> None:
    for _ in range(200):
        with (
            contextlib.suppress(OSError),
            contextlib.closing(http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)) as probe,
        ):
            probe.request("GET", "/accounts/login/")
            probe.getresponse().read()
            return
        time.sleep(0.1)
    raise RuntimeError("the web process did not start")


def clicks(browser: Browser, project: Any, engine: str, count: int) -> list[float]:
    """Milliseconds from the click to the stored first event of the child."""
    from apps.jobs.domain.waiting import wait_for
    from apps.jobs.models import Job

    found = []
    for _ in range(count):
        time.sleep(random.uniform(0.2, 0.4))  # no rhythm with the transport's polling
        clicked = time.time()
        address = browser.click(f"/projects/{project.pk}/jobs/new/?engine={engine}")
        job = wait_for(Job.objects.get(pk=address.rstrip("/").rsplit("/", 1)[1]), 60)
        if job.state != "succeeded":
            raise RuntimeError(f"{job.state}: {job.reason} {job.error}")
        found.append((job.running_at.timestamp() - clicked) * 1000)
    return found


def jobs_rate(project: Any, user: Any) -> float:
    """Jobs a second, from the first request to the last final state."""
    from apps.jobs.domain.submit import submit
    from apps.jobs.models import Job

    started = time.perf_counter()
    ids = [
        submit(
            project=project, user=user, engine_key="bench.fit", params={}, inputs={}, seed=n
        ).pk
        for n in range(JOBS)
    ]  # fmt: skip
    while Job.objects.filter(pk__in=ids, state="succeeded").count() < JOBS:
        time.sleep(0.02)
    return JOBS / (time.perf_counter() - started)


def bare_rate(folder: str) -> float:
    """Tasks a second of the same computation with nothing around it."""
    from benchmarks._jobs.processes import bare

    done = Path(folder, f"bare-{time.monotonic_ns()}")
    done.touch()
    started = time.perf_counter()
    for n in range(JOBS):
        bare.apply_async(args=(n, str(done)), queue="default")
    while done.stat().st_size < JOBS:
        time.sleep(0.02)
    return JOBS / (time.perf_counter() - started)


def body(known: str, warm: list[float], cold: list[float], rates: list[list[float]]) -> str:
    jobs, bare = (median(values) for values in rates)
    ratios = [one / other for one, other in zip(*rates, strict=True)]
    latency = conditions.table(
        ["click → running", "median", "p90", "goal"],
        [
            ["warm engine", f"{median(warm):.0f} ms", f"{quantiles(warm, n=10)[8]:.0f} ms",
             f"< {GOAL_MS:.0f} ms: {'met' if median(warm) < GOAL_MS else 'NOT MET'}"],
            ["cold, imports torch", f"{median(cold):.0f} ms", f"{max(cold):.0f} ms (worst)", "–"],
        ],
    )  # fmt: skip
    throughput = conditions.table(
        ["200 short fits", "median a second", "of bare tasks", "goal"],
        [
            ["bare Celery tasks", f"{bare:.1f}", "1.00", "–"],
            ["jobs", f"{jobs:.1f}", f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})",
             f"≥ {GOAL_RATIO}: {'met' if median(ratios) >= GOAL_RATIO else 'NOT MET'}"],
        ],
    )  # fmt: skip
    how = (
        f"{len(warm)} clicks by HTTP through gunicorn; SQLite and the filesystem broker (polling "
        f"0.05 s), one worker with two threads and two warm children; {REPEATS} rounds of {JOBS} "
        "in turn. 'Running' is the child's first event stored, after imports and with inputs open."
    )
    return f"{known}\n\n{how}\n\n{latency}\n\n{throughput}"


def measure() -> str:
    random.seed(SEED)
    known = conditions.conditions(SEED)
    with tempfile.TemporaryDirectory() as folder:
        project, user = prepare(folder)
        logs = Path(folder)
        with (
            running(web_command(), logs / "web.log"),
            running(worker_command(), logs / "worker.log"),
        ):
            try:
                wait_until_up()
                time.sleep(4)  # the worker and its warm children
                browser = Browser(user)
                clicks(browser, project, "bench.fit", 5)
                warm = clicks(browser, project, "bench.fit", CLICKS)
                cold = clicks(browser, project, "bench.torch", COLD)
                rounds = [(jobs_rate(project, user), bare_rate(folder)) for _ in range(REPEATS)]
            except Exception:
                sys.stderr.write((logs / "web.log").read_text()[-2000:])
                sys.stderr.write((logs / "worker.log").read_text()[-2000:])
                raise
    rates = [[one for one, _ in rounds], [other for _, other in rounds]]
    return body(known, warm, cold, rates)


def main() -> str:
    """Measured in a process of its own: it sets up Django for its temporary folder."""
    command = [sys.executable, "-m", "benchmarks.bench_jobs"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    print(measure())

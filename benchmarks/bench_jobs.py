"""From click to running, and short jobs against bare Celery tasks, on the embedded default.

Starts gunicorn, a worker of the site and one that is Celery's alone, in a temporary folder.
``BENCH_JOBS``, ``BENCH_CLICKS``, ``BENCH_COLD`` and ``BENCH_REPEATS`` make it shorter.
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
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks._jobs import conditions

TITLE = "Jobs: from click to running, and throughput"
ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BENCH_PORT", "8160"))
SEED = 20261123
CLICKS = int(os.environ.get("BENCH_CLICKS", "40"))
JOBS = int(os.environ.get("BENCH_JOBS", "200"))
REPEATS = int(os.environ.get("BENCH_REPEATS", "5"))
COLD = int(os.environ.get("BENCH_COLD", "5"))
PATIENCE = 180.0  # seconds for one job, or for all bare tasks of a round
# Of linear algebra in a worker's own process; children are given their share of cores.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
GOAL_MS, GOAL_RATIO = 150.0, 0.5


def prepare(folder: str) -> tuple[Any, Any]:
    """An empty site with one person in one project; returns both."""
    os.environ |= {
        "LEPTON_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "LOG_LEVEL": "WARNING",
        "BENCH_STOCK_FOLDER": str(Path(folder, "stock")),
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


def stock_command() -> list[str]:
    """As many slots in Celery's usual pool: a process for each, so that no task waits for the
    interpreter's lock of another.
    """
    return [
        sys.executable, "-m", "celery", "--quiet", "-A", "benchmarks._jobs.stock", "worker",
        "--pool", "prefork", "--concurrency", "2", "--without-gossip", "--without-mingle",
        "--loglevel", "WARNING",
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


def clicks(
    browser: Browser, project: Any, engine: str, count: int
) -> tuple[list[float], list[float]]:
    """Milliseconds from the click to 'starting', the claim by a worker, and to 'running', the
    stored first event of the child.
    """
    from apps.jobs.domain.waiting import wait_for
    from apps.jobs.models import Job

    starting, running = [], []
    for _ in range(count):
        time.sleep(random.uniform(0.2, 0.4))  # no rhythm with the transport's polling
        clicked = time.time()
        address = browser.click(f"/projects/{project.pk}/jobs/new/?engine={engine}")
        job = wait_for(Job.objects.get(pk=address.rstrip("/").rsplit("/", 1)[1]), PATIENCE)
        if job.state != "succeeded":
            raise RuntimeError(f"{job.state}: {job.reason} {job.error}")
        starting.append((job.started_at.timestamp() - clicked) * 1000)
        running.append((job.running_at.timestamp() - clicked) * 1000)
    return starting, running


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


def bare_rate(folder: str, send: Callable[[int, str], object], count: int = JOBS) -> float:
    """Tasks a second of the same computation with nothing around it."""
    done = Path(folder, f"bare-{time.monotonic_ns()}")
    done.touch()
    started = time.perf_counter()
    for n in range(count):
        send(n, str(done))
    while done.stat().st_size < count:
        if time.perf_counter() - started > PATIENCE:
            raise RuntimeError(f"{done.stat().st_size} of {count} bare tasks were done")
        time.sleep(0.005)
    return count / (time.perf_counter() - started)


def send_here(seed: int, done: str) -> None:
    """To the worker that runs the jobs."""
    from benchmarks._jobs.processes import bare

    bare.apply_async(args=(seed, done), queue="default")


def rounds(project: Any, user: Any, folder: str) -> dict[str, list[float]]:
    """Rates of the jobs and of both baselines, one after the other in each round."""
    from benchmarks._jobs import stock

    for send in (send_here, stock.send):
        bare_rate(folder, send, 4)  # everybody has imported numpy
    found: dict[str, list[float]] = {"jobs": [], "here": [], "stock": []}
    for _ in range(REPEATS):
        found["jobs"].append(jobs_rate(project, user))
        found["here"].append(bare_rate(folder, send_here))
        found["stock"].append(bare_rate(folder, stock.send))
    return found


Latency = tuple[list[float], list[float]]


def latencies(warm: Latency, cold: Latency) -> str:
    def spread(times: list[float]) -> list[str]:
        return [f"{median(times):.0f} ms", f"{quantiles(times, n=10)[8]:.0f} ms"]

    met = "met" if median(warm[1]) < GOAL_MS else "NOT MET"
    worst = f"{max(cold[1]):.0f} ms (worst)"
    return conditions.table(
        ["from the click", "median", "p90", "goal"],
        [
            ["to 'starting', warm engine", *spread(warm[0]), "–"],
            ["to 'running', warm engine", *spread(warm[1]), f"< {GOAL_MS:.0f} ms: {met}"],
            ["to 'starting', imports torch", *spread(cold[0]), "–"],
            ["to 'running', imports torch", f"{median(cold[1]):.0f} ms", worst, "–"],
        ],
    )


def throughput(rates: dict[str, list[float]]) -> str:
    """Each baseline with the jobs' rate as a part of its own, round by round."""

    def pace(key: str) -> list[str]:
        return [f"{median(rates[key]):.1f}", f"{1000 / median(rates[key]):.1f} ms"]

    rows = [["jobs", *pace("jobs"), "–", "–"]]
    for key, name, goal in (
        ("here", "bare tasks in the same worker", GOAL_RATIO),
        ("stock", "bare tasks in Celery's own worker", None),
    ):
        ratios = [one / other for one, other in zip(rates["jobs"], rates[key], strict=True)]
        spread = f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        met = "met" if median(ratios) >= (goal or 0) else "NOT MET"
        rows.append([name, *pace(key), spread, f"≥ {goal}: {met}" if goal else "–"])
    return conditions.table(
        [f"{JOBS} short fits", "median a second", "each", "jobs' part of it", "goal"], rows
    )


def body(known: str, warm: Latency, cold: Latency, rates: dict[str, list[float]]) -> str:
    how = (
        f"{len(warm[0])} clicks by HTTP through gunicorn; SQLite and the filesystem broker (polling"
        " 0.05 s), one worker with two threads and two warm children; "
        f"{REPEATS} rounds of {JOBS} in turn. 'Starting' is the claim by the worker, seen by the"
        " page's next poll; 'running' is the child's first event stored, after imports and with"
        " inputs open. Both baselines are a plain apply_async of the same fit, with one thread of"
        " linear algebra and two slots. In the same worker each message waits for a free slot and"
        " then for the next poll of Lepton's broker, which jobs do not: a free slot takes the next"
        " row; the goal is set beside these. What a job costs is read from the second baseline,"
        " with no wait, no Django and no database: its 'each' is the fit and a message alone, and"
        " the rest of a job's is its row, its attempt, its audit, its child's events and its stored"
        " result. It is Celery's prefork pool and its usual"
        " prefetching on kombu's own file transport."
    )
    return f"{known}\n\n{how}\n\n{latencies(warm, cold)}\n\n{throughput(rates)}"


def measure() -> str:
    random.seed(SEED)
    known = conditions.conditions(SEED)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= ONE_THREAD
        project, user = prepare(folder)
        logs = Path(folder)
        with (
            running(web_command(), logs / "web.log"),
            running(worker_command(), logs / "worker.log"),
            running(stock_command(), logs / "stock.log"),
        ):
            try:
                wait_until_up()
                time.sleep(4)  # the worker and its warm children
                browser = Browser(user)
                clicks(browser, project, "bench.fit", 5)
                warm = clicks(browser, project, "bench.fit", CLICKS)
                cold = clicks(browser, project, "bench.torch", COLD)
                rates = rounds(project, user, folder)
            except Exception:
                for name in ("web", "worker", "stock"):
                    sys.stderr.write((logs / f"{name}.log").read_text()[-2000:])
                raise
    return body(known, warm, cold, rates)


def main() -> str:
    """Measured in a process of its own: it sets up Django for its temporary folder."""
    command = [sys.executable, "-m", "benchmarks.bench_jobs"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    print(measure())

"""The processes of the Procfile on a back end: workers and the web process, kept or killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import psutil
from django.conf import settings

from apps.jobs.child.guard import die_with_parent
from deploy.launch.procfile import read_procfile
from tests.faults.backends import Backend
from tests.faults.reading import until
from tests.faults.servers import answers, free_port

QUICK = {
    "JOB_HOUSEKEEPING_SECONDS": "1",
    "JOB_RESEND_AFTER_SECONDS": "1",
    "JOB_LOST_AFTER_SECONDS": "6",
    "JOB_WARM_CHILDREN": "1",
    "JOB_GPUS": "1",
    "JOB_MEMORY_BYTES": str(400 * 1024**2),
    "WORKER_THREADS": "2",
    "LOG_LEVEL": "INFO",
}


def command(name: str, **changed: str) -> str:
    """A line of the Procfile, with the test's application instead of the site's."""
    line = next(one for one in read_procfile(settings.BASE_DIR / "Procfile") if one.name == name)
    shown = line.command.replace("-A lepton_site", "-A tests.faults.site")
    shown = shown.replace("lepton_site.wsgi", "tests.faults.site:application")
    for old, new in changed.items():
        assert old in shown
        shown = shown.replace(old, new)
    return f"exec {shown}"


class Running:
    """One process with a log of its own."""

    def __init__(self, backend: Backend, line: str, log: Path, **environment: str) -> None:
        self.log = log
        known = {**os.environ, **backend.environment(), **QUICK, **environment}
        known |= {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        with log.open("ab") as file:
            self.process = subprocess.Popen(
                ["sh", "-c", line], cwd=settings.BASE_DIR, env=known, stdout=file, stderr=file,
                start_new_session=True, preexec_fn=partial(die_with_parent, os.getpid()),
            )  # fmt: skip

    @property
    def pid(self) -> int:
        return self.process.pid

    def alive(self) -> bool:
        return self.process.poll() is None

    def children(self) -> list[psutil.Process]:
        """All descendants, as of now."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.pid).children(recursive=True)
        return []

    def kill(self) -> None:
        """SIGKILL to this process alone: what it had started sees to itself."""
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """SIGTERM, and SIGKILL where that does not help."""
        self.thaw() if self.alive() else None
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


class Site:
    """What runs on a back end. Workers are kept from test to test."""

    def __init__(self, name: str, backend: Backend) -> None:
        self.name = name
        self.backend = backend
        self.workers: list[Running] = []
        self.web: Running | None = None
        self.port = free_port()
        self._started = 0

    def need_workers(self, count: int = 2) -> list[Running]:
        """As many workers as that, ready; killed ones are replaced, surplus ones ended."""
        alive = [worker for worker in self.workers if worker.alive()]
        for worker in alive[count:]:
            worker.end()
        self.workers = alive[:count] + [self.start_worker() for _ in range(count - len(alive))]
        for worker in self.workers:
            self.wait_ready(worker)
        return self.workers

    def replace(self, worker: Running) -> None:
        """Another one in its place, at once; it is ready when it is ready."""
        self.workers[self.workers.index(worker)] = self.start_worker()

    def start_worker(self) -> Running:
        """A worker of the default and the gpu queue; nobody serves 'heavy'."""
        self._started += 1
        name = f"worker{self._started}"
        line = command("worker", **{"-Q default": "-Q default,gpu", "worker@%h": f"{name}@%h"})
        return Running(self.backend, line, self.backend.var / f"{name}.log")

    def wait_ready(self, worker: Running) -> None:
        sign = self.backend.var / "ready" / str(worker.pid)
        try:
            until(lambda: sign.exists() or not worker.alive(), 60)
        finally:
            if not sign.exists():
                raise AssertionError(worker.log.read_text(errors="replace")[-5000:])

    def start_web(self) -> Running:
        """The web process, answering on ``port``."""
        log = self.backend.var / "web.log"
        self.web = Running(
            self.backend, command("web"), log, PORT=str(self.port), ALLOWED_HOSTS="127.0.0.1"
        )
        until(lambda: answers(self.port) or not self.web.alive(), 60)
        assert self.web.alive(), log.read_text(errors="replace")[-5000:]
        return self.web

    def worker_of(self, attempt) -> Running:
        """The worker that runs an attempt."""
        return next(one for one in self.workers if one.pid == attempt.worker_pid)

    def end(self) -> None:
        running = [*self.workers, *([self.web] if self.web else [])]
        for one in running:
            if one.alive():
                one.end()

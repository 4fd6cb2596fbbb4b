"""One service on this machine that may be reached, and a context to fetch in."""

from __future__ import annotations

import contextlib
import json
import os
from ipaddress import ip_network

import pytest

from apps.core.outbound import Gate
from apps.datasets.models import Source
from apps.datasets.sources import actions
from apps.datasets.sources.http import Http
from apps.jobs.child.context import Signals
from apps.jobs.child.run import execute
from apps.jobs.models import Job, State
from apps.jobs.supervisor.supervise import supervise
from tests.datasets.sources.services import say
from tests.receiver import Receiver

LOOPBACK = ip_network("127.0.0.0/8")
CSV = "country,price\nGermany,1.5\nFrance,2.5\n"
SECRET = "s3cret-token"


class Here:
    """The supervisor's pool and child in one: the run happens in this process, at once."""

    runs, cpu_before, threads, pid = 0, 0.0, 1, os.getpid()

    def take_warm(self):
        return self

    def take_fresh(self, *args):
        return self

    def give_back(self, child, *, reusable):
        pass

    def run(self, folder):
        with contextlib.chdir(folder):
            execute(json.loads((folder / "spec.json").read_text()), None, Signals())
        return True

    def wait_bell(self, seconds):
        return True

    def alive(self):
        return True

    def resident(self):
        return 0

    def exit_code(self, seconds=0.0):
        return 0

    def end(self):
        pass


@pytest.fixture
def run_here(db, files, settings, monkeypatch):
    """As ``run_jobs``, with everything of a run but for the start of a process."""
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    settings.JOB_SYSTEM_MEMORY_BYTES = 0  # a limit would be this process's own

    def run():
        while job := Job.objects.filter(state=State.QUEUED).order_by("created_at").first():
            supervise(job.pk, Here())

    return run


@pytest.fixture
def site(inside, service):
    """The service has a table of prices."""
    service.answer = lambda got: say(CSV)
    return service


@pytest.fixture
def made(site, project, analyst, base, run_here):
    """A source of the analyst whose first rows were looked at."""
    source = actions.make(
        project, analyst, connector="url", name="Prices",
        settings={"url": f"{base}/prices.csv", "access": "bearer", "secret": SECRET},
    )  # fmt: skip
    run_here()
    return Source.objects.get(pk=source.pk)


@pytest.fixture
def agreed(made, analyst, run_here):
    actions.agree(made, analyst)
    run_here()
    return Source.objects.get(pk=made.pk)


@pytest.fixture
def again(run_here):
    """``again(source, user)``: one more fetch, and what it came to."""

    def fetched(source, user):
        actions.fetch(source, user)
        run_here()
        source.refresh_from_db()
        return source.fetches.first()

    return fetched


class Ctx:
    """As a child has it, without a child."""

    def __init__(self, folder, gate):
        self.folder, self.gate = folder, gate
        self.known, self.preview = {}, False
        self.lines, self.pauses = [], []
        self.http = Http(
            folder, gate, check=self.check_cancelled, log=self.lines.append,
            sleep=self.pauses.append, timeout=5,
        )  # fmt: skip

    def log(self, text, level="info"):
        self.lines.append(text)

    def progress(self, done, total, note=None):
        pass

    def check_cancelled(self):
        pass


@pytest.fixture
def service():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def base(service):
    return f"http://127.0.0.1:{service.port}"


@pytest.fixture
def inside(settings, service):
    """An installation that lets this machine and the service's port be reached."""
    settings.OUTBOUND_ALLOW = (LOOPBACK,)
    settings.OUTBOUND_PORTS = frozenset({80, 443, service.port})
    return settings


@pytest.fixture
def ctx(tmp_path, service):
    folder = tmp_path / "fetch"
    folder.mkdir()
    return Ctx(folder, Gate((LOOPBACK,), {80, 443, service.port}))

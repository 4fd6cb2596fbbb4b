"""One service on this machine that may be reached, and a context to fetch in."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from apps.core.outbound import Gate
from apps.datasets.sources.http import Http
from tests.receiver import Receiver

LOOPBACK = ip_network("127.0.0.0/8")


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

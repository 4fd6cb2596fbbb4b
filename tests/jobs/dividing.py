"""What tests of divided runs share: no broker, runs to ask for, runs whose parts are made."""

from __future__ import annotations

import pytest

from apps.jobs.models import Job
from apps.jobs.supervisor.supervise import supervise
from tests.factories.datasets import VersionFactory

ROWS = [(float(n), float(n * n % 17)) for n in range(40)]


@pytest.fixture(autouse=True)
def sent(monkeypatch, job_dirs):
    ids = []
    for module in ("dispatch", "reap"):
        monkeypatch.setattr(f"apps.jobs.domain.{module}.send", lambda job: not ids.append(job.pk))
    return ids


@pytest.fixture
def moments(project, job_dirs, ask):
    version = VersionFactory(project=project, columns=["x", "y"], rows=ROWS)
    chosen = {"kind": "dataset", "id": str(version.pk), "roles": {"target": ["y"]}}
    return lambda **params: ask("toy.moments", inputs={"data": chosen}, **params)


@pytest.fixture
def order(ask):
    return lambda **params: ask("toy.order", **params)


@pytest.fixture
def planned(order):
    """A run whose parts are made: ``planned(count=3)``."""

    def _planned(**params):
        job = order(**params)
        supervise(job.pk)
        job.refresh_from_db()
        assert job.awaits_parts, (job.state, job.reason, job.error)
        return job

    return _planned


def parts(job):
    return list(Job.objects.filter(parent=job).order_by("part_number"))

"""Fixtures of the jobs' tests."""

import pytest

from apps.engines import registry
from apps.jobs.domain.submit import submit
from apps.projects.models import Role
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.jobs.engines import OWNER, TOYS
from tests.jobs.workers import Workers, purge


@pytest.fixture(autouse=True)
def toys():
    """The toy engines are there for the test."""
    for toy in TOYS:
        registry.register(toy(), owner=OWNER)
    yield
    for toy in TOYS:
        registry.unregister(toy.key)


@pytest.fixture
def project(db):
    return ProjectFactory()


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role=Role.ANALYST).user


@pytest.fixture
def ask(project, analyst):
    """Submit a job of the project: ``ask("toy.sum", count=5)``; ``ask(act="fail")``."""

    def _ask(engine_key="toy.act", *, inputs=None, task="run", purpose="", **params):
        return submit(
            project=project,
            user=analyst,
            engine_key=engine_key,
            params=params,
            inputs=inputs or {},
            task=task,
            purpose=purpose,
        )

    return _ask


@pytest.fixture
def start_worker(tmp_path):
    """``start_worker()``: a worker process that knows the toy engines, until the test's end."""
    purge()
    workers = Workers(tmp_path)
    yield workers
    workers.end()

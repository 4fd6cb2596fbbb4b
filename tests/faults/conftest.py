"""A back end for each module of faults, and the people and jobs on it."""

from __future__ import annotations

import os

import pytest

from apps.engines import registry
from apps.jobs.domain.submit import submit
from apps.projects.models import Role
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.faults.backends import BACKENDS, ServerMissingError
from tests.faults.engines import FAULTY
from tests.faults.processes import Site
from tests.faults.rightness import assert_all_right, last_words
from tests.jobs.engines import OWNER, TOYS

# What a broker has a part in. The rest meets the same database with Redis, and RabbitMQ with the
# long runs.
OF_BROKERS = ("test_broker.py", "test_random_kills.py", "test_worker.py", "test_web.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        params = getattr(getattr(item, "callspec", None), "params", {})
        seldom = params.get("running_site") == "postgresql-rabbitmq"
        if seldom and item.path.parent.name == "faults" and item.path.name not in OF_BROKERS:
            item.add_marker(pytest.mark.soak)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure comes with what the workers have said."""
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and site is not None:
        report.sections.append(("Workers", last_words(site)))
    return report


def _params():
    for name in BACKENDS:
        own = [pytest.mark.xdist_group(name)]
        yield pytest.param(
            name, id=name, marks=own if name == "sqlite-files" else [*own, pytest.mark.servers]
        )


@pytest.fixture(scope="package", params=list(_params()))
def running_site(request, django_db_blocker):
    """The site on a back end: servers, tables, and workers once they are needed."""
    try:
        backend = BACKENDS[request.param]()
    except ServerMissingError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    site = Site(request.param, backend)
    try:
        with django_db_blocker.unblock():
            backend.start()
        yield site
    finally:
        site.end()
        backend.remove()


@pytest.fixture
def site(running_site, django_db_blocker, toys):
    """The site, and this process at work on its database and broker."""
    with django_db_blocker.unblock(), running_site.backend.entered():
        yield running_site


@pytest.fixture
def backend(site):
    return site.backend


@pytest.fixture
def toys():
    """The toy engines are there for the test."""
    for toy in (*TOYS, *FAULTY):
        registry.register(toy(), owner=OWNER)
    yield
    for toy in (*TOYS, *FAULTY):
        registry.unregister(toy.key)


@pytest.fixture
def project(site):
    """A project whose jobs must all be right when the test is over."""
    project = ProjectFactory(job_quota=10_000)
    yield project
    assert_all_right(project, site)


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role=Role.ANALYST).user


@pytest.fixture
def ask(project, analyst):
    """Submit a job of the project: ``ask("toy.sum", count=5)``; ``ask(act="steps")``."""

    def _ask(engine_key="toy.act", **params):
        return submit(
            project=project, user=analyst, engine_key=engine_key, params=params, inputs={}
        )

    return _ask

"""A project with its people and the worked example, for the rooms that fit and predict."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory


@pytest.fixture
def project(db, job_dirs):
    return ProjectFactory(owner=UserFactory())


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role="analyst").user


@pytest.fixture
def viewer(project):
    return MembershipFactory(project=project, role="viewer").user


@pytest.fixture
def version(project):
    return VersionFactory(project=project, name="Worked example")

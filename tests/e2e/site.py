"""The rows that the main pages show, so that none of them is looked at empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.jobs.models import State
from apps.projects.models import Role
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.datasets import DatasetFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory


@dataclass
class Site:
    """What page addresses are built from."""

    owner: Any
    admin: Any
    project: Any
    entry: Any
    dataset: Any
    job: Any
    artifact: Any


def build_site() -> Site:
    owner = UserFactory(name="Lin Yue", email="lin.yue@example.com")
    project = ProjectFactory(name="Desk lamp, second generation", owner=owner)
    entries = [
        MarketEntryFactory(project=project, country=country)
        for country in ("DEU", "FRA", "JPN", "BRA", "SGP")
    ]
    MembershipFactory(project=project, role=Role.ANALYST)
    ProjectFactory(name="Travel kettle", owner=owner)
    jobs = [
        JobFactory(project=project, title=f"Demand, run {number}", state=state)
        for number, state in enumerate(State)
    ]
    done = next(job for job in jobs if job.state == State.SUCCEEDED)
    return Site(
        owner=owner,
        admin=AdminFactory(),
        project=project,
        entry=entries[0],
        dataset=DatasetFactory(project=project, name="Sales by market"),
        job=done,
        artifact=JobArtifactFactory(job=done),
    )

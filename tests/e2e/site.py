"""The rows that the main pages show, so that none of them is looked at empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from apps.datasets.models import Dataset
from apps.jobs.models import JobArtifact, State, Task
from apps.modelhub.domain.predict import PURPOSE
from apps.modelhub.models import RegisteredModel
from apps.projects.models import Role
from tests.factories.accounts import AdminFactory, InvitationFactory, UserFactory
from tests.factories.datasets import DatasetFactory, UploadFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.factories.modelhub import RegisteredModelFactory
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
    membership: Any = None
    invitation: Any = None
    model: Any = None
    prediction: Any = None
    upload: Any = None


def build_site() -> Site:
    owner = UserFactory(name="Lin Yue", email="lin.yue@example.com")
    project = ProjectFactory(name="Desk lamp, second generation", owner=owner)
    entries = [
        MarketEntryFactory(project=project, country=country)
        for country in ("DEU", "FRA", "JPN", "BRA", "SGP")
    ]
    analyst = MembershipFactory(project=project, role=Role.ANALYST)
    ProjectFactory(name="Travel kettle", owner=owner)
    jobs = [
        JobFactory(project=project, title=f"Demand, run {number}", state=state)
        for number, state in enumerate(State)
    ]
    model = RegisteredModelFactory(
        job=JobFactory(project=project, title="Demand by income", state=State.SUCCEEDED)
    )
    dataset = DatasetFactory(project=project, name="Sales by market")
    dataset.versions.first().rejections.save(
        "rejections.csv", ContentFile(b"row,column,value,code\n")
    )
    done = next(job for job in jobs if job.state == State.SUCCEEDED)
    return Site(
        owner=owner,
        admin=AdminFactory(),
        project=project,
        entry=entries[0],
        dataset=dataset,
        job=done,
        artifact=JobArtifactFactory(job=done),
        upload=UploadFactory(project=project, filename="markets.csv", content=b"a,b\n1,2\n"),
        membership=analyst,
        invitation=InvitationFactory(
            invited_by=owner, grants=[{"project": str(project.pk), "role": "viewer"}]
        ),
        model=model,
        prediction=JobFactory(
            project=project,
            task="predict",
            purpose=PURPOSE,
            state=State.RUNNING,
            inputs={"model": {"kind": "model", "id": str(model.pk)}},
        ),
    )


def the_site() -> Site:
    """The sample project's rows where it is loaded, else rows made here."""
    from apps.projects.models import Project

    project = Project.objects.filter(is_sample=True).order_by("created_at").first()
    jobs = project.jobs.filter(state=State.SUCCEEDED, task=Task.RUN) if project else None
    if project is None or not jobs.exists():
        return build_site()
    owner = project.memberships.filter(role=Role.OWNER).first().user
    return Site(
        owner=owner,
        admin=owner if owner.is_staff else AdminFactory(),
        project=project,
        entry=project.market_entries.filter(is_home=False).first(),
        dataset=Dataset.objects.filter(project=project).first(),
        job=jobs.first(),
        artifact=JobArtifact.objects.filter(job__project=project).first(),
        model=RegisteredModel.objects.filter(project=project).first(),
        upload=UploadFactory(project=project, filename="markets.csv", content=b"a,b\n1,2\n"),
    )

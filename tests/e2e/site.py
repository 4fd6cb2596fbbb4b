"""The rows that the main pages show, so that none of them is looked at empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from apps.accounts.domain import services
from apps.datasets.models import Dataset
from apps.jobs.models import Job, JobArtifact, State, Task
from apps.modelhub.domain.predict import PURPOSE
from apps.modelhub.models import RegisteredModel
from apps.projects.models import Role
from tests.e2e.extras import SALES, add_extras, rejections
from tests.e2e.site_feedback import build_feedback
from tests.factories.accounts import AdminFactory, InvitationFactory, UserFactory
from tests.factories.crm import CompanyFactory, ContactFactory, LeadFactory, LeadIntakeFactory
from tests.factories.datasets import DatasetFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory
from tests.factories.services import make_service, make_token


@dataclass
class Site:
    """What page addresses are built from. ``extras`` are rows that any site gets (extras.py)."""

    owner: Any
    admin: Any
    project: Any
    entry: Any
    dataset: Any
    job: Any
    artifact: Any
    viewer: Any = None
    other_job: Any = None
    membership: Any = None
    invitation: Any = None
    model: Any = None
    prediction: Any = None
    company: Any = None
    contact: Any = None
    service: Any = None
    service_token: Any = None
    service_client: Any = None
    extras: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["extras"][name]
        except KeyError:
            raise AttributeError(name) from None


def _services(project: Any, owner: Any) -> dict[str, Any]:
    """A service account with a token and an OAuth2 client."""
    service = make_service(
        project, actor=owner, name="CRM in Lyon", ranges=["203.0.113.0/24", "2001:db8::/32"]
    )
    token, _secret = make_token(service, actor=owner, ranges=["203.0.113.7/32"])
    client, _secret = services.add_client(service, owner, "Old CRM", ["read", "write"])
    return {"service": service, "service_token": token, "service_client": client}


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
    dataset = DatasetFactory(project=project, name="Sales by market", **SALES)
    rejections(dataset.versions.first())
    done = next(job for job in jobs if job.state == State.SUCCEEDED)
    company, contact = build_customers(project, owner)
    site = Site(
        owner=owner,
        admin=AdminFactory(),
        company=company,
        contact=contact,
        project=project,
        entry=entries[0],
        dataset=dataset,
        job=done,
        other_job=model.job,
        artifact=JobArtifactFactory(job=done),
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
        **_services(project, owner),
    )
    add_extras(site)
    site.extras |= build_leads(project, owner, site.dataset)
    site.extras |= build_feedback(project, owner, site.dataset)
    return site


def build_customers(project: Any, owner: Any) -> tuple[Any, Any]:
    """Companies and contacts of which each list shows a few; returns one of each."""
    company = CompanyFactory(
        project=project,
        name="Leuchten Nord GmbH",
        industry="Retail",
        employees=120,
        country="DEU",
        website="https://leuchten-nord.example.com/",
        owner=owner,
        references=[("hubspot", "c-55")],
    )
    CompanyFactory(project=project, name="株式会社あかり", country="JPN", industry="Wholesale")
    for given, family, country in (
        ("Béatrice", "Dubois-Lefèvre", "FRA"),
        ("悦", "林", "CHN"),
        ("João", "Carvalho", "BRA"),
    ):
        name = f"{family}{given}" if country == "CHN" else f"{given} {family}"
        ContactFactory(
            project=project, given_name=given, family_name=family, name=name, country=country
        )
    contact = ContactFactory(
        project=project,
        given_name="Anna",
        family_name="Schmidt",
        name="Anna Schmidt",
        email="anna.schmidt@example.com",
        phone="+4930901820",
        job_title="Head of purchasing",
        company=company,
        country="DEU",
        language="de",
        owner=owner,
        tags=["fair 2026", "retail"],
        note="Met at the fair in Hanover; asks for samples of the warm white version.",
        attributes={"segment": "retail", "score": 7},
        references=[("hubspot", "101"), ("sap", "A-7")],
    )
    return company, contact


def build_leads(project: Any, owner: Any, dataset: Any) -> dict[str, Any]:
    """Leads of several states, and a table that was checked."""
    version = dataset.versions.order_by("number").first()
    lead = LeadFactory(
        project=project, name="Anna Schmidt", organisation="Leuchten Nord GmbH",
        given_name="Anna", family_name="Schmidt", email="anna.schmidt@example.com",
        phone="+4930901820", country="DEU", sector="Retail", employees=120, owner=owner,
        source="Light + Building 2026", basis="legitimate_interests",
        basis_note="Business card handed over at the stand", state="contacted",
        dataset_version=version, dataset_row=3, references=[("hubspot", "l-9")],
    )  # fmt: skip
    for name, country, sector, state in (
        ("Lumière Sud SARL", "FRA", "Retail", "new"),
        ("深圳光明照明有限公司", "CHN", "Wholesale", "qualified"),
        ("Luz Paulista Ltda", "BRA", "Wholesale", "new"),
    ):
        LeadFactory(
            project=project, organisation=name, country=country, sector=sector, state=state,
            source="Canton Fair, list of visitors",
        )  # fmt: skip
    names = [column["name"] for column in version.columns]
    intake = LeadIntakeFactory(
        project=project, version=version, created_by=owner,
        plan={"columns": {"organisation": names[0], "email": names[-1]}},
        found={
            "rows": {"new": 48, "skipped": 1, "cannot": 1},
            "problems": [{"row": 2, "field": "email", "reason": "email"}],
        },
    )  # fmt: skip
    return {"lead": lead, "intake": intake}


def the_site() -> Site:
    """The sample project's rows where it is loaded, else rows made here."""
    from apps.projects.models import Project

    project = Project.objects.filter(is_sample=True).order_by("created_at").first()
    jobs = project.jobs.filter(state=State.SUCCEEDED, task=Task.RUN) if project else Job.objects
    if project is None or not jobs.exists():
        return build_site()
    owner = project.memberships.filter(role=Role.OWNER).first().user
    company, contact = build_customers(project, owner)
    site = Site(
        owner=owner,
        admin=owner if owner.is_staff else AdminFactory(),
        project=project,
        entry=project.market_entries.filter(is_home=False).first(),
        dataset=Dataset.objects.filter(project=project, name__icontains="gapminder").first(),
        job=jobs.order_by("-created_at").first(),
        other_job=jobs.order_by("created_at").first(),
        artifact=JobArtifact.objects.filter(job__project=project).first(),
        model=RegisteredModel.objects.filter(project=project).order_by("created_at").first(),
        membership=MembershipFactory(project=project, role=Role.ANALYST),
        company=company,
        contact=contact,
        **_services(project, owner),
    )
    add_extras(site)
    site.extras |= build_leads(project, owner, site.dataset)
    site.extras |= build_feedback(project, owner, site.dataset)
    return site

"""However long a list or deep a row, an answer takes few queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.crm import CompanyFactory, ContactFactory
from tests.factories.datasets import UploadFactory, VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("job_dirs")]
MOST = 12
COUNTRIES = ["AUS", "BEL", "CAN", "DNK", "EGY", "FIN", "GRC", "HUN", "IDN", "JAM"]


def used(caller, path):
    with CaptureQueriesContext(connection) as queries:
        response = caller.get(path)
    assert response.status_code == 200, response.content
    return len(queries)


@pytest.fixture
def filled(caller, project):
    """Ten of everything, each by or of another person; returns (job, model, entry, version)."""
    for code in COUNTRIES:
        person = MembershipFactory(project=project).user
        ProjectFactory(owner=caller.user)
        entry = MarketEntryFactory(project=project, country=code, owner=person)
        job = JobFactory(project=project, created_by=person, state="succeeded")
        model = RegisteredModelFactory(job=job)
        table = VersionFactory(project=project, user=person)
        UploadFactory(project=project, created_by=person)
        company = CompanyFactory(project=project, owner=person, references=[("x", code)])
        ContactFactory(
            project=project, company=company, owner=person, references=[("x", code)], country=code
        )
    return job, model, entry, table


def test_lists_and_details(caller, project, filled):
    job, model, entry, table = filled
    inside = f"projects/{project.pk}/"
    dataset, upload = table.dataset_id, UploadFactory(project=project)
    version = f"{inside}datasets/{dataset}/versions/{table.pk}/"
    paths = [
        "me/", "engines/", "projects/", inside, f"{inside}members/", f"{inside}entries/",
        f"{inside}entries/{entry.pk}/", f"{inside}entries/{entry.pk}/moves/", f"{inside}jobs/",
        f"{inside}jobs/{job.pk}/", f"{inside}jobs/{job.pk}/log/", f"{inside}jobs/{job.pk}/metrics/",
        f"{inside}jobs/{job.pk}/result/", f"{inside}jobs/{job.pk}/artifacts/", f"{inside}models/",
        f"{inside}models/{model.pk}/", f"{inside}datasets/", f"{inside}datasets/{dataset}/",
        f"{inside}datasets/{dataset}/versions/", version, f"{version}rows/",
        f"{inside}contacts/", f"{inside}contacts/by-external/x/AUS/", f"{inside}companies/",
        f"{version}download/?format=csv", f"{inside}uploads/", f"{inside}uploads/{upload.pk}/",
    ]  # fmt: skip
    counts = {path: used(caller, path) for path in paths}
    assert max(counts.values()) <= MOST, counts


@pytest.mark.parametrize(
    "name", ["members", "entries", "jobs", "models", "datasets", "uploads", "contacts", "companies"]
)
def test_a_longer_list_takes_no_more_queries(caller, project, filled, name):
    path = f"projects/{project.pk}/{name}/"
    used(caller, path)
    assert used(caller, f"{path}?limit=2") == used(caller, f"{path}?limit=500")

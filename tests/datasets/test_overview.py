"""What other pages say of a project's data: the overview's card, and the disk meter."""

import pytest
from django.urls import reverse

from apps.datasets.models import Upload
from apps.projects.meters import usage_of
from apps.projects.models import Role
from tests.factories.datasets import DatasetFactory, UploadFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db


def overview(client, project) -> str:
    return client.get(reverse("projects:overview", args=[project.pk])).content.decode()


def test_a_project_without_data_offers_the_upload(page, project):
    shown = overview(page, project)
    assert "Upload a table" in shown
    assert reverse("datasets:upload", args=[project.pk]) in shown


def test_who_may_not_upload_is_not_offered_it(client, project):
    client.force_login(MembershipFactory(project=project, role=Role.VIEWER).user)
    shown = overview(client, project)
    assert "Bring in a table" in shown
    assert "Upload a table" not in shown


def test_the_card_leads_to_waiting_uploads_and_the_newest_data(page, project):
    dataset = DatasetFactory(project=project, name="Sales by market")
    waiting = UploadFactory(project=project, filename="new.csv", state=Upload.State.READY)
    UploadFactory(project=project, filename="old.csv", state=Upload.State.DONE)
    DatasetFactory(name="Of another project")
    shown = overview(page, project)
    for target in (
        reverse("datasets:detail", args=[project.pk, dataset.pk]),
        reverse("datasets:preview", args=[project.pk, waiting.pk]),
    ):
        assert target in shown
    assert "3 rows" in shown
    assert "old.csv" not in shown
    assert "Of another project" not in shown
    assert "Upload a table" not in shown


def test_the_meter_adds_versions_and_what_is_on_its_way(project):
    project.disk_quota_bytes = 10_000
    version = DatasetFactory(project=project).versions.get()
    UploadFactory(project=project, size=1234)
    disk = next(usage for usage in usage_of(project) if usage.label == "Disk")
    assert (disk.used, disk.limit, disk.style) == (version.size + 1234, 10_000, "bytes")
    assert 0 < disk.share < 1

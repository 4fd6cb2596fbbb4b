"""What runs took, kept beside them and found the other way round."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from apps.core.happenings import report
from apps.datasets.domain.queries import jobs_using
from apps.datasets.models import DatasetVersion
from apps.jobs.domain import lineage
from apps.jobs.models import JobInput, State
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def taking(version, slot="data", **values):
    chosen = {"kind": "dataset", "id": str(version.pk), "roles": {}}
    return JobFactory(project=version.project, inputs={slot: chosen}, **values)


@pytest.fixture
def version(project):
    return VersionFactory(project=project)


def test_submitting_keeps_what_the_run_takes_with_its_hash(ask, version):
    roles = {"target": ["D"], "predictors": ["d"]}
    chosen = {"kind": "dataset", "id": str(version.pk), "roles": roles}
    job = ask("toy.table", inputs={"data": chosen})
    row = JobInput.objects.get(job=job)
    assert (row.slot, row.kind, row.ref) == ("data", "dataset", str(version.pk))
    assert row.content_hash == version.content_hash
    assert row.at == job.created_at


def test_the_newest_users_of_versions_come_first_and_once(project, version):
    other = VersionFactory(project=project)
    first, second = taking(version), taking(other)
    both = JobFactory(
        project=project,
        inputs={
            slot: {"kind": "dataset", "id": str(one.pk)}
            for slot, one in (("a", version), ("b", other))
        },
    )
    taking(version, engine_key="datasets.import")  # the site's own step
    taking(VersionFactory(project=project))
    these = DatasetVersion.objects.filter(pk__in=[version.pk, other.pk])
    assert jobs_using(these, project.pk, 10) == [both, second, first]
    assert jobs_using(these, project.pk, 2) == [both, second]
    assert jobs_using(these.filter(pk=version.pk), project.pk, 10) == [both, first]


def test_the_page_that_deletes_a_dataset_names_the_runs_that_used_it(client, project, version):
    client.force_login(project.memberships.first().user)
    job = taking(version, title="Fit of the year before last", state=State.SUCCEEDED)
    page = client.get(reverse("datasets:delete", args=[project.pk, version.dataset_id]))
    assert job.title in page.content.decode()


def test_a_table_of_a_run_is_found_by_the_run(project):
    maker = JobFactory(project=project, state=State.SUCCEEDED)
    assert not lineage.is_used("output", maker.pk)
    JobFactory(project=project, inputs={"data": {"kind": "output", "id": f"{maker.pk}/rest"}})
    assert lineage.is_used("output", maker.pk)
    assert JobInput.objects.get(kind="output").name == "rest"


def test_a_project_that_arrives_has_its_rows_made_again(project, version):
    job = taking(version)
    kept = JobInput.objects.values("slot", "kind", "ref", "name", "at").get(job=job)
    JobInput.objects.all().delete()
    report("projects.project.imported", project_id=project.pk, subject=project)
    assert JobInput.objects.values("slot", "kind", "ref", "name", "at").get(job=job) == kept


def test_the_migration_fills_in_what_stored_jobs_took(project, version):
    """As ``lineage`` does, and passes over what names nothing."""
    wanted = [
        taking(version, provenance={"inputs": {"data": {"content_hash": version.content_hash}}}),
        JobFactory(project=project, inputs={"t": {"kind": "output", "id": f"{version.pk}/rest"}}),
        JobFactory(project=project, inputs={"data": {"id": "v1"}, "model": {}}),
        JobFactory(project=project),
    ]
    shown = [field.name for field in JobInput._meta.fields if field.name != "id"]
    kept = list(JobInput.objects.order_by("job").values_list(*shown))
    assert len(kept) == len(wanted) - 2
    JobInput.objects.all().delete()
    import_module("apps.jobs.migrations.0007_fill_job_inputs").fill(apps, None)
    assert list(JobInput.objects.order_by("job").values_list(*shown)) == kept

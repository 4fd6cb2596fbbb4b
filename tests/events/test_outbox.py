"""Deliveries are written with the change: thin, for whoever subscribed, and never without it."""

import json

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core import catalogue
from apps.core.happenings import Happening, report, report_all
from apps.events.domain import outbox
from apps.events.models import AuditEntry, WebhookDelivery
from apps.projects.domain.markets import add_markets, remove_entry
from apps.projects.domain.projects import update_project
from tests.factories.accounts import UserFactory
from tests.factories.events import WebhookEndpointFactory
from tests.factories.jobs import JobFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner)


def test_a_change_leaves_a_thin_delivery_for_each_endpoint_that_wants_it(project, owner):
    everything = WebhookEndpointFactory(project=project)
    chosen = WebhookEndpointFactory(project=project, kinds=["projects.market.added"])
    WebhookEndpointFactory(project=project, kinds=["jobs.job.finished"])
    WebhookEndpointFactory(project=project, enabled=False)
    WebhookEndpointFactory()  # another project's
    (entry,) = add_markets(project, owner, ["DEU"])
    rows = list(WebhookDelivery.objects.filter(kind="projects.market.added"))
    assert {row.endpoint for row in rows} == {everything, chosen}
    assert len({row.message_id for row in rows}) == 1
    body = json.loads(rows[0].body)
    assert (body["type"], set(body)) == ("projects.market.added", {"type", "timestamp", "data"})
    assert body["data"] == {
        "project": str(project.pk),
        "subject": "projects.marketentry",
        "id": str(entry.pk),
        "url": f"http://127.0.0.1:8000/api/v1/projects/{project.pk}/entries/{entry.pk}/",
    }


def test_what_is_gone_has_no_address_and_names_no_person(project, owner):
    WebhookEndpointFactory(project=project)
    (entry,) = add_markets(project, owner, ["DEU"])
    remove_entry(entry, owner)
    row = WebhookDelivery.objects.get(kind="projects.market.removed")
    assert json.loads(row.body)["data"]["url"] is None
    assert owner.email not in row.body


def test_the_few_fields_of_a_kind_are_told(project):
    WebhookEndpointFactory(project=project)
    job = JobFactory(project=project)
    report(
        "jobs.job.finished", project_id=project.pk, subject=job,
        state="succeeded", attempt=2, secret="no field of the kind",
    )  # fmt: skip
    data = json.loads(WebhookDelivery.objects.get().body)["data"]
    assert (data["state"], data["attempt"]) == ("succeeded", 2)
    assert "secret" not in data


def test_a_change_that_is_rolled_back_is_not_told(project, owner):
    WebhookEndpointFactory(project=project)
    with transaction.atomic():
        update_project(project, owner, {"name": "Lights"})
        assert WebhookDelivery.objects.count() == 1
        transaction.set_rollback(True)
    assert WebhookDelivery.objects.count() == 0


def test_what_webhooks_may_not_carry_stays_inside(project, owner):
    WebhookEndpointFactory(project=project)
    report("projects.quotas.changed", actor=owner, project_id=project.pk, subject=project)
    report("accounts.user.logged_in", actor=owner, subject=owner)
    assert WebhookDelivery.objects.count() == 0


def test_a_batch_is_written_in_a_few_queries(project, owner, django_assert_max_num_queries):
    WebhookEndpointFactory(project=project)
    entries = [Happening("projects.market.changed", owner, project.pk, project) for _ in range(300)]
    with transaction.atomic(), django_assert_max_num_queries(20):
        report_all(entries)
    assert WebhookDelivery.objects.count() == 300
    assert AuditEntry.objects.filter(kind="projects.market.changed").count() == 300


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["state", "attempt"]), st.text(max_size=30_000)))
def test_no_body_reaches_twenty_kilobytes(data):
    kind = catalogue.get("jobs.job.finished")
    body = outbox.body_of(kind, Happening(kind.key, None, "p", None, data))
    assert len(body.encode()) < outbox.MOST_BYTES
    assert json.loads(body)["type"] == kind.key

"""The pages of webhooks: a person adds one, sees what was sent, and sends it again."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.models import WebhookDelivery, WebhookEndpoint, host_of
from apps.projects.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    WebhookDeliveryFactory,
    WebhookEndpointFactory,
    WebhookTryFactory,
)
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(owner=UserFactory())


@pytest.fixture
def page(client, project):
    client.force_login(MembershipFactory(project=project, role=Role.EDITOR).user)
    return client


@pytest.fixture
def endpoint(project):
    return WebhookEndpointFactory(project=project, description="CRM")


def at(endpoint, name, *more):
    return reverse(f"events:{name}", args=[endpoint.project_id, endpoint.pk, *more])


def test_a_secret_is_shown_once(page, project):
    address = reverse("events:webhook_new", args=[project.pk])
    body = {"url": "https://8.8.8.8/hook", "description": "CRM", "everything": "on"}
    shown = page.post(address, body)
    assert "no-store" in shown["Cache-Control"]
    assert re.search(r'value="whsec_[A-Za-z0-9+/=]{40,}"', shown.content.decode())
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.kinds == ["*"]
    assert "whsec_" not in page.get(at(endpoint, "webhook")).content.decode()
    assert "whsec_" in page.post(at(endpoint, "webhook_rotate")).content.decode()


def test_a_private_address_is_refused_beside_its_field(page, project):
    address = reverse("events:webhook_new", args=[project.pk])
    shown = page.post(address, {"url": "http://10.0.0.7/", "everything": "on"})
    assert shown.status_code == 422
    assert "10.0.0.7 leads to an address that is not public." in shown.content.decode()


@pytest.mark.parametrize("url", [r"https://8.8.8.8\[x", r"https://8.8.8.8\@crm.example/"])
def test_an_address_that_programs_read_differently_is_refused(page, project, url):
    address = reverse("events:webhook_new", args=[project.pk])
    shown = page.post(address, {"url": url, "everything": "on"})
    assert shown.status_code == 422
    assert "no blanks, backslashes or control characters" in shown.content.decode()
    assert not WebhookEndpoint.objects.exists()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://evil.example\\@crm.example/", "evil.example"),
        ("https://example.com\\[x", "example.com"),
        ("https://me:secret@crm.example:8443/x", "crm.example:8443"),
        ("https://[::1]:443/x", "[::1]:443"),
        ("https://[::1/x", ""),
    ],
)
def test_the_host_that_is_shown_is_the_one_that_is_asked(url, host):
    assert host_of(url) == host


def test_the_choice_of_events_is_kept(page, endpoint):
    page.post(at(endpoint, "webhook_change"), {"url": endpoint.url, "kinds": ["jobs.job.finished"]})
    endpoint.refresh_from_db()
    assert endpoint.kinds == ["jobs.job.finished"]
    shown = page.get(at(endpoint, "webhook_change")).content.decode()
    assert re.search(r'value="jobs.job.finished"[^>]*checked', shown)


def test_a_delivery_shows_every_try_and_is_sent_again(page, endpoint):
    row = WebhookDeliveryFactory(
        endpoint=endpoint, state="failed", due_at=None, finished_at=timezone.now(), tries=1
    )
    entry = WebhookTryFactory(delivery=row, number=1, answer="<script>alert(1)</script>")
    shown = page.get(at(endpoint, "delivery", row.pk)).content.decode()
    assert "HTTP 500" in shown
    assert str(entry.pk) in shown
    assert "&lt;script&gt;alert(1)" in shown
    page.post(at(endpoint, "delivery_replay", row.pk))
    row.refresh_from_db()
    assert (row.state, row.step) == (WebhookDelivery.State.WAITING, 0)


def test_what_failed_is_sent_again_and_counted(page, endpoint):
    for _ in range(2):
        WebhookDeliveryFactory(endpoint=endpoint, state="failed", due_at=None)
    today = timezone.localdate().isoformat()
    shown = page.post(at(endpoint, "webhook_replay"), {"since": today}, follow=True)
    assert "2 deliveries are sent again." in shown.content.decode()
    shown = page.post(at(endpoint, "webhook_replay"), {"since": "soon"}, follow=True)
    assert "Choose the day" in shown.content.decode()


def test_the_first_day_of_all_is_no_day_to_start_from_in_the_east(client, endpoint):
    user = UserFactory(time_zone="Asia/Shanghai")
    client.force_login(
        MembershipFactory(project=endpoint.project, user=user, role=Role.EDITOR).user
    )
    sent = {"since": "0001-01-01"}
    shown = client.post(at(endpoint, "webhook_replay"), sent, follow=True)
    assert "Choose the day" in shown.content.decode()


def test_switching_testing_and_deleting(page, endpoint):
    page.post(at(endpoint, "webhook_test"))
    assert WebhookDelivery.objects.get().kind == "events.webhook.tested"
    page.post(at(endpoint, "webhook_switch"))
    shown = page.post(at(endpoint, "webhook_test"), follow=True).content.decode()
    assert "This webhook is switched off." in shown
    page.post(at(endpoint, "webhook_delete"), {"confirm": "wrong"})
    assert WebhookEndpoint.objects.exists()
    page.post(at(endpoint, "webhook_delete"), {"confirm": "crm.example"})
    assert not WebhookEndpoint.objects.exists()


def test_who_may_not_open_the_page_is_not_offered_it(client, page, endpoint):
    link = reverse("events:webhooks", args=[endpoint.project_id])
    overview = reverse("projects:overview", args=[endpoint.project_id])
    assert link in page.get(overview).content.decode()
    client.force_login(MembershipFactory(project=endpoint.project).user)
    assert link not in client.get(overview).content.decode()

"""By which means: the channel, the credential, the address and the request of each entry."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.accounts.domain import services
from apps.core import logs, means
from apps.core.happenings import report
from apps.core.means import Channel, Means, Via
from apps.events.models import AuditEntry
from apps.projects.domain.projects import delete
from tests.api.conftest import Caller
from tests.api.test_oauth import ask
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.projects import ProjectFactory
from tests.factories.services import make_service

pytestmark = pytest.mark.django_db
FROM = {"REMOTE_ADDR": "203.0.113.7"}
ASKED = {"x-request-id": "request-0001"}


@pytest.fixture
def project():
    return ProjectFactory(owner=UserFactory(name="Wei"), name="Lamps")


def owner_of(project):
    return project.memberships.get(role="owner").user


def told(kind):
    entry = AuditEntry.objects.get(kind=kind)
    return (entry.channel, entry.via_type, entry.via_id, entry.via_label, entry.address)


def test_a_page(client, project):
    client.force_login(owner_of(project))
    address = reverse("projects:archive", args=[project.pk])
    client.post(address, headers=ASKED, **FROM)
    assert told("projects.project.archived") == ("page", "", "", "", "203.0.113.7")
    entry = AuditEntry.objects.get(kind="projects.project.archived")
    assert entry.request_id == "request-0001"
    assert entry.project_label == "Lamps"


def test_a_token(project):
    caller = Caller(owner_of(project))
    caller.post(f"projects/{project.pk}/archive/", **FROM)
    assert told("projects.project.archived") == (
        "api", "token", str(caller.token.pk), str(caller.token), "203.0.113.7",
    )  # fmt: skip
    secret = caller.token.secret.rsplit("_", 1)[1]
    for row in AuditEntry.objects.values():
        assert secret not in str(row)
    report("projects.project.restored", project_id=project.pk)
    assert told("projects.project.restored")[:2] == ("system", ""), "it ends with the request"


def test_an_oauth2_client(client, project):
    service = make_service(project, role="editor", actor=owner_of(project))
    row, secret = services.add_client(service, owner_of(project), "CRM", ["write"])
    given = ask((row, row.application.client_id, secret)).json()["access_token"]
    client.patch(
        f"/api/v1/projects/{project.pk}/",
        {"description": "x"},
        content_type="application/json",
        headers={"authorization": f"Bearer {given}"},
        **FROM,
    )
    entry = AuditEntry.objects.get(kind="projects.project.changed")
    assert (entry.actor_id, entry.channel, entry.via_type) == (service.user_id, "api", "client")
    assert (entry.via_id, entry.via_label) == (str(row.pk), str(row))


def test_the_panel(client):
    client.force_login(AdminFactory())
    person = UserFactory()
    address = reverse("admin:accounts_user_changelist")
    client.post(
        address, {"action": "deactivate", "_selected_action": str(person.pk), "confirmed": "1"}
    )
    assert told("accounts.user.deactivated")[0] == "panel"


def test_a_job_and_the_systems_own_work(project):
    with logs.of_job("7d5e0f3c-0000-4000-8000-000000000000"):
        report("projects.project.archived", project_id=project.pk)
    found = told("projects.project.archived")
    assert found == ("job", "job", "7d5e0f3c-0000-4000-8000-000000000000", "", None)
    report("projects.project.restored", project_id=project.pk)
    assert told("projects.project.restored") == ("system", "", "", "", None)


def test_a_command(project):
    with means.using(Means(Channel.COMMAND, Via.COMMAND, via_label="create_admin")):
        report("projects.project.restored", project_id=project.pk)
    assert told("projects.project.restored") == ("command", "command", "", "create_admin", None)
    assert means.current().channel == Channel.SYSTEM


def test_a_credential_shown_outside_a_request_is_not_kept(project):
    means.through(Via.TOKEN, "7", "CRM")
    report("projects.project.restored", project_id=project.pk)
    assert told("projects.project.restored") == ("system", "", "", "", None)


def test_administrators_read_the_trail_of_a_deleted_project(client, project):
    client.force_login(owner_of(project))
    client.post(reverse("projects:archive", args=[project.pk]), **FROM)
    delete(project, owner_of(project), typed_name="Lamps")
    client.force_login(AdminFactory())
    listed = reverse("admin:events_auditentry_changelist")
    for asked in ("lamps", str(project.pk)):
        page = client.get(listed, {"q": asked}).content.decode()
        assert "Project archived" in page
        assert "Project deleted" in page
    entry = AuditEntry.objects.get(kind="projects.project.archived")
    shown = client.get(reverse("admin:events_auditentry_change", args=[entry.pk])).content.decode()
    for text in ("Lamps", str(project.pk), "203.0.113.7", "Page", entry.request_id):
        assert text in shown
    page = client.get(listed, {"channel__exact": "system"}).content.decode()
    assert "Project archived" not in page
    assert "Project deleted" in page

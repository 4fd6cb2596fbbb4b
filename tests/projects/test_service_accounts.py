"""The pages of service accounts: made, given tokens, replaced, revoked, closed, by owners only."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import ApiToken, OAuthClient, ServiceAccount
from apps.events.models import AuditEntry
from tests.api.test_oauth import GRANT, post_form
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.services import make_service, make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    owner = UserFactory()
    client.force_login(owner)
    return owner


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner)


def address(name, project, service=None, **ids):
    if service:
        ids["service_id"] = service.pk
    return reverse(f"projects:{name}", kwargs={"project_id": project.pk, **ids})


def shown(response, start):
    return re.search(rf'value="({start}[\w-]+)"', response.content.decode())[1]


def api(secret, path):
    return Client(headers={"authorization": f"Bearer {secret}"}).get(f"/api/v1/{path}")


def test_from_nothing_to_a_program_that_reads(client, project):
    page = client.get(address("service_accounts", project)).content.decode()
    assert "No program works here yet" in page
    made = client.post(
        address("service_accounts", project),
        {"name": "CRM", "role": "viewer", "ranges": "127.0.0.0/8\n10.1.2.3, 2001:db8::1/32"},
    )
    service = ServiceAccount.objects.get()
    assert made["Location"] == address("service_account", project, service)
    assert service.allowed_ranges == ["127.0.0.0/8", "10.1.2.3/32", "2001:db8::/32"]
    answer = client.post(
        address("service_tokens", project, service),
        {"token-name": "sync", "token-scopes": ["read"], "token-days": "30"},
    )
    assert "no-store" in answer["Cache-Control"]
    secret = shown(answer, "lep_")
    assert api(secret, f"projects/{project.pk}/").status_code == 200
    page = client.get(address("service_account", project, service)).content.decode()
    assert secret not in page
    assert "sync" in page
    kinds = set(AuditEntry.objects.filter(project=project).values_list("kind", flat=True))
    assert {"accounts.service.created", "projects.member.added", "accounts.token.created"} <= kinds


def test_replacing_shows_the_successor_once(client, project, owner):
    service = make_service(project, actor=owner)
    token, before = make_token(service)
    answer = client.post(
        address("service_rotate", project, service, token_id=token.pk), {"hours": "24"}
    )
    after = shown(answer, "lep_")
    assert before != after
    assert api(before, "me/").status_code == api(after, "me/").status_code == 200
    client.post(address("service_revoke", project, service, token_id=token.pk))
    assert (api(before, "me/").status_code, api(after, "me/").status_code) == (401, 200)
    dead = address("service_rotate", project, service, token_id=token.pk)
    assert (
        "does not work any more" in client.post(dead, {"hours": "1"}, follow=True).content.decode()
    )
    wrong = client.post(dead, {"hours": "5"}, follow=True)
    assert "Choose how long" in wrong.content.decode()


def test_a_client_is_shown_with_its_secret_once(client, project, owner):
    service = make_service(project, actor=owner)
    answer = client.post(
        address("service_clients", project, service),
        {"client-name": "Old CRM", "client-scopes": ["read"]},
    )
    row = OAuthClient.objects.get()
    values = re.findall(r'readonly value="([^"]+)"', answer.content.decode())
    assert values[0] == row.application.client_id
    given = post_form({**GRANT, "client_id": values[0], "client_secret": values[1]})
    assert given.status_code == 200, given.content
    client.post(address("service_revoke_client", project, service, client_id=row.pk))
    assert api(given.json()["access_token"], "me/").status_code == 401


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "required"),
        ({"role": "owner"}, "not one of the available choices"),
        ({"ranges": "proxy.example"}, "proxy.example"),
        ({"calls_per_minute": "0"}, "greater than or equal to 1"),
    ],
)
def test_mistakes_are_named(client, project, changes, sentence):
    answer = client.post(
        address("service_accounts", project), {"name": "CRM", "role": "viewer", **changes}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ServiceAccount.objects.exists()


def test_settings_are_changed_and_audited(client, project, owner):
    service = make_service(project, actor=owner)
    client.post(
        address("service_account", project, service),
        {"name": "CRM 2", "ranges": "10.0.0.0/8", "calls_per_minute": "50"},
    )
    service.refresh_from_db()
    assert (str(service), service.allowed_ranges) == ("CRM 2", ["10.0.0.0/8"])
    entry = AuditEntry.objects.get(kind="accounts.service.changed", project=project)
    assert entry.data["changes"]["allowed_ranges"] == [[], ["10.0.0.0/8"]]


def test_closing_needs_the_name_typed(client, project, owner):
    service = make_service(project, actor=owner, name="CRM")
    _token, secret = make_token(service)
    client.post(address("service_close", project, service), {"confirm": "something"})
    assert api(secret, "me/").status_code == 200
    client.post(address("service_close", project, service), {"confirm": "CRM"})
    assert api(secret, "me/").status_code == 401
    assert client.get(address("service_account", project, service)).status_code == 404


def test_who_does_not_own_all_its_projects_gives_it_no_token(client, project, owner):
    service = make_service(project, actor=owner)
    theirs = ProjectFactory()
    MembershipFactory(project=theirs, user=service.user, role="viewer")
    page = client.get(address("service_account", project, service)).content.decode()
    assert "in a project that you do not own" in page
    answer = client.post(
        address("service_tokens", project, service),
        {"token-name": "sync", "token-scopes": ["read"], "token-days": "30"},
        follow=True,
    )
    assert "Ask an owner of all its projects" in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_one_account_in_two_projects_of_one_owner(client, project, owner):
    service = make_service(project, actor=owner)
    _token, secret = make_token(service)
    second = ProjectFactory(owner=owner)
    make_service(ProjectFactory(), name="Somebody else's")
    page = client.get(address("service_accounts", second)).content.decode()
    assert "Add one of another project" in page
    assert "Somebody else" not in page
    client.post(address("service_add", second), {"account": service.pk, "role": "viewer"})
    assert {row["name"] for row in api(secret, "projects/").json()["results"]} == {
        project.name,
        second.name,
    }
    refused = client.post(address("service_add", second), {"account": "x", "role": "viewer"})
    assert refused.status_code in {302, 422}


def test_anothers_account_is_not_found(client, project):
    foreign = make_service(ProjectFactory())
    token, _secret = make_token(foreign)
    own = make_service(project)
    assert client.get(address("service_account", project, foreign)).status_code == 404
    assert client.post(address("service_close", project, foreign)).status_code == 404
    stolen = address("service_revoke", project, own, token_id=token.pk)
    assert client.post(stolen).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None

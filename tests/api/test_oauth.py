"""OAuth2 client credentials, as a CRM's HTTP client asks for them."""

from __future__ import annotations

import base64
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import requests
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application

from apps.accounts.domain import services
from apps.accounts.tasks import clean_up
from apps.events.models import AuditEntry
from tests.api.test_problems import problem
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProjectFactory
from tests.factories.services import make_service

pytestmark = pytest.mark.django_db
ADDRESS = "/api/oauth/token"
REVOCATION = "/api/oauth/revoke_token"
GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
def project(db):
    return ProjectFactory()


@pytest.fixture
def service(project):
    return make_service(project, role="editor", name="Old CRM")


@pytest.fixture
def crm(service):
    """(client row, client id, secret)"""
    client, secret = services.add_client(service, UserFactory(), "Old CRM", ["read", "write"])
    return client, client.application.client_id, secret


def ask(crm, peer="127.0.0.1", **changes):
    body = {**GRANT, "client_id": crm[1], "client_secret": crm[2], **changes}
    return post_form(body, peer)


def post_form(body, peer="127.0.0.1", address=ADDRESS):
    form = urlencode(body)
    kind = "application/x-www-form-urlencoded"
    return Client(REMOTE_ADDR=peer).post(address, form, content_type=kind)


def revoke(crm, token, /, peer="127.0.0.1", **changes):
    body = {"token": token, "client_id": crm[1], "client_secret": crm[2], **changes}
    return post_form(body, peer, REVOCATION)


def use(token, path="me/", peer="127.0.0.1"):
    return Client(headers={"authorization": f"Bearer {token}"}, REMOTE_ADDR=peer).get(
        f"/api/v1/{path}"
    )


def test_a_real_client_gets_a_token_and_works_with_it(live_server, project):
    service = make_service(project, role="editor", name="Old CRM")
    client, secret = services.add_client(service, UserFactory(), "Old CRM", ["read", "write"])
    web = requests.Session()
    web.trust_env = False
    given = web.post(
        f"{live_server.url}{ADDRESS}",
        data=GRANT,
        auth=(client.application.client_id, secret),
        timeout=10,
    )
    assert given.status_code == 200, given.text
    body = given.json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == site.OAUTH2_TOKEN_SECONDS
    assert body["scope"] == "read write"
    assert "refresh_token" not in body
    assert given.headers["Cache-Control"] == "no-store"
    web.headers["Authorization"] = f"Bearer {body['access_token']}"
    here = f"{live_server.url}/api/v1/projects/{project.pk}"
    assert web.get(f"{here}/", timeout=10).json()["name"] == project.name
    made = web.post(f"{here}/entries/", json={"country": "DEU"}, timeout=10)
    assert made.status_code == 201, made.text
    entry = AuditEntry.objects.get(kind="projects.market.added", project=project)
    assert entry.actor == service.user
    refused = web.post(f"{here}/jobs/", json={}, timeout=10)
    assert refused.json()["required_scope"] == "jobs"
    client.refresh_from_db()
    assert (client.last_used_from, client.last_used_at is None) == ("127.0.0.1", False)


def test_secrets_and_tokens_are_stored_as_hashes(crm):
    token = ask(crm).json()["access_token"]
    row = AccessToken.objects.get()
    assert row.token == ""
    assert token not in str(AccessToken.objects.values().get())
    assert crm[2] not in str(Application.objects.values().get())
    assert token.startswith("lpo_")


def test_less_may_be_asked_for_but_not_more(crm):
    less = ask(crm, scope="read").json()
    assert use(less["access_token"]).json()["token"]["scopes"] == ["read"]
    more = ask(crm, scope="read jobs")
    assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize(
    "changes",
    [
        {"client_secret": "wrong"},
        {"client_id": "nobody"},
        {"client_id": "", "client_secret": ""},
    ],
)
def test_who_cannot_prove_itself_gets_nothing(crm, changes):
    refused = ask(crm, **changes)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    "grant", ["password", "authorization_code", "refresh_token", "implicit", ""]
)
def test_no_other_grant(crm, grant):
    refused = ask(crm, grant_type=grant, username="a", password="b", code="c", refresh_token="d")
    assert refused.status_code == 400
    assert refused.json()["error"] in {"unsupported_grant_type", "invalid_request"}
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize("page", ["authorize/", "authorize", "applications/", "introspect/"])
def test_there_are_no_other_pages(client, page):
    problem(client.get(f"/api/oauth/{page}"), 404, "not_found")


def test_only_from_the_addresses_of_its_account(crm, service):
    service.allowed_ranges = ["203.0.113.0/24"]
    service.save()
    refused = ask(crm)
    assert (refused.status_code, refused.json()["error"]) == (403, "access_denied")
    token = ask(crm, peer="203.0.113.7").json()["access_token"]
    assert use(token, peer="203.0.113.9").status_code == 200
    problem(use(token), 403, "address_not_allowed")


def test_a_token_lives_for_a_short_while(crm):
    token = ask(crm).json()["access_token"]
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    problem(use(token), 401, "not_authenticated")
    clean_up()
    assert not AccessToken.objects.exists()


def test_a_revoked_client_is_out_at_once(crm, service):
    token = ask(crm).json()["access_token"]
    services.revoke_client(crm[0], UserFactory())
    problem(use(token), 401, "not_authenticated")
    assert ask(crm).status_code == 401


@pytest.mark.parametrize("hint", ["access_token", "something_new", ""])
def test_a_client_ends_its_own_token(crm, hint):
    token, other = (ask(crm).json()["access_token"] for _ in range(2))
    ended = revoke(crm, token, token_type_hint=hint)
    assert (ended.status_code, ended["Cache-Control"]) == (200, "no-store")
    problem(use(token), 401, "not_authenticated")
    assert use(other).status_code == 200
    assert revoke(crm, token).status_code == 200, "ended twice is ended (RFC 7009, 2.2)"


def test_a_basic_header_proves_a_client_that_ends_its_token(crm):
    token = ask(crm).json()["access_token"]
    pair = base64.b64encode(f"{crm[1]}:{crm[2]}".encode()).decode()
    form = urlencode({"token": token})
    answer = Client(headers={"authorization": f"Basic {pair}"}).post(
        REVOCATION, form, content_type="application/x-www-form-urlencoded"
    )
    assert (answer.status_code, use(token).status_code) == (200, 401)


def test_no_client_ends_the_token_of_another(crm, service):
    other, secret = services.add_client(service, UserFactory(), "Other", ["read"])
    token = ask(crm).json()["access_token"]
    answer = revoke((other, other.application.client_id, secret), token)
    assert answer.status_code == 200, "as for a token that does not exist: nothing is told"
    assert use(token).status_code == 200


@pytest.mark.parametrize("changes", [{"client_secret": "wrong"}, {"client_id": "nobody"}])
def test_who_cannot_prove_itself_ends_nothing(crm, changes):
    token = ask(crm).json()["access_token"]
    refused = revoke(crm, token, **changes)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert use(token).status_code == 200


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"token": ""}, "invalid_request"), ({"token_type_hint": "refresh_token"}, "unsupported")],
)
def test_what_cannot_be_ended_is_said(crm, changes, error):
    refused = revoke(crm, "lpo_x", **changes)
    assert refused.status_code == 400
    assert refused.json()["error"].startswith(error)


def test_ending_a_token_is_counted_as_asking_for_one(crm, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"user": "2/min"},
    }
    codes = [revoke(crm, "lpo_x", client_secret=str(n)).status_code for n in range(3)]
    assert codes == [401, 401, 429]
    problem(ask(crm), 429, "throttled")


def test_a_closed_account_takes_its_clients_along(crm, service):
    token = ask(crm).json()["access_token"]
    services.close(service, UserFactory())
    problem(use(token), 401, "not_authenticated")
    assert ask(crm).status_code == 401


def test_a_token_for_another_server_opens_nothing_here(crm):
    elsewhere = ask(crm, resource="https://elsewhere.example/api").json()["access_token"]
    problem(use(elsewhere), 401, "not_authenticated")


def test_guesses_at_secrets_are_counted(crm, settings):
    cache.clear()
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"user": "2/min"},
    }
    codes = [ask(crm, client_secret=str(n)).status_code for n in range(3)]
    assert codes == [401, 401, 429]
    assert ask(crm).status_code == 429
    assert ask(crm, peer="203.0.113.7").status_code == 200


def test_the_schema_names_the_grant(client):
    schema = client.get("/api/schema/", headers={"accept": "application/json"}).json()
    flow = schema["components"]["securitySchemes"]["oauth2"]["flows"]
    assert set(flow) == {"clientCredentials"}
    assert flow["clientCredentials"]["tokenUrl"] == ADDRESS
    scopes = {"read", "write", "jobs", "models:predict", "webhooks", "audit"}
    assert set(flow["clientCredentials"]["scopes"]) == scopes

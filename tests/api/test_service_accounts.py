"""Programs with accounts of their own: what they may, from where, how often, and who did it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from apps.accounts.domain import services, tokens
from apps.accounts.models import ApiToken
from apps.events.models import AuditEntry
from apps.projects.models import Membership
from tests.api.test_problems import problem
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.services import make_service, make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return ProjectFactory()


def calls_with(secret, peer="127.0.0.1"):
    return Client(headers={"authorization": f"Bearer {secret}"}, REMOTE_ADDR=peer)


def test_it_works_in_its_project_and_sees_no_other(project):
    service = make_service(project, name="CRM in Lyon")
    other = ProjectFactory()
    _token, secret = make_token(service)
    program = calls_with(secret)
    me = program.get("/api/v1/me/").json()
    assert (me["kind"], me["name"], me["email"]) == ("service", "CRM in Lyon", None)
    entries = f"/api/v1/projects/{project.pk}/entries/"
    made = program.post(entries, {"country": "DEU"}, content_type="application/json")
    assert made.status_code == 201, made.content
    entry = AuditEntry.objects.get(kind="projects.market.added", project=project)
    assert (entry.actor, entry.actor_label) == (service.user, "CRM in Lyon")
    problem(program.get(f"/api/v1/projects/{other.pk}/"), 404, "not_found")


def test_it_makes_no_projects_and_is_never_an_owner(project):
    service = make_service(project)
    program = calls_with(make_token(service)[1])
    body = {"name": "Lamp", "home_country": "CHN"}
    refused = program.post("/api/v1/projects/", body, content_type="application/json")
    assert "service account" in problem(refused, 403, "permission_denied")["detail"]
    owner = Client(headers={"authorization": f"Bearer {_person_token(project)}"})
    row = Membership.objects.get(user=service.user)
    raised = owner.patch(
        f"/api/v1/projects/{project.pk}/members/{row.pk}/",
        {"role": "owner"},
        content_type="application/json",
    )
    assert "cannot be an owner" in raised.json()["detail"]
    assert Membership.objects.get(pk=row.pk).role == "editor"


def _person_token(project):
    owner = UserFactory()
    MembershipFactory(project=project, user=owner, role="owner")
    return tokens.create(owner, "mine", ["read", "administer"])[1]


def test_nobody_logs_in_as_one(client, project):
    service = make_service(project)
    service.user.set_password("correct horse battery")  # however it may have come to one
    service.user.save()
    assert authenticate(email=service.user.email, password="correct horse battery") is None
    client.force_login(service.user, backend=site.AUTHENTICATION_BACKENDS[0])
    assert client.get("/").status_code == 302, "a session of its own is nobody's"


def test_it_cannot_be_added_by_its_address(project):
    service = make_service()
    secret = _person_token(project)
    answer = Client(headers={"authorization": f"Bearer {secret}"}).post(
        f"/api/v1/projects/{project.pk}/members/",
        {"email": service.user.email, "role": "viewer"},
        content_type="application/json",
    )
    assert not Membership.objects.filter(user=service.user).exists(), answer.content


@pytest.mark.parametrize(
    ("own", "account", "peer", "allowed"),
    [
        ([], [], "203.0.113.7", True),
        ([], ["203.0.113.0/24"], "203.0.113.7", True),
        ([], ["203.0.113.0/24"], "203.0.114.7", False),
        ([], ["2001:db8::/32"], "2001:db8::5", True),
        ([], ["2001:db8::/32", "203.0.113.7/32"], "203.0.113.8", False),
        (["203.0.113.7/32"], ["203.0.113.0/24"], "203.0.113.8", False),
        (["203.0.113.7/32"], ["203.0.113.0/24"], "::ffff:203.0.113.7", True),
    ],
)
def test_only_from_allowed_addresses(project, own, account, peer, allowed):
    service = make_service(project, ranges=account)
    token, secret = make_token(service, ranges=own)
    answer = calls_with(secret, peer).get("/api/v1/me/")
    token.refresh_from_db()
    if allowed:
        assert answer.status_code == 200, answer.content
        assert token.last_used_from == peer.removeprefix("::ffff:")
        return
    assert peer in problem(answer, 403, "address_not_allowed")["detail"]
    assert token.last_used_at is None


def test_a_forged_header_opens_no_range(project, settings):
    service = make_service(project, ranges=["203.0.113.0/24"])
    _token, secret = make_token(service)
    forged = {"x-forwarded-for": "203.0.113.7", "forwarded": "for=203.0.113.7"}
    program = calls_with(secret, "198.51.100.1")
    problem(program.get("/api/v1/me/", headers=forged), 403, "address_not_allowed")
    settings.TRUSTED_PROXIES = 1
    through = {"x-forwarded-for": "203.0.113.7, 198.51.100.9"}
    problem(program.get("/api/v1/me/", headers=through), 403, "address_not_allowed")
    honest = {"x-forwarded-for": "198.51.100.9, 203.0.113.7"}
    assert program.get("/api/v1/me/", headers=honest).status_code == 200


def test_a_rotated_token_overlaps_with_its_successor(project):
    service = make_service(project)
    old, before = make_token(service, days=30, ranges=["127.0.0.0/8"])
    made, after = tokens.rotate(old, UserFactory(), overlap=timedelta(hours=24))
    assert (made.scopes, made.allowed_ranges) == (old.scopes, old.allowed_ranges)
    assert calls_with(before).get("/api/v1/me/").status_code == 200
    assert calls_with(after).get("/api/v1/me/").status_code == 200
    old.refresh_from_db()
    assert timedelta(hours=23) < old.expires_at - timezone.now() <= timedelta(hours=24)
    assert timedelta(days=29) < made.expires_at - timezone.now() <= timedelta(days=30)
    tokens.rotate(made, UserFactory(), overlap=timedelta(0))
    problem(calls_with(after).get("/api/v1/me/"), 401, "not_authenticated")
    with pytest.raises(ValueError, match="not in force"):
        tokens.rotate(made, UserFactory(), overlap=timedelta(0))


def test_rotation_never_lengthens_a_life(project):
    token, _secret = make_token(make_service(project), days=1)
    tokens.rotate(token, UserFactory(), overlap=timedelta(days=7))
    ends = token.expires_at
    token.refresh_from_db()
    assert token.expires_at == ends


def test_only_a_hash_is_stored(project):
    token, secret = make_token(make_service(project))
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret not in str(row)


def test_a_ceiling_of_its_own_is_shared_by_its_tokens(project):
    service = make_service(project, calls_per_minute=3)
    first, second = (calls_with(make_token(service)[1]) for _ in range(2))
    answer = first.get("/api/v1/me/")
    assert answer["RateLimit-Policy"] == '"calls";q=3;w=60'
    assert answer["RateLimit"].startswith('"calls";r=2;t=')
    assert second.get("/api/v1/me/")["RateLimit-Remaining"] == "1"
    assert first.get("/api/v1/me/").status_code == 200
    refused = second.get("/api/v1/me/")
    problem(refused, 429, "throttled")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert calls_with(make_token(make_service(project))[1]).get("/api/v1/me/").status_code == 200


def test_guesses_are_counted_by_the_address_that_is_known(settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"user": "2/min"},
    }
    codes = [
        calls_with(f"lep_{n}").get("/api/v1/me/", headers={"x-forwarded-for": f"10.0.0.{n}"})
        for n in range(3)
    ]
    assert [answer.status_code for answer in codes] == [401, 401, 429]


def test_closing_ends_everything(project):
    service = make_service(project)
    _token, secret = make_token(service)
    services.close(service, UserFactory(), project_id=project.pk)
    problem(calls_with(secret).get("/api/v1/me/"), 401, "not_authenticated")
    entry = AuditEntry.objects.get(kind="accounts.service.closed")
    assert entry.project_id == project.pk


def test_an_account_that_has_lost_its_last_project_is_closed(project):
    service = make_service(project)
    _token, secret = make_token(service)
    project.delete()
    problem(calls_with(secret).get("/api/v1/me/"), 401, "not_authenticated")

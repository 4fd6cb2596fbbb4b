"""Service accounts over REST: made, given tokens, closed; no token makes a stronger one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.accounts.models import ApiToken, ServiceAccount
from apps.core.models import IdempotencyKey
from apps.events.models import AuditEntry
from apps.projects.models import Membership
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.services import make_service, make_token

pytestmark = pytest.mark.django_db
MANAGE = "service_accounts"
SYNC = {"name": "sync", "scopes": ["read", "write"], "days": 30}


@pytest.fixture
def here(project):
    return f"projects/{project.pk}/service-accounts/"


def program(secret, peer="127.0.0.1"):
    return Client(headers={"authorization": f"Bearer {secret}"}, REMOTE_ADDR=peer)


def test_from_nothing_to_a_program_that_works_and_is_closed(caller, project, here):
    made = caller.post(here, {"name": "CRM", "role": "editor", "allowed_ranges": ["127.0.0.1/8"]})
    assert made.status_code == 201, made.content
    account = made.json()
    assert (account["role"], account["allowed_ranges"]) == ("editor", ["127.0.0.0/8"])
    address = made["Location"]
    assert caller.get(address).json() == account

    given = caller.post(f"{address}tokens/", SYNC)
    assert (given.status_code, given["Cache-Control"]) == (201, "no-store")
    token = given.json()
    assert caller.get(given["Location"]).json() == {
        name: value for name, value in token.items() if name != "secret"
    }
    works = program(token["secret"])
    entry = {"country": "DEU"}
    entries = f"/api/v1/projects/{project.pk}/entries/"
    assert works.post(entries, entry, content_type="application/json").status_code == 201
    assert program(token["secret"], "203.0.113.7").get("/api/v1/me/").status_code == 403

    assert caller.delete(address).status_code == 204
    assert works.get("/api/v1/me/").status_code == 401
    assert (caller.get(address).status_code, caller.get(here).json()["results"]) == (404, [])
    kinds = AuditEntry.objects.filter(project=project, actor=caller.user)
    assert {"accounts.service.created", "accounts.token.created", "accounts.service.closed"} <= set(
        kinds.values_list("kind", flat=True)
    )
    assert token["secret"] not in str(list(AuditEntry.objects.values_list("data", flat=True)))


def test_a_change_touches_what_was_sent_and_refuses_the_stale(caller, project, here):
    service = make_service(project, name="Old", ranges=["10.0.0.0/8"], calls_per_minute=9)
    address = f"{here}{service.pk}/"
    tag = caller.get(address)["ETag"]
    changed = caller.patch(address, {"calls_per_minute": None}, headers={"If-Match": tag}).json()
    assert [changed[name] for name in ("name", "allowed_ranges", "calls_per_minute")] == [
        "Old", ["10.0.0.0/8"], None,
    ]  # fmt: skip
    late = caller.patch(address, {"name": "New"}, headers={"If-Match": tag})
    problem(late, 412, "stale")
    problem(caller.patch(address, {"role": "owner"}), 400, "invalid")
    assert AuditEntry.objects.filter(kind="accounts.service.changed").count() == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "A", "role": "owner"}, "#/role"),
        ({"name": "", "role": "viewer"}, "#/name"),
        ({"name": "A", "role": "viewer", "allowed_ranges": ["office"]}, "#/allowed_ranges/0"),
        ({"name": "A", "role": "viewer", "calls_per_minute": 0}, "#/calls_per_minute"),
    ],
)
def test_mistakes_are_named(caller, here, body, pointer):
    answer = problem(caller.post(here, body), 400, "invalid")
    assert [error["pointer"] for error in answer["errors"]] == [pointer]
    assert not ServiceAccount.objects.exists()


def test_a_token_is_replaced_with_an_overlap_and_revoked(caller, project, here):
    service = make_service(project)
    old, secret = make_token(service, scopes=["read"])
    address = f"{here}{service.pk}/tokens/"
    made = caller.post(f"{address}{old.pk}/rotate/", {"hours": 1})
    assert made.status_code == 201, made.content
    assert caller.get(made["Location"]).json()["scopes"] == ["read"]
    assert program(secret).get("/api/v1/me/").status_code == 200
    old.refresh_from_db()
    assert old.expires_at <= timezone.now() + timedelta(hours=1)
    assert caller.delete(f"{address}{old.pk}/").status_code == 204
    assert program(secret).get("/api/v1/me/").status_code == 401
    assert program(made.json()["secret"]).get("/api/v1/me/").status_code == 200
    rest = caller.get(f"{address}?revoked_at__isnull=true").json()["results"]
    assert [row["id"] for row in rest] == [made.json()["id"]]
    problem(caller.post(f"{address}{old.pk}/rotate/"), 409, "conflict")


class TestNoTokenMakesAStrongerOne:
    def test_scopes_that_it_lacks_it_cannot_give(self, caller, project, here):
        service = make_service(project)
        weak = Caller(caller.user, scopes=["read", MANAGE])
        address = f"{here}{service.pk}/tokens/"
        answer = problem(weak.post(address, SYNC), 403, "scope_missing")
        assert answer["required_scope"] == "write"
        assert weak.post(address, {**SYNC, "scopes": ["read"]}).status_code == 201
        assert ApiToken.objects.filter(user=service.user).count() == 1

    def test_a_stronger_token_cannot_be_taken_over_by_replacing_it(self, caller, project, here):
        service = make_service(project)
        strong, _secret = make_token(service, scopes=["read", "jobs"])
        weak = Caller(caller.user, scopes=["read", MANAGE])
        answer = weak.post(f"{here}{service.pk}/tokens/{strong.pk}/rotate/")
        assert problem(answer, 403, "scope_missing")["required_scope"] == "jobs"
        assert ApiToken.objects.filter(user=service.user).count() == 1

    @pytest.mark.parametrize(
        ("ranges", "code"),
        [
            (["127.0.0.1"], 201),
            (["127.0.0.0/24", "127.0.0.5/32"], 201),
            ([], 400),
            (["0.0.0.0/0"], 400),
            (["127.0.0.1", "203.0.113.7"], 400),
            (["::1"], 400),
        ],
    )
    def test_one_that_is_bound_to_addresses_makes_none_that_is_less(
        self, caller, project, here, ranges, code
    ):
        bound = Caller(caller.user, allowed_ranges=["127.0.0.0/16"])
        address = f"{here}{make_service(project).pk}/tokens/"
        answer = bound.post(address, {**SYNC, "allowed_ranges": ranges})
        assert answer.status_code == code, answer.content
        if code == 400:
            assert answer.json()["errors"][0]["pointer"] == "#/allowed_ranges"

    def test_a_bound_one_does_not_replace_an_unbound_one(self, caller, project, here):
        service = make_service(project)
        free, _secret = make_token(service)
        bound = Caller(caller.user, allowed_ranges=["127.0.0.0/8"])
        answer = bound.post(f"{here}{service.pk}/tokens/{free.pk}/rotate/")
        problem(answer, 400, "invalid")

    def test_other_scopes_are_no_way_in(self, caller, here):
        others = Caller(caller.user, scopes=["read", "write", "jobs", "webhooks", "models:predict"])
        for answer in (others.get(here), others.post(here, {"name": "A", "role": "viewer"})):
            assert problem(answer, 403, "scope_missing")["required_scope"] == MANAGE

    def test_a_program_manages_no_programs(self, caller, project, here):
        service = make_service(project)
        _token, secret = make_token(service, scopes=["read", MANAGE])  # however it came to that
        problem(program(secret).get(f"/api/v1/{here}"), 403, "permission_denied")
        refused = caller.post(f"{here}{service.pk}/tokens/", {**SYNC, "scopes": [MANAGE]})
        problem(refused, 400, "invalid")

    def test_a_weaker_token_reads_no_stored_secret(self, caller, project, here):
        address = f"{here}{make_service(project).pk}/tokens/"
        key = {"Idempotency-Key": "token-1"}
        first = caller.post(address, SYNC, headers=key).json()
        assert caller.post(address, SYNC, headers=key).json()["secret"] == first["secret"]
        assert first["secret"] not in IdempotencyKey.objects.get().body
        weak = Caller(caller.user, scopes=["read", MANAGE])
        assert weak.post(address, SYNC, headers=key).status_code == 422


def test_who_does_not_own_all_its_projects_changes_nothing(caller, project, here):
    service = make_service(project)
    MembershipFactory(project=ProjectFactory(), user=service.user, role="viewer")
    address = f"{here}{service.pk}/"
    for answer in (
        caller.patch(address, {"name": "Mine"}),
        caller.post(f"{address}tokens/", SYNC),
        caller.delete(address),
    ):
        problem(answer, 409, "conflict")
    member = caller.get(address).json()["member"]
    assert caller.delete(f"projects/{project.pk}/members/{member}/").status_code == 204
    assert not Membership.objects.filter(project=project, user=service.user).exists()


def test_accounts_and_tokens_of_other_projects_do_not_exist(caller, project, here):
    elsewhere = make_service(ProjectFactory())
    token, _secret = make_token(elsewhere)
    own = make_service(project)
    for answer in (
        caller.get(f"{here}{elsewhere.pk}/"),
        caller.get(f"{here}{elsewhere.pk}/tokens/"),
        caller.get(f"{here}{own.pk}/tokens/{token.pk}/"),
        caller.delete(f"{here}{own.pk}/tokens/{token.pk}/"),
        caller.post(f"{here}{own.pk}/tokens/{token.pk}/rotate/"),
    ):
        problem(answer, 404, "not_found")
    found = caller.get(f"{here}?name={own.user.name}&role=editor").json()["results"]
    assert [row["id"] for row in found] == [str(own.pk)]

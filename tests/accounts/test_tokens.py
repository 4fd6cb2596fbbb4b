"""API tokens: the page that makes them, and what the API makes of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.test import APIRequestFactory

from apps.accounts.authentication import TokenAuthentication
from apps.accounts.domain import tokens
from apps.accounts.models import ApiToken
from apps.events.models import AuditEntry
from tests.factories.accounts import ApiTokenFactory, UserFactory

pytestmark = pytest.mark.django_db
GOOD = {"name": "CRM", "scopes": ["read", "jobs"], "days": "30"}


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def authenticate(header: str):
    request = APIRequestFactory().get("/api/v1/", headers={"authorization": header})
    return TokenAuthentication().authenticate(request)


def make(client, **changes) -> str:
    page = client.post(reverse("accounts:tokens"), {**GOOD, **changes}).content.decode()
    return re.search(r'value="(lep_[\w-]+)"', page)[1]


def test_the_secret_is_shown_once_and_stored_nowhere(client, user):
    secret = make(client)
    assert re.fullmatch(r"lep_[0-9a-f]{8}_[\w-]{43}", secret)
    token = ApiToken.objects.get()
    assert token.user == user
    assert token.scopes == ["read", "jobs"]
    assert secret not in str(ApiToken.objects.values().get())
    assert secret not in str(list(AuditEntry.objects.values()))
    assert secret not in str(dict(client.session))
    again = client.get(reverse("accounts:tokens"))
    assert secret not in again.content.decode()
    assert token.prefix in again.content.decode()
    assert "no-store" in again["Cache-Control"]


def test_the_secret_opens_the_api_with_its_scopes(client, user):
    secret = make(client)
    who, token = authenticate(f"Bearer {secret}")
    assert who == user
    assert token.scopes == ("read", "jobs")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "required"),
        ({"scopes": []}, "required"),
        ({"scopes": ["read", "everything"]}, "everything is not one of the available choices"),
        ({"days": "366"}, "less than or equal to 365"),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"days": "soon"}, "whole number"),
        ({"ranges": "203.0.113.0/24 office"}, "&#x27;office&#x27; is no address"),
    ],
)
def test_mistakes_are_named_and_no_token_is_made(client, user, changes, sentence):
    response = client.post(reverse("accounts:tokens"), {**GOOD, **changes})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not ApiToken.objects.exists()


def test_a_token_may_be_bound_to_addresses(client, user):
    secret = make(client, ranges="203.0.113.7\n2001:db8:1::/48, 203.0.113.7")
    assert ApiToken.objects.get().allowed_ranges == ["203.0.113.7/32", "2001:db8:1::/48"]
    assert "2001:db8:1::/48" in client.get(reverse("accounts:tokens")).content.decode()
    here = {"authorization": f"Bearer {secret}"}
    outside = client.get("/api/v1/me/", headers=here)
    assert (outside.status_code, outside.json()["type"]) == (
        403,
        "/api/problems/#address_not_allowed",
    )
    assert client.get("/api/v1/me/", headers=here, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_the_form_proposes_ninety_days_and_reading_only(client, user):
    form = client.get(reverse("accounts:tokens")).context["form"]
    assert form["days"].value() == 90
    assert list(form["scopes"].value()) == ["read"]


def test_revoking_works_at_once_and_is_audited(client, user):
    secret = make(client)
    token = ApiToken.objects.get()
    client.post(reverse("accounts:revoke_token", args=[token.pk]))
    client.post(reverse("accounts:revoke_token", args=[token.pk]))
    with pytest.raises(AuthenticationFailed, match="revoked"):
        authenticate(f"Bearer {secret}")
    assert AuditEntry.objects.filter(kind="accounts.token.revoked").count() == 1
    assert "Revoked" in client.get(reverse("accounts:tokens")).content.decode()


def test_nobody_sees_or_revokes_another_persons_tokens(client, user):
    other = ApiTokenFactory(name="Other people's")
    assert "Other people" not in client.get(reverse("accounts:tokens")).content.decode()
    assert client.post(reverse("accounts:revoke_token", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.revoked_at is None


def test_expired_token_and_deactivated_owner_are_refused():
    expired = ApiTokenFactory(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(AuthenticationFailed, match="expired"):
        authenticate(f"Bearer {expired.secret}")
    orphan = ApiTokenFactory(user=UserFactory(is_active=False))
    with pytest.raises(AuthenticationFailed, match="deactivated"):
        authenticate(f"Bearer {orphan.secret}")


def test_unknown_cut_and_malformed_tokens_are_refused_in_words():
    token = ApiTokenFactory()
    for header in (f"Bearer {token.secret[:-1]}", "Bearer lep_nothing", "Bearer \xff\xfe"):
        with pytest.raises(AuthenticationFailed, match="not known"):
            authenticate(header)
    for header in ("Bearer", f"Bearer {token.secret} more"):
        with pytest.raises(AuthenticationFailed, match="Authorization header"):
            authenticate(header)


@pytest.mark.parametrize("header", ["", "Basic dXNlcjpwYXNz", "Token abc"])
def test_other_schemes_are_left_to_others(header):
    assert authenticate(header) is None


def test_the_scheme_is_read_in_any_case_and_the_prefix_alone_opens_nothing():
    token = ApiTokenFactory()
    assert authenticate(f"bearer {token.secret}")[1].id == token.pk
    with pytest.raises(AuthenticationFailed):
        authenticate(f"Bearer {token.prefix}")


def test_last_use_is_written_at_most_once_a_minute(django_assert_num_queries):
    token = ApiTokenFactory()
    with django_assert_num_queries(2):
        authenticate(f"Bearer {token.secret}")
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    with django_assert_num_queries(1):
        authenticate(f"Bearer {token.secret}")
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(seconds=61))
    authenticate(f"Bearer {token.secret}")
    token.refresh_from_db()
    assert token.last_used_at > first


@pytest.mark.parametrize(
    ("scopes", "days"), [([], 90), (["read", "root"], 90), (["read"], 0), (["read"], 366)]
)
def test_the_domain_refuses_what_the_form_would(scopes, days):
    with pytest.raises(ValueError, match=r"scope|lifetime"):
        tokens.create(UserFactory(), "x", scopes, days)

"""Every error is a problem document, in the caller's language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from apps.core.api.problems import PROBLEM_TYPES
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def problem(response, status, code):
    """The document of an answer that must be this kind of error."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["type"] == f"/api/problems/#{code}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def test_nobody_without_a_token_or_session():
    response = Client().get("/api/v1/me/")
    problem(response, 401, "not_authenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now() - timedelta(hours=1)},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
    ],
)
def test_tokens_out_of_force_are_told_why(change):
    problem(Caller(**change).get("me/"), 401, "not_authenticated")


def test_a_deactivated_person_has_no_access():
    problem(Caller(UserFactory(is_active=False)).get("me/"), 401, "not_authenticated")


def test_an_unknown_token_is_refused_and_counted(settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"user": "3/min"},
    }
    client = Client(headers={"authorization": "Bearer lep_deadbeef_x"})
    for _ in range(3):
        problem(client.get("/api/v1/me/"), 401, "not_authenticated")
    response = client.get("/api/v1/me/")
    problem(response, 429, "throttled")
    assert int(response["Retry-After"]) >= 1


def test_a_session_reads_freely_and_writes_with_a_csrf_token():
    user = UserFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.get("/api/v1/me/").json()["token"] is None
    response = client.post(
        "/api/v1/projects/", {"name": "x", "home_country": "CHN"}, content_type="application/json"
    )
    problem(response, 403, "permission_denied")


def test_me_names_person_and_scopes(caller):
    body = caller.get("me/").json()
    assert body["email"] == caller.user.email
    assert body["token"]["scopes"] == caller.token.scopes
    assert caller.token.secret not in str(body)


def test_a_scope_that_is_missing_is_named():
    response = Caller(scopes=["models:predict"]).get("projects/")
    assert problem(response, 403, "scope_missing")["required_scope"] == "read"


def test_an_unknown_address_is_a_problem_and_not_a_page(caller):
    body = problem(caller.get("nothing/here/"), 404, "not_found")
    assert body["instance"] == "/api/v1/nothing/here/"
    body = problem(caller.get("projects"), 404, "not_found")
    assert "/api/v1/projects/" in body["detail"]
    problem(Client().get("/api/v1/nope", headers={"accept": "text/html"}), 404, "not_found")


def test_a_method_that_is_not_offered_names_those_that_are(caller):
    response = caller("put", "me/", {})
    problem(response, 405, "method_not_allowed")
    assert "GET" in response["Allow"]


def test_only_json_is_spoken(caller):
    problem(caller.get("me/", headers={"accept": "application/xml"}), 406, "not_acceptable")
    response = caller.post("projects/", "<a/>", content_type="application/xml")
    problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": ',
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b'{"name": "\xff"}',
        b'{"name": "a\\u0000b"}',
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
    ],
)
def test_bodies_that_cannot_be_read_or_stored(caller, body):
    problem(caller.post("projects/", body), 400, "malformed")


def test_a_body_beyond_the_limit_is_not_read(caller, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    problem(caller.post("projects/", {"name": "x" * 2000}), 413, "too_large")


def test_wrong_values_are_named_by_pointer(caller):
    body = problem(caller.post("projects/", {"nmae": "x"}), 400, "invalid")
    assert {error["pointer"] for error in body["errors"]} >= {"#/nmae"}
    response = caller.post("projects/", {"home_country": "CHN", "name": 7, "product": {"name": ""}})
    body = problem(response, 400, "invalid")
    assert {error["pointer"] for error in body["errors"]} == {"#/product/name"}
    problem(caller.post("projects/", [1]), 400, "invalid")


def test_the_language_is_the_callers(caller):
    english = caller.get("nothing/", headers={"accept-language": "en"}).json()
    chinese = caller.get("nothing/", headers={"accept-language": "zh-CN,zh;q=0.9"}).json()
    assert english["type"] == chinese["type"]
    for member in ("title", "detail"):
        assert english[member].isascii()
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese[member]), chinese


def test_without_a_header_the_persons_own_language_is_used():
    caller = Caller(UserFactory(language="zh-hans"))
    body = caller.get("projects/?limit=0").json()
    assert any("\u4e00" <= sign <= "\u9fff" for sign in body["title"])


def test_what_nobody_expected_is_a_reference_and_no_traceback(caller, monkeypatch, caplog):
    def explode(*args):
        raise RuntimeError("the secret detail")

    monkeypatch.setattr("apps.accounts.api.MeViewSet.retrieve", explode)
    body = problem(caller.get("me/"), 500, "server_error")
    assert "secret detail" not in str(body)
    assert body["reference"] in caplog.text


def test_rate_headers_and_429(caller, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"user": "2/min"},
    }
    cache.clear()
    first = caller.get("me/")
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("2", "1")
    assert 1 <= int(first["RateLimit-Reset"]) <= 60
    assert caller.get("me/").status_code == 200
    refused = caller.get("me/")
    problem(refused, 429, "throttled")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit-Remaining"] == "0"
    other = Caller(caller.user)
    assert other.get("me/").status_code == 200, "each token has a window of its own"


def test_the_page_of_errors_explains_every_type(client):
    page = client.get("/api/problems/").content.decode()
    for code in PROBLEM_TYPES:
        assert f'id="{code}"' in page


def test_a_change_that_another_one_overtook_is_a_conflict(caller, monkeypatch):
    def overtaken(*args, **kwargs):
        raise IntegrityError("foreign key")

    monkeypatch.setattr("apps.projects.api.projects.create_project", overtaken)
    answer = caller.post("projects/", {"name": "One", "home_country": "CHN"})
    problem(answer, 409, "conflict")
    assert answer["Retry-After"] == "1"

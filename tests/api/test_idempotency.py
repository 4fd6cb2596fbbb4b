"""A change that is sent twice happens once."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from importlib import import_module
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from apps.accounts.domain import services
from apps.core.api import idempotency
from apps.core.api.problems import Problem
from apps.core.models import IdempotencyKey
from apps.projects.models import MarketEntry
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory
from tests.factories.services import make_service

pytestmark = pytest.mark.django_db
KEY = {"idempotency-key": "order-a2f1g"}


@pytest.fixture
def entries(project):
    return f"projects/{project.pk}/entries/"


def test_the_same_request_gets_the_same_answer(caller, project, entries):
    first = caller.post(entries, {"country": "DEU"}, headers=KEY)
    again = caller.post(entries, {"country": "DEU"}, headers=KEY)
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert again["ETag"] == first["ETag"]
    assert again["Location"] == first["Location"]
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert MarketEntry.objects.filter(project=project, country="DEU").count() == 1


def test_nothing_but_hashes_says_whose_key_it_was(caller, entries):
    caller.post(entries, {"country": "DEU"}, headers=KEY)
    row = IdempotencyKey.objects.get()
    hashes = (row.caller, row.key, row.fingerprint)
    assert all(re.fullmatch("[0-9a-f]{64}", told) for told in hashes)
    # hex digits alone spell nobody's key: it is 'g' that no hash can contain by chance
    assert KEY["idempotency-key"] not in "".join(hashes)


def test_what_was_kept_in_clear_is_sealed_by_the_upgrade(caller, entries):
    first = caller.post(entries, {"country": "DEU"}, headers=KEY)
    IdempotencyKey.objects.update(body=first.content.decode())
    import_module("apps.core.migrations.0002_seal_kept_answers").seal_answers(apps, None)
    assert "DEU" not in IdempotencyKey.objects.get().body
    assert caller.post(entries, {"country": "DEU"}, headers=KEY).content == first.content


def test_a_refusal_is_repeated_too(caller, entries):
    wrong = caller.post(entries, {"country": "XXX"}, headers=KEY)
    again = caller.post(entries, {"country": "XXX"}, headers=KEY)
    assert problem(wrong, 400, "invalid") == problem(again, 400, "invalid")
    assert again["Idempotency-Replayed"] == "true"


def test_a_deletion_is_repeated_without_a_404(caller, project, entries):
    made = caller.post(entries, {"country": "DEU"})["Location"]
    assert caller.delete(made, headers=KEY).status_code == 204
    assert caller.delete(made, headers=KEY).status_code == 204
    assert caller.delete(made).status_code == 404


def test_another_body_under_the_same_key_is_refused(caller, entries):
    caller.post(entries, {"country": "DEU"}, headers=KEY)
    problem(caller.post(entries, {"country": "FRA"}, headers=KEY), 422, "refused")


def test_each_caller_has_keys_of_their_own(caller, project, entries):
    caller.post(entries, {"country": "DEU"}, headers=KEY)
    other = Caller()
    MembershipFactory(project=project, user=other.user, role="editor")
    assert other.post(entries, {"country": "FRA"}, headers=KEY).status_code == 201


def test_a_new_token_of_the_same_account_finds_the_answer(caller, entries):
    caller.post(entries, {"country": "DEU"}, headers=KEY)
    again = Caller(caller.user).post(entries, {"country": "DEU"}, headers=KEY)
    assert again["Idempotency-Replayed"] == "true"


def in_progress(caller, entries, age):
    """A first request that is still being worked on, or whose process died, ``age`` ago."""
    caller.post(entries, {"country": "DEU"}, headers=KEY)
    MarketEntry.objects.filter(country="DEU").delete()
    IdempotencyKey.objects.update(status=None, started_at=timezone.now() - age)


def test_while_the_first_is_being_worked_on_the_second_is_told(caller, entries):
    in_progress(caller, entries, timedelta(seconds=5))
    told = caller.post(entries, {"country": "DEU"}, headers=KEY)
    problem(told, 409, "conflict")
    assert told["Retry-After"] == "1"


def test_whoever_comes_after_a_crash_does_it_anew(caller, entries):
    in_progress(caller, entries, idempotency.LEASE)
    assert caller.post(entries, {"country": "DEU"}, headers=KEY).status_code == 201
    again = caller.post(entries, {"country": "DEU"}, headers=KEY)
    assert again["Idempotency-Replayed"] == "true"


def test_an_answer_that_came_while_somebody_waited_to_take_over_stays(caller, entries):
    """On PostgreSQL the second request waits for the row until the first is committed."""
    in_progress(caller, entries, idempotency.LEASE)
    seen = IdempotencyKey.objects.get()
    IdempotencyKey.objects.update(status=201)
    mine = {"fingerprint": seen.fingerprint, "attempt": uuid.uuid4(), "started_at": timezone.now()}
    with pytest.raises(Problem, match="being worked on"):
        idempotency._claim_again(seen, mine)
    assert IdempotencyKey.objects.get().status == 201


@pytest.mark.parametrize("channel", ["session", "oauth"])
def test_every_way_to_log_in_takes_a_key(project, channel, settings):
    settings.SESSION_COOKIE_SECURE = False
    address = f"/api/v1/projects/{project.pk}/entries/"
    client = Client(enforce_csrf_checks=True)
    if channel == "session":
        client.force_login(project.memberships.get(role="owner").user)
        token = "c" * 32
        client.cookies["csrftoken"] = token
        headers = {"x-csrftoken": token, **KEY}
    else:
        service = make_service(project, role="editor", name="CRM")
        row, secret = services.add_client(service, UserFactory(), "CRM", ["read", "write"])
        grant = {"grant_type": "client_credentials", "client_id": row.application.client_id}
        form = urlencode({**grant, "client_secret": secret})
        kind = "application/x-www-form-urlencoded"
        given = client.post("/api/oauth/token", form, content_type=kind).json()
        headers = {"authorization": f"Bearer {given['access_token']}", **KEY}
    sent = ({"country": "DEU"}, "application/json")
    first, again = (client.post(address, *sent, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert again["Idempotency-Replayed"] == "true"
    assert MarketEntry.objects.filter(project=project, country="DEU").count() == 1


def test_a_request_that_lost_its_key_meanwhile_changes_nothing(caller, entries, monkeypatch):
    claim = idempotency._claim

    def overtaken(*args):
        row = claim(*args)
        IdempotencyKey.objects.filter(pk=row.pk).update(attempt="0" * 32)
        return row

    monkeypatch.setattr(idempotency, "_claim", overtaken)
    problem(caller.post(entries, {"country": "DEU"}, headers=KEY), 409, "conflict")
    assert not MarketEntry.objects.filter(country="DEU").exists()


def test_a_fault_on_our_side_is_not_stored_and_leaves_nothing(caller, entries, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no luck")

    with monkeypatch.context() as patch:
        patch.setattr("apps.projects.domain.markets.report", broken)
        problem(caller.post(entries, {"country": "DEU"}, headers=KEY), 500, "server_error")
    assert not IdempotencyKey.objects.exists()
    assert not MarketEntry.objects.filter(country="DEU").exists()
    assert caller.post(entries, {"country": "DEU"}, headers=KEY).status_code == 201


def test_an_answer_is_kept_for_a_day(caller, entries):
    caller.post(entries, {"country": "DEU"}, headers=KEY)
    IdempotencyKey.objects.update(started_at=timezone.now() - timedelta(hours=23))
    assert idempotency.prune() == 0
    IdempotencyKey.objects.update(started_at=timezone.now() - timedelta(hours=25))
    problem(caller.post(entries, {"country": "DEU"}, headers=KEY), 409, "conflict")
    IdempotencyKey.objects.update(started_at=timezone.now() - timedelta(hours=25))
    assert idempotency.prune() == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "two words"])
def test_a_key_that_is_none(caller, entries, key):
    problem(
        caller.post(entries, {"country": "DEU"}, headers={"idempotency-key": key}), 400, "invalid"
    )


def test_files_take_no_key(caller, project):
    response = caller.post(f"projects/{project.pk}/uploads/", {}, headers=KEY)
    assert "Idempotency-Key" in problem(response, 400, "invalid")["detail"]


def test_reading_needs_no_key(caller, entries):
    assert caller.get(entries, headers=KEY).status_code == 200
    assert not IdempotencyKey.objects.exists()

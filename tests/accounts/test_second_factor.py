"""The authenticator app and the recovery codes, with codes computed as an app computes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from apps.events.models import AuditEntry
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def totp(secret: str, at: float | None = None) -> str:
    """RFC 6238 with SHA-1, 30 s, 6 digits, independent of the library under test."""
    counter = int((time.time() if at is None else at) // 30)
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def test_the_oracle_agrees_with_the_rfc():
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert totp(secret, at=59) == "287082"
    assert totp(secret, at=1_111_111_109) == "081804"


def log_in(client, user):
    return client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True
    )


def confirm_password(client):
    """These pages change how one logs in: they ask for the password again."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def turn_on(client) -> tuple[str, list[str]]:
    """Set the app up through the pages; returns its key and the recovery codes."""
    confirm_password(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page)[1]
    after = client.post(reverse("mfa_activate_totp"), {"code": totp(secret)}, follow=True)
    codes = re.findall(r"<li[^>]*>(\d{8})</li>", after.content.decode())
    return secret, codes


@pytest.fixture
def user():
    return UserFactory(email="ada@example.com")


@pytest.fixture
def protected(client, user):
    log_in(client, user)
    secret, codes = turn_on(client)
    client.post(reverse("account_logout"))
    # The code that turned it on counts as used for its 30 seconds; tests need a fresh one.
    from django.core.cache import cache

    cache.clear()
    return secret, codes


def test_setting_up_shows_a_picture_that_the_policy_allows(client, user):
    log_in(client, user)
    confirm_password(client)
    response = client.get(reverse("mfa_activate_totp"))
    page = response.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "data:" in response["Content-Security-Policy"].split("img-src")[1].split(";")[0]


def test_turning_on_gives_ten_recovery_codes_and_is_audited(
    client, user, django_capture_on_commit_callbacks
):
    log_in(client, user)
    with django_capture_on_commit_callbacks(execute=True):
        _secret, codes = turn_on(client)
    assert len(codes) == len(set(codes)) == 10
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert AuditEntry.objects.filter(kind="accounts.second_factor.added").exists()


def test_a_wrong_code_does_not_turn_it_on(client, user):
    log_in(client, user)
    confirm_password(client)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Incorrect code" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_logging_in_asks_for_the_code(client, user, protected):
    secret, _ = protected
    asked = log_in(client, user)
    assert asked.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:profile")).status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "123456"})
    assert "Incorrect code" in wrong.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_code_works_once(client, user, protected):
    secret, _ = protected
    code = totp(secret)
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))
    log_in(client, user)
    again = client.post(reverse("mfa_authenticate"), {"code": code})
    assert "Incorrect code" in again.content.decode()


def test_a_clock_half_a_minute_off_is_forgiven_two_minutes_are_not(client, user, protected):
    secret, _ = protected
    log_in(client, user)
    late = client.post(reverse("mfa_authenticate"), {"code": totp(secret, time.time() - 120)})
    assert "Incorrect code" in late.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": totp(secret, time.time() - 30)})
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_recovery_code_lets_in_once(client, user, protected):
    _, codes = protected
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert "9 codes are left" in client.get(reverse("mfa_index")).content.decode()
    client.post(reverse("account_logout"))
    log_in(client, user)
    again = client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert "Incorrect code" in again.content.decode()


def test_guessing_codes_is_stopped(client, user, protected):
    secret, _ = protected
    log_in(client, user)
    for n in range(5):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{n}"})
    stopped = client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert "Too many failed login attempts" in stopped.content.decode()
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_turning_off_removes_app_and_codes(client, user, protected):
    secret, _ = protected
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    confirm_password(client)
    assert "password alone" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()
    client.post(reverse("account_logout"))
    log_in(client, user)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_recovery_codes_can_be_renewed_and_downloaded(client, user, protected):
    secret, old = protected
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    confirm_password(client)
    page = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
    new = re.findall(r"<li[^>]*>(\d{8})</li>", page)
    assert len(new) == 10
    assert not set(new) & set(old)
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert all(code in file.content.decode() for code in new)
    assert "attachment" in file["Content-Disposition"]


def test_setting_up_asks_for_the_password_again(client, user):
    client.force_login(user)
    response = client.get(reverse("mfa_activate_totp"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(response["Location"])
    assert "Type your password to go on" in page.content.decode()
    wrong = client.post(response["Location"], {"password": "wrong"})
    assert "Incorrect password" in wrong.content.decode()
    right = client.post(response["Location"], {"password": PASSWORD})
    assert right["Location"] == reverse("mfa_activate_totp")

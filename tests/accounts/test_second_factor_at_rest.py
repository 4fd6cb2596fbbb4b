"""A copy of the database does not let anybody in: keys of second factors are encrypted in it."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse

from apps.accounts.second_factor import MFAAdapter, renew
from tests.accounts.test_second_factor import log_in, totp, turn_on
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def protected(client):
    """A person with an authenticator app: (user, its key, recovery codes)."""
    user = UserFactory(email="ada@example.com")
    log_in(client, user)
    secret, codes = turn_on(client)
    client.post(reverse("account_logout"))
    cache.clear()  # the code that turned it on counts as used for its 30 seconds
    return user, secret, codes


def stored() -> str:
    """All that the tables hold of second factors, sessions decoded."""
    rows = [*Authenticator.objects.values_list("data", flat=True)]
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return json.dumps([rows, sessions], default=str)


def gets_in(client, user, code) -> bool:
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})
    inside = client.get(reverse("accounts:profile")).status_code == 200
    client.post(reverse("account_logout"))
    cache.clear()
    return inside


def rotate(settings, keep_old=True):
    old = settings.SECRET_KEY
    settings.SECRET_KEY = f"a new key {old[::-1]}"
    settings.SECRET_KEY_FALLBACKS = [old] if keep_old else []


def test_the_database_holds_no_key_and_no_code(protected):
    _, secret, codes = protected
    held = stored()
    assert Authenticator.objects.count() == 2
    assert secret not in held
    assert not any(code in held for code in codes)
    for row in Authenticator.objects.all():
        value = row.data.get("secret") or row.data.get("seed")
        assert value.startswith("gAAAA")  # version byte of a Fernet token


def test_two_people_with_one_key_do_not_look_alike():
    adapter = MFAAdapter()
    assert adapter.encrypt("ABC") != adapter.encrypt("ABC")
    assert adapter.decrypt(adapter.encrypt("ABC")) == "ABC"


def test_the_key_is_derived_and_is_not_the_secret_key_itself(settings):
    import base64
    import hashlib

    token = MFAAdapter().encrypt("ABC").encode()
    plain = base64.urlsafe_b64encode(hashlib.sha256(settings.SECRET_KEY.encode()).digest())
    with pytest.raises(InvalidToken):
        Fernet(plain).decrypt(token)


def test_codes_of_app_and_recovery_let_in(client, protected):
    user, secret, codes = protected
    assert gets_in(client, user, totp(secret))
    assert gets_in(client, user, codes[0])
    assert not gets_in(client, user, "000000")


def test_they_still_do_after_the_key_has_been_changed(client, protected, settings):
    user, secret, codes = protected
    rotate(settings)
    assert gets_in(client, user, totp(secret))
    assert gets_in(client, user, codes[0])


def test_once_renewed_the_old_key_can_go(client, protected, settings):
    user, secret, codes = protected
    gets_in(client, user, codes[0])
    before = stored()
    rotate(settings)
    call_command("renew_second_factors", stdout=(said := StringIO()))
    assert said.getvalue() == "2 renewed\n"
    assert stored() != before
    settings.SECRET_KEY_FALLBACKS = []
    assert gets_in(client, user, totp(secret))
    assert not gets_in(client, user, codes[0])  # what was used stays used
    assert gets_in(client, user, codes[1])


def test_a_lost_key_refuses_every_code_and_tells_the_administrator(
    client, protected, settings, caplog
):
    user, secret, codes = protected
    rotate(settings, keep_old=False)
    log_in(client, user)
    for code in (totp(secret), codes[0]):
        page = client.post(reverse("mfa_authenticate"), {"code": code})
        assert page.status_code == 200
        assert "Incorrect code" in page.content.decode()
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert secret not in caplog.text


def test_renewing_leaves_what_it_cannot_read_and_says_so(protected, settings):
    before = stored()
    rotate(settings, keep_old=False)
    with pytest.raises(CommandError, match="2 cannot be read"):
        call_command("renew_second_factors", stdout=StringIO())
    assert stored() == before
    assert renew() == (0, 2)

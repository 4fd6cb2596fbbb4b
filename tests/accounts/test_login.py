"""Logging in and out, forgotten and changed passwords, limits, sessions: as a browser does it."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse

from apps.accounts.models import User
from apps.events.models import AuditEntry
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def log_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def without_token(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": ?)["=]*"[^"]*"', "", page)


# --- log in and out ------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["ada@example.com", "ADA@Example.COM", "  ada@example.com "])
def test_address_is_compared_without_case(client, typed):
    UserFactory(email="ada@example.com")
    response = log_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in(client)
    assert AuditEntry.objects.filter(kind="accounts.user.logged_in").count() == 1


def test_wrong_password_unknown_address_and_inactive_account_read_the_same(client):
    UserFactory(email="ada@example.com")
    UserFactory(email="gone@example.com", is_active=False)
    said = []
    for email in ("ada@example.com", "nobody@example.com", "gone@example.com"):
        response = log_in(client, email, "not the password")
        assert response.status_code == 200
        body = text(response)
        assert "not correct" in body
        said.append(re.search(r'role="alert".*?</form>', without_token(body))[0].replace(email, ""))
        assert not signed_in(client)
    assert len(set(said)) == 1


def test_deactivated_person_is_told_so_after_the_right_password(client):
    UserFactory(email="gone@example.com", is_active=False)
    response = client.post(
        reverse("account_login"), {"login": "gone@example.com", "password": PASSWORD}, follow=True
    )
    assert "This account is deactivated" in text(response)
    assert not signed_in(client)


def test_next_page_is_kept_and_never_leaves_the_site(client):
    UserFactory(email="ada@example.com")
    data = {"login": "ada@example.com", "password": PASSWORD}
    inside = client.post(reverse("account_login") + "?next=/accounts/profile/", data)
    assert inside["Location"] == "/accounts/profile/"
    client.logout()
    outside = client.post(reverse("account_login") + "?next=https://evil.example/", data)
    assert outside["Location"] == "/"


def test_next_page_survives_a_wrong_password(client):
    UserFactory(email="ada@example.com")
    page = client.post(
        reverse("account_login") + "?next=/accounts/tokens/",
        {"login": "ada@example.com", "password": "wrong", "next": "/accounts/tokens/"},
    )
    assert 'value="/accounts/tokens/"' in page.content.decode()


def test_log_out_asks_first_and_then_ends_the_session(client):
    client.force_login(UserFactory())
    assert "Jobs that are running go on" in text(client.get(reverse("account_logout")))
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_sign_up_is_closed(client):
    page = client.get(reverse("account_signup"))
    assert "by invitation" in text(page)
    client.post(
        reverse("account_signup"),
        {"email": "me@example.com", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.exists()


def test_nobody_adds_addresses_to_an_account(client):
    client.force_login(UserFactory())
    response = client.post("/accounts/email/", {"action_add": "", "email": "second@example.com"})
    assert response["Location"] == reverse("accounts:profile")


# --- limits --------------------------------------------------------------------------------


def test_too_many_wrong_passwords_for_one_account_are_stopped_with_a_sentence(client):
    UserFactory(email="ada@example.com")
    for _ in range(5):
        log_in(client, "ada@example.com", "wrong")
    response = log_in(client, "ada@example.com", PASSWORD)
    assert "Too many failed login attempts" in text(response)
    assert not signed_in(client)


def test_many_tries_from_one_address_get_429_with_a_sentence(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for n in range(3):
        log_in(client, f"person{n}@example.com", "wrong")
    response = log_in(client, "person9@example.com", "wrong")
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Wait a few minutes" in text(response)


def test_a_forged_forwarded_header_does_not_reset_the_count(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for n in range(3):
        log_in(client, f"p{n}@example.com", "x", headers={"X-Forwarded-For": f"10.0.0.{n}"})
    response = log_in(client, "p@example.com", "x", headers={"X-Forwarded-For": "10.9.9.9"})
    assert response.status_code == 429


def test_behind_one_proxy_only_its_own_hop_is_believed(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    settings.TRUSTED_PROXIES = 1
    for n in range(3):
        hops = {"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.7"}
        log_in(client, f"p{n}@example.com", "x", headers=hops)
    again = {"X-Forwarded-For": "10.9.9.9, 203.0.113.7"}
    assert log_in(client, "p@example.com", "x", headers=again).status_code == 429
    other = {"X-Forwarded-For": "10.9.9.9, 203.0.113.8"}
    assert log_in(client, "p@example.com", "x", headers=other).status_code == 200


# --- forgotten password --------------------------------------------------------------------


def ask_reset(client, email):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def reset_link() -> str:
    return re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def test_reset_by_mail_from_asking_to_the_new_password(client):
    user = UserFactory(email="ada@example.com")
    ask_reset(client, "Ada@example.com")
    assert mail.outbox[-1].to == ["ada@example.com"]
    form_page = client.get(reset_link(), follow=True)
    action = form_page.redirect_chain[-1][0]
    assert "Choose a new password" in text(form_page)
    new = "another good phrase"
    done = client.post(action, {"password1": new, "password2": new}, follow=True)
    assert "Log in with your new password" in text(done)
    user.refresh_from_db()
    assert user.check_password(new)
    used = client.get(reset_link(), follow=True)
    assert "This link cannot be used" in text(used)


def test_reset_reads_the_same_for_an_unknown_address(client):
    UserFactory(email="ada@example.com")
    known, unknown = ask_reset(client, "ada@example.com"), ask_reset(client, "who@example.com")
    assert without_token(text(known)) == without_token(text(unknown))
    assert [m.to for m in mail.outbox] == [["ada@example.com"], ["who@example.com"]]
    assert "no account has this address" in mail.outbox[1].body


def test_reset_mail_speaks_the_readers_language(client):
    UserFactory(email="ada@example.com", language="zh-hans")
    ask_reset(client, "ada@example.com")
    assert mail.outbox[-1].subject == "设置新密码"
    assert "请打开以下链接设置" in mail.outbox[-1].body


def test_configured_site_address_wins_over_the_host_header(client, settings):
    settings.SITE_URL, settings.SITE_URL_CONFIGURED = "https://lepton.example", True
    settings.ALLOWED_HOSTS = ["*"]
    UserFactory(email="ada@example.com")
    client.post(
        reverse("account_reset_password"),
        {"email": "ada@example.com"},
        headers={"host": "evil.example"},
    )
    assert "https://lepton.example/accounts/password/reset/key/" in mail.outbox[-1].body
    assert "evil" not in mail.outbox[-1].body


def test_a_name_that_nobody_vouches_for_is_in_no_mail(client, settings):
    settings.SITE_URL_CONFIGURED = False
    UserFactory(email="ada@example.com")

    def mailed(host):
        url = reverse("account_reset_password")
        client.post(url, {"email": "ada@example.com"}, headers={"host": host})
        return mail.outbox[-1].body

    settings.ALLOWED_HOSTS = ["lepton.example"]
    assert "http://lepton.example/accounts/password/reset/key/" in mailed("lepton.example")
    settings.ALLOWED_HOSTS = ["*"]
    body = mailed("evil.example")
    assert f"{settings.SITE_URL}/accounts/password/reset/key/" in body
    assert "evil" not in body


def test_weak_new_password_is_refused_with_reasons(client):
    UserFactory(email="ada@example.com")
    ask_reset(client, "ada@example.com")
    action = client.get(reset_link(), follow=True).redirect_chain[-1][0]
    page = client.post(action, {"password1": "short", "password2": "short"})
    assert "too short" in text(page)


def test_reset_requests_are_limited(client):
    UserFactory(email="ada@example.com")
    for _ in range(4):
        last = client.post(reverse("account_reset_password"), {"email": "ada@example.com"})
    assert last.status_code == 429 or "too many" in text(last).lower()
    assert len(mail.outbox) == 3


# --- changing the password -----------------------------------------------------------------


def test_change_password_keeps_this_browser_and_ends_the_others(client, django_user_model):
    from django.test import Client

    user = UserFactory(email="ada@example.com")
    other = Client()
    log_in(client, user.email)
    log_in(other, user.email)
    new = "another good phrase"
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert response.status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert other.get(reverse("accounts:profile")).status_code == 302
    assert AuditEntry.objects.filter(kind="accounts.password.changed").exists()


def test_change_password_needs_the_old_one(client):
    user = UserFactory()
    client.force_login(user)
    new = "another good phrase"
    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": "wrong", "password1": new, "password2": new},
    )
    assert "type your current password" in text(page)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


# --- sessions ------------------------------------------------------------------------------


@pytest.fixture
def two_browsers(client):
    from django.test import Client

    user = UserFactory(email="ada@example.com")
    other = Client(headers={"user-agent": "Phone/1.0"})
    log_in(client, user.email, headers={"user-agent": "Desk/1.0"})
    log_in(other, user.email)
    return client, other


def test_sessions_are_listed_and_one_can_be_ended(two_browsers):
    desk, phone = two_browsers
    page = desk.get(reverse("usersessions_list"))
    assert "Phone/1.0" in text(page)
    assert "This one" in text(page)
    session_id = re.search(r"/accounts/sessions/(\d+)/end/", text(page))[1]
    desk.post(reverse("accounts:end_session", args=[session_id]))
    assert phone.get(reverse("accounts:profile")).status_code == 302
    assert desk.get(reverse("accounts:profile")).status_code == 200
    assert AuditEntry.objects.filter(kind="accounts.session.ended").exists()


def test_all_other_sessions_end_at_once(two_browsers):
    desk, phone = two_browsers
    page = desk.post(reverse("usersessions_list"), follow=True)
    assert "logged out everywhere else" in str(next(iter(page.context["messages"])))
    assert phone.get(reverse("accounts:profile")).status_code == 302
    assert desk.get(reverse("accounts:profile")).status_code == 200


def test_nobody_ends_another_persons_session(two_browsers, django_user_model):
    from allauth.usersessions.models import UserSession
    from django.test import Client

    stranger = Client()
    stranger.force_login(UserFactory())
    target = UserSession.objects.first()
    response = stranger.post(reverse("accounts:end_session", args=[target.pk]))
    assert response.status_code == 404
    assert UserSession.objects.filter(pk=target.pk).exists()

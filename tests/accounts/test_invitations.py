"""Invitations: the link works once, for one address, for seven days, unless revoked."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain import invitations
from apps.accounts.domain.invitations import InvitationClosed, Standing, on_accept
from apps.accounts.models import Invitation, User
from apps.events.models import AuditEntry
from tests.factories.accounts import AdminFactory, UserFactory

pytestmark = pytest.mark.django_db
NOWHERE = "00000000-0000-4000-8000-000000000000"  # a project that is gone
GOOD = {
    "name": "Grace",
    "password1": "a good long phrase",
    "password2": "a good long phrase",
    "language": "zh-hans",
    "time_zone": "Asia/Shanghai",
}


@pytest.fixture
def admin():
    return AdminFactory(name="Chief")


@pytest.fixture
def granted():
    """What the hook of a room above was told."""
    told = []
    on_accept.register("test", lambda i, u: told.append((i.grants, u.email)), owner="test")
    yield told
    on_accept._items.pop("test")


def invite(admin, email="grace@example.com", **kwargs):
    invitation, link = invitations.invite(email, "Grace", admin, **kwargs)
    return invitation, urlsplit(link).path


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_accepting_makes_the_account_applies_the_grants_and_logs_in(client, admin, granted):
    grants = [{"project": NOWHERE, "role": "viewer"}]
    invitation, path = invite(admin, "Grace@Example.com", grants=grants)
    page = client.get(path).content.decode()
    assert "Chief invites you" in page
    assert "grace@example.com" in page
    response = client.post(path, GOOD)
    assert response.status_code == 302
    user = User.objects.get(email="grace@example.com")
    assert (user.name, user.language, str(user.time_zone)) == ("Grace", "zh-hans", "Asia/Shanghai")
    assert user.check_password(GOOD["password1"])
    assert not user.is_staff
    assert signed_in(client)
    assert granted == [(grants, "grace@example.com")]
    invitation.refresh_from_db()
    assert invitation.accepted_at
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {
        "accounts.invitation.sent",
        "accounts.invitation.accepted",
        "accounts.user.created",
    } <= kinds


def test_only_a_hash_of_the_secret_is_stored(admin):
    invitation, path = invite(admin)
    secret = path.rstrip("/").rsplit("/", 1)[1]
    stored = str(Invitation.objects.values().get()) + str(list(AuditEntry.objects.values()))
    assert secret not in stored
    assert re.fullmatch(r"[0-9a-f]{64}", invitation.secret_hash)
    assert len(secret) >= 43


def test_opening_the_link_changes_nothing(client, admin):
    _, path = invite(admin)
    for _ in range(2):
        assert client.get(path).status_code == 200
    assert not User.objects.filter(email="grace@example.com").exists()


def test_used_link(client, admin):
    _, path = invite(admin)
    client.post(path, GOOD)
    client.post(reverse("account_logout"))
    for response in (client.get(path), client.post(path, {**GOOD, "name": "Eve"})):
        assert response.status_code == 410
        assert "It was accepted before" in response.content.decode()
    assert User.objects.get(email="grace@example.com").name == "Grace"


def test_expired_link(client, admin):
    invitation, path = invite(admin)
    assert abs(invitation.expires_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = client.post(path, GOOD)
    assert response.status_code == 410
    assert "It has expired" in response.content.decode()
    assert not User.objects.filter(email="grace@example.com").exists()


def test_revoked_link(client, admin):
    invitation, path = invite(admin)
    invitations.revoke(invitation, admin)
    response = client.post(path, GOOD)
    assert response.status_code == 410
    assert "It was revoked" in response.content.decode()
    assert not User.objects.filter(email="grace@example.com").exists()


@pytest.mark.parametrize("change", [lambda s: s[:-1], lambda s: s + "A", str.swapcase, str.upper])
def test_tampered_link(client, admin, change):
    _, path = invite(admin)
    base, secret = path.rstrip("/").rsplit("/", 1)
    response = client.get(f"{base}/{change(secret)}/")
    assert response.status_code == 404
    assert "The link is not known" in response.content.decode()


def test_the_form_cannot_choose_another_address(client, admin):
    _, path = invite(admin)
    client.post(path, {**GOOD, "email": "boss@example.com", "is_staff": "on"})
    user = User.objects.get(email="grace@example.com")
    assert not user.is_staff
    assert not User.objects.filter(email="boss@example.com").exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("password1", "short", "too short"),
        ("password2", "something different", "The two passwords differ"),
        ("time_zone", "Atlantis/Poseidonis", "No time zone has this name"),
        ("name", "", "required"),
        ("language", "xx", "not one of the available choices"),
    ],
)
def test_mistakes_are_named_and_nothing_else_is_lost(client, admin, field, value, sentence):
    _, path = invite(admin)
    data = {**GOOD, field: value}
    if field == "password1":
        data["password2"] = value
    response = client.post(path, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    if field != "name":
        assert 'value="Grace"' in page
    assert not User.objects.filter(email="grace@example.com").exists()
    assert client.post(path, GOOD).status_code == 302


def test_existing_account_logs_in_and_gets_the_grants(client, admin, granted):
    grace = UserFactory(email="grace@example.com")
    _, path = invite(admin, "GRACE@example.com", grants=[{"project": NOWHERE, "role": "editor"}])
    response = client.get(path)
    assert response["Location"] == f"{reverse('account_login')}?next={path.replace('/', '%2F')}"
    assert granted == []
    client.force_login(grace)
    assert "Chief invites you" in client.get(path).content.decode()
    client.post(path)
    assert granted == [([{"project": NOWHERE, "role": "editor"}], "grace@example.com")]
    assert client.get(path).status_code == 410
    assert User.objects.filter(email="grace@example.com").count() == 1


def test_somebody_else_who_is_logged_in_cannot_take_it(client, admin, granted):
    client.force_login(UserFactory(email="eve@example.com"))
    for exists in (False, True):
        _, path = invite(admin)
        if exists:
            UserFactory(email="grace@example.com")
        response = client.post(path, GOOD)
        assert response.status_code == 409
        assert "you are logged in as eve@example.com" in response.content.decode()
    assert granted == []


def test_deactivated_account_is_not_let_in_again(client, admin, granted):
    UserFactory(email="grace@example.com", is_active=False)
    _, path = invite(admin)
    response = client.post(path, GOOD)
    assert response.status_code == 403
    assert "deactivated" in response.content.decode()
    assert granted == []


def test_a_failing_hook_leaves_the_link_usable(admin):
    def fail(invitation, user):
        raise RuntimeError("no")

    invitation, _ = invite(admin)
    on_accept.register("bad", fail, owner="test")
    try:
        with pytest.raises(RuntimeError):
            invitations.accept_as_new(invitation, "a good long phrase", name="Grace")
    finally:
        on_accept._items.pop("bad")
    assert not User.objects.filter(email="grace@example.com").exists()
    assert invitations.standing_of(Invitation.objects.get()) is Standing.OPEN


def test_two_at_once_one_wins(admin):
    invitation, _ = invite(admin)
    copy = Invitation.objects.get()
    invitations.accept_as_new(invitation, "a good long phrase", name="Grace")
    with pytest.raises(InvitationClosed) as closed:
        invitations.accept_as_new(copy, "another good phrase", name="Eve")
    assert closed.value.standing is Standing.USED


def test_an_account_made_meanwhile_by_another_invitation_joins(client, admin, monkeypatch):
    invitation, path = invite(admin)
    account = UserFactory(email=invitation.email)
    with monkeypatch.context() as patch:  # what the request saw a moment before
        patch.setattr(invitations, "account_of", lambda invitation: None)
        answer = client.post(path, GOOD)
    assert (answer.status_code, answer["Location"]) == (302, path)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    client.force_login(account)
    assert client.post(path).status_code == 302
    invitation.refresh_from_db()
    assert invitation.accepted_at


def test_sending_again_replaces_the_link(client, admin):
    invitation, old = invite(admin)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    new = urlsplit(invitations.send_again(invitation, admin)).path
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_used_or_revoked_cannot_be_sent_again_nor_used_revoked(admin):
    used, _ = invite(admin)
    invitations.accept_as_new(used, "a good long phrase", name="Grace")
    revoked, _ = invite(admin, "other@example.com")
    invitations.revoke(revoked, admin)
    for invitation in (used, revoked):
        with pytest.raises(InvitationClosed):
            invitations.send_again(invitation, admin)
    with pytest.raises(InvitationClosed):
        invitations.revoke(used, admin)


def test_mail_goes_out_after_the_commit_where_a_server_is_set(
    admin, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL, settings.SITE_URL_CONFIGURED = "https://lepton.example", True
    with django_capture_on_commit_callbacks(execute=True):
        _, path = invite(admin)
        assert mail.outbox == []
    (message,) = mail.outbox
    assert message.to == ["grace@example.com"]
    assert message.subject == "Chief invites you to Lepton"
    assert f"https://lepton.example{path}" in message.body
    assert "for 7 days" in message.body


def test_without_a_server_the_link_is_kept_nowhere(
    admin, settings, django_capture_on_commit_callbacks
):
    from apps.accounts.models import OutboxMail

    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
    with django_capture_on_commit_callbacks(execute=True):
        invite(admin)
    assert mail.outbox == []
    assert not OutboxMail.objects.exists()

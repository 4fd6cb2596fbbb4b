"""The first administrator, from the command line."""

from __future__ import annotations

import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.domain.administrators import password_file, remembered_password
from apps.accounts.models import User
from apps.events.models import AuditEntry
from tests.factories.accounts import AdminFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_var(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("LEPTON_ADMIN_EMAIL", raising=False)
    monkeypatch.delenv("LEPTON_ADMIN_PASSWORD", raising=False)


def run(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def test_random_password_is_printed_kept_private_and_works():
    said = run("create_admin")
    user = User.objects.get()
    email, password = remembered_password()
    assert (user.email, user.is_superuser, user.is_staff) == ("admin@localhost", True, True)
    assert email == user.email
    assert password in said
    assert len(password) >= 20
    assert user.check_password(password)
    assert stat.S_IMODE(password_file().stat().st_mode) == 0o600
    assert AuditEntry.objects.filter(kind="accounts.admin.created").count() == 1


def test_second_call_changes_nothing():
    run("create_admin")
    before = User.objects.values().get()
    kept = password_file().read_text()
    said = run("create_admin")
    assert "exists already" in said
    assert "Password" not in said
    assert User.objects.values().get() == before
    assert password_file().read_text() == kept


def test_two_installations_get_different_passwords():
    run("create_admin")
    first = remembered_password()
    User.objects.all().delete()
    run("create_admin")
    assert remembered_password() != first


def test_environment_chooses_address_and_password(monkeypatch):
    monkeypatch.setenv("LEPTON_ADMIN_EMAIL", "Chief@Example.com")
    monkeypatch.setenv("LEPTON_ADMIN_PASSWORD", "a long enough secret")
    said = run("create_admin")
    user = User.objects.get()
    assert user.email == "chief@example.com"
    assert user.check_password("a long enough secret")
    assert "a long enough secret" not in said
    assert not password_file().exists()


def test_named_person_becomes_administrator_and_keeps_the_password(monkeypatch):
    user = UserFactory(email="chief@example.com", is_active=False)
    monkeypatch.setenv("LEPTON_ADMIN_EMAIL", "CHIEF@example.com")
    monkeypatch.setenv("LEPTON_ADMIN_PASSWORD", "a long enough secret")
    run("create_admin")
    user.refresh_from_db()
    assert user.is_superuser
    assert user.is_active
    assert user.check_password("correct horse battery")


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("LEPTON_ADMIN_PASSWORD", "short", "LEPTON_ADMIN_PASSWORD cannot be used"),
        ("LEPTON_ADMIN_PASSWORD", "password1234", "too common"),
        ("LEPTON_ADMIN_EMAIL", "nobody", "is not an e-mail address"),
    ],
)
def test_bad_environment_is_refused_in_one_sentence(monkeypatch, variable, value, sentence):
    monkeypatch.setenv(variable, value)
    with pytest.raises(CommandError, match=sentence):
        run("create_admin")
    assert not User.objects.exists()


def test_changing_the_password_removes_the_file():
    run("create_admin")
    user = User.objects.get()
    user.set_password("something else entirely")
    user.save()
    assert not password_file().exists()


def test_editing_the_profile_or_a_stronger_hash_keeps_the_file(settings):
    run("create_admin")
    _, password = remembered_password()
    user = User.objects.get()
    user.name = "New name"
    user.save()
    stronger = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    settings.PASSWORD_HASHERS = [stronger, *settings.PASSWORD_HASHERS]
    assert user.check_password(password)
    user.refresh_from_db()
    assert user.password.startswith("pbkdf2")
    assert password_file().exists()


def test_another_persons_new_password_keeps_the_file():
    run("create_admin")
    other = AdminFactory()
    other.set_password("something else entirely")
    other.save()
    assert password_file().exists()


def test_reset_gives_a_new_password_and_lets_the_person_in_again():
    run("create_admin")
    _, old = remembered_password()
    User.objects.update(is_active=False)
    said = run("reset_admin_password")
    email, new = remembered_password()
    user = User.objects.get()
    assert new != old
    assert new in said
    assert email in said
    assert user.is_active
    assert user.check_password(new)
    assert not user.check_password(old)


def test_reset_of_a_named_administrator():
    run("create_admin")
    chief = AdminFactory(email="chief@example.com")
    run("reset_admin_password", "Chief@example.com")
    chief.refresh_from_db()
    assert remembered_password()[0] == "chief@example.com"
    assert chief.check_password(remembered_password()[1])


def test_reset_never_makes_an_administrator():
    UserFactory(email="person@example.com")
    with pytest.raises(CommandError, match="No administrator has the address"):
        run("reset_admin_password", "person@example.com")
    with pytest.raises(CommandError, match="create_admin"):
        run("reset_admin_password")

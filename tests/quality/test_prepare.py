"""What `make run` prepares in a data folder, what it says of it, and what a second start does."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.urls import reverse

from apps.accounts.domain.administrators import remembered_password
from apps.accounts.models import User
from deploy.launch.config import ROOT, Config, read_config
from deploy.launch.output import Stop
from deploy.launch.run import banner, prepare

CATALOGUE = ROOT / "apps/core/locale/zh_Hans/LC_MESSAGES/django.mo"
READY = "Getting the site ready…"


@pytest.fixture
def config(tmp_path: Path, monkeypatch) -> Config:
    """A data folder of its own; the tests' Python stands in for the one in .venv."""
    for name in list(os.environ):
        if name in ("DATABASE_URL", "CELERY_BROKER_URL") or name.startswith("LEPTON_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "lepton_site.settings")
    monkeypatch.setenv("LEPTON_VAR", str(tmp_path))
    monkeypatch.setattr(Config, "python", property(lambda _: Path(sys.executable)))
    return read_config()


def ask(config: Config, statement: str) -> list[tuple]:
    with closing(sqlite3.connect(config.var / "lepton.sqlite3")) as tables:
        found = tables.execute(statement).fetchall()
        tables.commit()
    return found


def collected(config: Config) -> dict[str, int]:
    """When each collected file was written."""
    folder = config.var / "static"
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.mark.thorough
def test_a_bare_folder_is_made_ready_once(config, migrated, capfd, settings):
    migrated(config.var)
    os.utime(CATALOGUE, (0, 0))  # as after a change of its source
    prepare(config)
    assert capfd.readouterr().out.splitlines() == [
        READY,
        "Collecting static files…",
        "Administrator made: admin@localhost.",
        "Loading the sample project…",
    ]
    compiled = CATALOGUE.stat().st_mtime_ns
    assert compiled > CATALOGUE.with_suffix(".po").stat().st_mtime_ns
    files = collected(config)
    assert str(config.var / "static" / "staticfiles.json") in files
    assert any(name.endswith(".css.gz") for name in files)
    kept = config.var / "admin-password"
    assert kept.stat().st_mode & 0o777 == 0o600
    password = kept.read_text().splitlines()[0].removeprefix("Password: ")
    assert len(password) > 20
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # the site's
    [(email, encoded, is_admin)] = ask(
        config, "SELECT email, password, is_superuser FROM accounts_user"
    )
    assert (email, is_admin) == ("admin@localhost", 1)
    assert check_password(password, encoded)
    assert ask(config, "SELECT is_sample FROM projects_project") == [(1,)]

    # A person made the sample theirs: as if it were gone.
    ask(config, "UPDATE projects_project SET is_sample = 0")
    jobs = ask(config, "SELECT id FROM jobs_job")
    assert jobs
    prepare(config)
    assert capfd.readouterr().out.splitlines() == [READY]  # nothing was left to do
    assert collected(config) == files
    assert CATALOGUE.stat().st_mtime_ns == compiled
    assert kept.read_text().startswith(f"Password: {password}\n")
    assert ask(config, "SELECT email, password FROM accounts_user") == [(email, encoded)]
    assert ask(config, "SELECT is_sample FROM projects_project") == [(0,)]
    assert ask(config, "SELECT id FROM jobs_job") == jobs


def test_a_site_that_cannot_be_made_ready_is_one_sentence(config, monkeypatch):
    monkeypatch.setattr(Config, "python", property(lambda _: Path("/bin/false")))
    with pytest.raises(Stop, match=r"^Getting the site ready failed: the lines above say what"):
        prepare(config)


@pytest.mark.django_db
def test_the_banner_shows_the_password_until_somebody_changes_it(config, settings, client):
    settings.VAR_DIR = config.var
    call_command("create_admin")
    email, password = remembered_password()
    first = banner(config)
    assert f"Lepton is ready:  {config.url}" in first
    assert f"Log in as:        {email}" in first
    assert f"Password:         {password}" in first
    assert str(config.var / "admin-password") in first

    call_command("create_admin")  # as the second start does
    assert banner(config) == first

    admin = User.objects.get()
    client.force_login(admin)
    own = "a longer one that I keep to myself"
    asked = {"oldpassword": password, "password1": own, "password2": own}
    assert client.post(reverse("account_change_password"), asked).status_code == 302
    later = banner(config)
    assert f"Lepton is ready:  {config.url}" in later
    assert "Log in with your own password; 'make password' makes a new one." in later
    assert password not in later
    assert own not in later


def test_a_damaged_file_of_the_password_does_not_keep_the_site_from_starting(config):
    (config.var / "admin-password").write_text("one line only")
    assert "Log in with your own password" in banner(config)
